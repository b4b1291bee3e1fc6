import type { PackReader } from './pack-reader.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** A content file with its reader, and the place of its folder among those that are read. */
export interface ReadableFile {
  yaml: YamlFile;
  reader: PackReader;
  layer: number;
}

/** Something of an earlier folder that a later one declares again, and by that replaces. */
export interface Correction {
  type: string;
  key: string;
  by: string;
  instead: string;
}

/** The files without what a later folder declares again. */
export function applyCorrections(files: readonly ReadableFile[]): {
  files: ReadableFile[];
  corrections: Correction[];
} {
  const owners = new Map<string, { file: ReadableFile; path: Path }>();
  const replaced = new Map<ReadableFile, Path[]>();
  const corrections: Correction[] = [];
  for (const file of files) {
    for (const { type, key, path } of file.reader.declares(file.yaml.value)) {
      const id = `${type}:${key}`;
      const before = owners.get(id);
      // What differs in type is another thing under the same key, which is a mistake.
      const corrects = before && before.file.layer < file.layer && before.file.reader === file.reader;
      if (before && !corrects) continue;
      owners.set(id, { file, path });
      if (!before) continue;
      const paths = replaced.get(before.file) ?? [];
      replaced.set(before.file, paths);
      // An article is a document too: both types of key come from one field.
      if (paths.some((other) => other.join() === before.path.join())) continue;
      paths.push(before.path);
      // The parts of a whole file, such as its questions, are replaced with it.
      if (path.length > 1 && paths.some((other) => other.length === 1)) continue;
      corrections.push({ type, key, by: at(file.yaml, path), instead: at(before.file.yaml, before.path) });
    }
  }
  return {
    files: files.flatMap((file) => {
      const paths = replaced.get(file);
      if (!paths) return [file];
      // A path of one step is the key of the whole file.
      if (paths.some((path) => path.length === 1)) return [];
      return [{ ...file, yaml: without(file.yaml, paths) }];
    }),
    corrections,
  };
}

const at = (yaml: YamlFile, path: Path) => `${yaml.file}:${yaml.lineOf(path)}`;

/** The file without items of its lists. Lines of the items that stay are those of the file. */
function without(yaml: YamlFile, paths: readonly Path[]): YamlFile {
  if (typeof yaml.value !== 'object' || yaml.value === null) return yaml;
  const value: Record<PropertyKey, unknown> = { ...yaml.value };
  const kept = new Map<PropertyKey, number[]>();
  for (const [list] of paths) {
    if (list === undefined || kept.has(list)) continue;
    const items = value[list];
    if (!Array.isArray(items)) continue;
    const gone = new Set(paths.filter((path) => path[0] === list).map((path) => path[1]));
    const indexes = items.map((_, index) => index).filter((index) => !gone.has(index));
    kept.set(list, indexes);
    value[list] = indexes.map((index): unknown => items[index]);
  }
  return {
    ...yaml,
    value,
    lineOf([list, index, ...rest]) {
      if (list === undefined || typeof index !== 'number')
        return yaml.lineOf(list === undefined ? [] : [list]);
      return yaml.lineOf([list, kept.get(list)?.[index] ?? index, ...rest]);
    },
  };
}
