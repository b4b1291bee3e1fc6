import { createHash } from 'node:crypto';
import { type ContentRecords, emptyRecords } from '../../database/content-types.ts';
import { ContentError, type Problem } from './content-error.ts';
import { contentFields } from './fields.ts';
import { type PackFile, readFolders } from './folder.ts';
import { get, Into, type Kind } from './kind.ts';
import { dataGaps } from './kinds/data-gaps.ts';
import { articles, reports, statements } from './kinds/documents.ts';
import { elections } from './kinds/elections.ts';
import { legalActs } from './kinds/legal-acts.ts';
import { obstaclesAndMeasures } from './kinds/obstacles-and-measures.ts';
import { occupations } from './kinds/occupations.ts';
import { organisations } from './kinds/organisations.ts';
import { parties } from './kinds/parties.ts';
import { persons } from './kinds/persons.ts';
import { places } from './kinds/places.ts';
import { questionnaires } from './kinds/questionnaires.ts';
import { taxonomy } from './kinds/taxonomy.ts';
import { topics } from './kinds/topics.ts';
import { KnownKeys, suggestion } from './known-keys.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';
import { at } from './zod-problems.ts';

const kinds = new Map<string, Kind>(
  [
    organisations,
    parties,
    persons,
    places,
    elections,
    occupations,
    taxonomy,
    topics,
    obstaclesAndMeasures,
    legalActs,
    dataGaps,
    articles,
    reports,
    statements,
    questionnaires,
  ].map((kind) => [kind.name, kind]),
);

/** Reads folders of content files, later ones after earlier ones; any mistake refuses them all with a `ContentError`. */
export async function readPack(folders: readonly string[]): Promise<ContentRecords> {
  const { files, problems } = await readFolders(folders);
  const known = new KnownKeys();
  const read: { yaml: YamlFile; kind: Kind }[] = [];
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
  for (const { yaml, kind } of read) kind.read(yaml, fields, new Into(yaml, records, documents, problems));
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

function parseFile(file: PackFile, problems: Problem[]): { yaml: YamlFile; kind: Kind } | null {
  const kind = kinds.get(file.kind);
  if (kind === undefined) {
    const names = [...kinds.keys()];
    const message = `"${file.kind}" is no kind of content; ${suggestion(file.kind, names)} (as ${names[0]}.yaml or ${names[0]}/….yaml)`;
    problems.push({ file: file.file, line: 1, field: '', message });
    return null;
  }
  const parsed = parseYaml(file.file, file.name, file.bytes);
  problems.push(...parsed.problems);
  return parsed.yaml === null ? null : { yaml: parsed.yaml, kind };
}

function declareKeys(
  { yaml, kind }: { yaml: YamlFile; kind: Kind },
  known: KnownKeys,
  problems: Problem[],
): void {
  const told = new Set<string>();
  for (const { type, key, path } of kind.declares(yaml.value)) {
    const earlier = known.add({ type, key, file: yaml.file, line: yaml.lineOf(path) });
    // One field may declare a key of two types, an article and a document; it is one mistake.
    const field = path.join('.');
    if (earlier === null || told.has(field)) continue;
    told.add(field);
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
