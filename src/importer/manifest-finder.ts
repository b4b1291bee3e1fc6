import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { KnownKeys } from '../content/pack/known-keys.ts';
import { parseYaml, type YamlFile } from '../content/pack/yaml-file.ts';
import { zodProblems } from '../content/pack/zod-problems.ts';
import { matchesWildcard } from '../text/pattern.ts';
import { ImportError } from './import-error.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

/** A manifest with its defaults filled in, and as it was written. */
export interface FoundManifest {
  /** Its file, as messages show it. */
  file: string;
  manifest: Manifest;
  /** Stored with the document, and exported with it. */
  written: object;
}

const written = z.record(z.string(), z.unknown());
const match = z.object({
  match: z.object({ files: z.array(z.string()).default([]), sha256: z.array(z.string()).default([]) }),
});

/** Finds the manifest of an original: beside it, in the `import.yaml` of its folder, or in a folder of manifests. */
export class ManifestFinder {
  private readonly schema: ReturnType<typeof manifestSchema>;
  private readonly central: YamlFile[];
  private readonly byFolder = new Map<string, YamlFile | null>();

  private constructor(knownKeys: KnownKeys, central: YamlFile[]) {
    // One schema for all manifests: making it takes longer than checking a manifest.
    this.schema = manifestSchema(knownKeys);
    this.central = central;
  }

  /** Reads the folders of manifests for originals in other folders. A folder may be missing. */
  static async open(knownKeys: KnownKeys, folders: readonly string[]): Promise<ManifestFinder> {
    const central: YamlFile[] = [];
    for (const folder of folders.filter((one) => existsSync(one))) {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
      for (const name of names) central.push(await readYaml(join(folder, name)));
    }
    return new ManifestFinder(knownKeys, central);
  }

  /** The manifest of a file; null where there is none. */
  async find(path: string, sha256: string): Promise<FoundManifest | null> {
    for (const beside of [`${path}.import.yaml`, `${withoutEnding(path)}.import.yaml`]) {
      if (existsSync(beside)) return this.parse(await readYaml(beside), []);
    }
    const folder = await this.folderManifest(dirname(path));
    const documents =
      folder && z.object({ documents: z.record(z.string(), z.unknown()) }).safeParse(folder.value);
    if (folder && documents?.success) {
      const name = basename(path);
      if (Object.hasOwn(documents.data.documents, name)) return this.parse(folder, ['documents', name]);
    }
    for (const yaml of this.central) {
      const rule = match.safeParse(yaml.value).data?.match;
      if (rule?.sha256.includes(sha256) || rule?.files.some((one) => matchesWildcard(one, basename(path)))) {
        return this.parse(yaml, []);
      }
    }
    return null;
  }

  private async folderManifest(folder: string): Promise<YamlFile | null> {
    const cached = this.byFolder.get(folder);
    if (cached !== undefined) return cached;
    const path = join(folder, 'import.yaml');
    const found = existsSync(path) ? await readYaml(path) : null;
    this.byFolder.set(folder, found);
    return found;
  }

  private parse(yaml: YamlFile, path: string[]): FoundManifest {
    const value = path.reduce<unknown>((found, step) => Reflect.get(Object(found), step), yaml.value);
    const within: YamlFile = { ...yaml, value, lineOf: (rest) => yaml.lineOf([...path, ...rest]) };
    const parsed = this.schema.safeParse(value);
    if (!parsed.success) throw new ImportError(zodProblems(within, parsed.error));
    return { file: yaml.file, manifest: parsed.data, written: written.parse(value) };
  }
}

/** Whether a path is the path of a manifest. */
export function isManifest(path: string): boolean {
  return path.endsWith('.import.yaml') || basename(path) === 'import.yaml';
}

/** The path of a file as messages show it: relative to the working directory where the file is inside it. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? resolve(path) : fromHere;
}

async function readYaml(path: string): Promise<YamlFile> {
  const { yaml, problems } = parseYaml(shownPath(path), basename(path), await readFile(path));
  if (yaml === null || problems.length > 0) throw new ImportError(problems);
  return yaml;
}

function withoutEnding(path: string): string {
  return path.slice(0, path.length - extname(path).length);
}
