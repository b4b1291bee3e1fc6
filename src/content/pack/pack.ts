import { createHash } from 'node:crypto';
import { type ContentRecords, emptyRecords } from '../../database/content-types.ts';
import { ContentError, type Problem } from './content-error.ts';
import { get } from './declared-keys.ts';
import { contentFields } from './fields.ts';
import { type PackFile, readFolders } from './folder.ts';
import { KnownKeys, suggestion } from './known-keys.ts';
import type { PackReader } from './pack-reader.ts';
import { packReaders } from './readers/index.ts';
import { RecordWriter } from './record-writer.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';
import { at } from './zod-problems.ts';

const readerByName = new Map(packReaders.map((reader) => [reader.name, reader]));

/** Reads folders of content files, in the given order. One mistake refuses them all, with a `ContentError`. */
export async function readPack(folders: readonly string[]): Promise<ContentRecords> {
  const { files, problems } = await readFolders(folders);
  const known = new KnownKeys();
  const read: { yaml: YamlFile; reader: PackReader }[] = [];
  for (const file of files) {
    const found = parseFile(file, problems);
    if (found === null) {
      known.incomplete = true;
      continue;
    }
    read.push(found);
    declareKeys(found, known, problems);
  }
  const records = emptyRecords();
  const fields = contentFields(known);
  const documents = documentTitles(read);
  for (const { yaml, reader } of read)
    reader.read(yaml, fields, new RecordWriter(yaml, records, documents, problems));
  if (problems.length > 0) throw new ContentError(problems);
  return records;
}

/** A hash of every content file, which changes whenever one of them does. */
export async function packVersion(folders: readonly string[]): Promise<string> {
  const { files, problems } = await readFolders(folders);
  if (problems.length > 0) throw new ContentError(problems);
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

function parseFile(file: PackFile, problems: Problem[]): { yaml: YamlFile; reader: PackReader } | null {
  const reader = readerByName.get(file.type);
  if (reader === undefined) {
    const names = [...readerByName.keys()];
    const message = `"${file.type}" is not a type of content file; ${suggestion(file.type, names)} (as ${names[0]}.yaml or ${names[0]}/….yaml)`;
    problems.push({ file: file.file, line: 1, field: '', message });
    return null;
  }
  const parsed = parseYaml(file.file, file.name, file.bytes);
  problems.push(...parsed.problems);
  return parsed.yaml === null ? null : { yaml: parsed.yaml, reader };
}

function declareKeys(
  { yaml, reader }: { yaml: YamlFile; reader: PackReader },
  known: KnownKeys,
  problems: Problem[],
): void {
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
