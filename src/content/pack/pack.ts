import { createHash } from 'node:crypto';
import { type ContentRecords, emptyRecords } from '../../database/content-types.ts';
import { ContentError, type Problem } from './content-error.ts';
import { applyCorrections, type Correction, type ReadableFile } from './corrections.ts';
import { get } from './declared-keys.ts';
import { contentFields } from './fields.ts';
import { type PackFile, readFolders } from './folder.ts';
import { KnownKeys, suggestion } from './known-keys.ts';
import { packReaders } from './readers/index.ts';
import { RecordWriter } from './record-writer.ts';
import { type Path, parseYaml, type YamlFile } from './yaml-file.ts';
import { at } from './zod-problems.ts';

const readerByName = new Map(packReaders.map((reader) => [reader.name, reader]));
/** Files of this type hold content of several types, by the names of these types: what belongs to one publication. */
export const bundleType = 'bundles';

export interface PackOptions {
  /** Bundles that are not in a folder, as a check reads one. They come last, and so correct all folders. */
  bundles?: readonly YamlFile[];
  /** Paths of files that are left out, as those that a bundle replaces. */
  without?: readonly string[];
  /** Keeps parsed files by path, for whoever reads the same folders several times at once. */
  parsed?: Map<string, ReturnType<typeof parseYaml>>;
}

export interface ReadPack {
  records: ContentRecords;
  /** What later folders replace of earlier ones. */
  corrections: Correction[];
}

/** Reads folders of content files, in the given order. One mistake refuses them all, with a `ContentError`. */
export async function readPack(folders: readonly string[]): Promise<ContentRecords> {
  return (await readWholePack(folders)).records;
}

/** The same, with what later folders correct. */
export async function readWholePack(
  folders: readonly string[],
  { bundles = [], without = [], parsed: kept = new Map() }: PackOptions = {},
): Promise<ReadPack> {
  const found = await readFolders(folders);
  const { problems } = found;
  const files = found.files.filter(({ path }) => !without.includes(path));
  const known = new KnownKeys();
  const parsed: ReadableFile[] = [];
  for (const file of files) {
    const readable = parseFile(file, problems, kept);
    if (readable === null) known.incomplete = true;
    else parsed.push(...readable);
  }
  for (const bundle of bundles) parsed.push(...partsOf(bundle, folders.length, problems));
  const { files: read, corrections } = applyCorrections(parsed);
  for (const file of read) declareKeys(file, known, problems);
  const records = emptyRecords();
  const fields = contentFields(known);
  const documents = documentTitles(read);
  for (const { yaml, reader } of read)
    reader.read(yaml, fields, new RecordWriter(yaml, records, documents, problems));
  if (problems.length > 0) throw new ContentError(problems);
  return { records, corrections };
}

/** The content without the files of an installation that have mistakes. */
export interface GoodPack extends ReadPack {
  /** Changes whenever a file that is read does. */
  version: string;
  /** What is wrong in the files that are left out. */
  problems: readonly Problem[];
}

/**
 * Reads the folders without those files of the last one that have mistakes, and without those that need them. A mistake
 * in the other folders, which are the program's own, is a `ContentError`.
 */
export async function readGoodPack(folders: readonly string[]): Promise<GoodPack> {
  const { files } = await readFolders(folders);
  const own = files.filter(({ layer }) => layer === folders.length - 1);
  const without: string[] = [];
  const found: Problem[] = [];
  const parsed: NonNullable<PackOptions['parsed']> = new Map();
  for (;;) {
    try {
      const read = await readWholePack(folders, { without, parsed });
      return {
        ...read,
        version: versionOf(files.filter(({ path }) => !without.includes(path))),
        problems: found,
      };
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      const left = own.filter(({ path }) => !without.includes(path));
      const named = left.filter(({ file }) => error.problems.some((problem) => problem.file === file));
      // A mistake that a correction causes is named where the corrected content is used.
      const wrong = named.length > 0 ? named : left;
      if (wrong.length === 0) throw error;
      without.push(...wrong.map(({ path }) => path));
      found.push(...error.problems);
    }
  }
}

/** A hash of every content file, which changes whenever one of them does. */
export async function packVersion(folders: readonly string[]): Promise<string> {
  const { files, problems } = await readFolders(folders);
  if (problems.length > 0) throw new ContentError(problems);
  return versionOf(files);
}

function versionOf(files: readonly PackFile[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name}\0${bytes?.length}\0`).update(bytes ?? '');
  return hash.digest('hex');
}

function parseFile(
  file: PackFile,
  problems: Problem[],
  kept: NonNullable<PackOptions['parsed']>,
): ReadableFile[] | null {
  const reader = readerByName.get(file.type);
  if (reader === undefined && file.type !== bundleType) {
    const names = [...readerByName.keys()];
    const message = `"${file.type}" is not a type of content file; ${suggestion(file.type, names)} (as ${names[0]}.yaml or ${names[0]}/….yaml)`;
    problems.push({ file: file.file, line: 1, field: '', message });
    return null;
  }
  if (file.bytes === null) {
    const message = 'cannot be read; correct its permissions, or remove it';
    problems.push({ file: file.file, line: 1, field: '', message });
    return null;
  }
  const parsed = kept.get(file.path) ?? parseYaml(file.file, file.name, file.bytes);
  kept.set(file.path, parsed);
  problems.push(...parsed.problems);
  if (parsed.yaml === null) return null;
  return reader
    ? [{ yaml: parsed.yaml, reader, layer: file.layer }]
    : partsOf(parsed.yaml, file.layer, problems);
}

/** The parts of a bundle, each as a file of its type. */
function partsOf(yaml: YamlFile, layer: number, problems: Problem[]): ReadableFile[] {
  if (typeof yaml.value !== 'object' || yaml.value === null || Array.isArray(yaml.value)) {
    problems.push(at(yaml, [], 'must hold content by type, such as questionnaires: and parties:'));
    return [];
  }
  return Object.entries(yaml.value).flatMap(([type, value]): ReadableFile[] => {
    const reader = readerByName.get(type);
    if (!reader) {
      const advice = suggestion(type, [...readerByName.keys()]);
      problems.push(at(yaml, [type], `is not a type of content; ${advice}`));
      return [];
    }
    const { placeOf } = yaml;
    const part: YamlFile = {
      file: yaml.file,
      name: yaml.name,
      value,
      lineOf: (path) => yaml.lineOf([type, ...path]),
      ...(placeOf && { placeOf: (path: Path) => placeOf([type, ...path]) }),
    };
    return [{ yaml: part, reader, layer }];
  });
}

function declareKeys({ yaml, reader }: ReadableFile, known: KnownKeys, problems: Problem[]): void {
  const reported = new Set<string>();
  for (const { type, key, path } of reader.declares(yaml.value)) {
    const earlier = known.add({ type, key, file: yaml.file, line: yaml.lineOf(path) });
    // A field can declare a key of two types, such as an article and a document. It is still one mistake.
    const field = path.join('.');
    if (earlier === null || reported.has(field)) continue;
    reported.add(field);
    problems.push(
      at(yaml, path, `"${key}" is already used in ${earlier.file}:${earlier.line}; choose another`),
    );
  }
}

function documentTitles(read: readonly { yaml: YamlFile }[]): Map<string, { title?: string; url?: string }> {
  const titles = new Map<string, { title?: string; url?: string }>();
  for (const { yaml } of read) {
    const slug = get(yaml.value, 'slug');
    if (typeof slug !== 'string') continue;
    const title = get(yaml.value, 'title');
    const swedish = get(title, 'sv');
    const url = get(get(yaml.value, 'origin'), 'url');
    titles.set(slug, {
      ...(typeof title === 'string' && { title }),
      ...(typeof swedish === 'string' && { title: swedish }),
      ...(typeof url === 'string' && { url }),
    });
  }
  return titles;
}
