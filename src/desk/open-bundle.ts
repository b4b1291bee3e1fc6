import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ContentError, type Problem } from '../content/pack/content-error.ts';
import { get } from '../content/pack/declared-keys.ts';
import { bundleType, type PackOptions, type ReadPack, readWholePack } from '../content/pack/pack.ts';
import { parseYaml, type YamlFile } from '../content/pack/yaml-file.ts';
import { DeskError } from './desk-error.ts';
import { readCsvFolder } from './sheets/csv-folder.ts';
import type { Sheet } from './sheets/sheet.ts';
import { bundleOf, slugOf } from './sheets/sheets-to-bundle.ts';
import { readXlsx } from './sheets/xlsx-file.ts';

export interface OpenedBundle {
  slug: string;
  /** What would be published. */
  bundle: YamlFile;
  problems: Problem[];
  /** The content as it would be without and with the bundle; `after` is null where it has mistakes. */
  before: ReadPack;
  after: ReadPack | null;
}

/** Where a bundle lies in the folder of an installation's content. */
export const bundlePath = (contentDir: string, slug: string): string =>
  join(resolve(contentDir), bundleType, `${slug}.yaml`);

/** Reads what an editor has written, and the content around it. Nothing is opened but files. */
export async function openBundle(
  path: string,
  { folders, contentDir }: { folders: readonly string[]; contentDir: string | null },
): Promise<OpenedBundle> {
  const info = await stat(path).catch(() => null);
  if (!info)
    throw new DeskError(
      `${path} does not exist. Give an .xlsx workbook, a folder of CSV files, or a YAML file.`,
    );
  const source = info.isDirectory() ? await fromFolder(path) : await fromFile(path);
  const slug = 'sheets' in source ? slugOf(path, source.sheets) : slugIn(source.yaml);
  const replaced = contentDir && slug ? [bundlePath(contentDir, slug)] : [];
  const parsed: NonNullable<PackOptions['parsed']> = new Map();
  const before = await readWholePack(folders, { without: replaced, parsed });
  const known = {
    parties: new Set(before.records.party.map(({ key }) => key)),
    elections: new Set(before.records.election.map(({ key }) => key)),
  };
  const { yaml: bundle, problems } =
    'sheets' in source ? bundleOf(path, source.sheets, known) : { yaml: source.yaml, problems: [] };
  const all = [...source.problems, ...problems];
  if (slug === '') all.push(noSlug(path, bundle));
  const isReplaced = replaced.some((file) => existsSync(file));
  const published = isReplaced ? await readWholePack(folders, { parsed }) : before;
  try {
    const after = await readWholePack(folders, { bundles: [bundle], without: replaced, parsed });
    return { slug, bundle, problems: all, before: published, after: all.length > 0 ? null : after };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { slug, bundle, problems: [...all, ...error.problems], before: published, after: null };
  }
}

type Source = { problems: Problem[] } & ({ sheets: Sheet[] } | { yaml: YamlFile });

async function fromFolder(path: string): Promise<Source> {
  const read = await readCsvFolder(path);
  if (read.sheets.length === 0 && read.problems.length === 0)
    throw new DeskError(
      `${path} holds no about.csv, questions.csv and answers.csv. Make them by: cli new questionnaire.`,
    );
  return read;
}

async function fromFile(path: string): Promise<Source> {
  const ending = extname(path).toLowerCase();
  if (ending === '.xlsx') return readXlsx(path);
  if (ending === '.csv')
    throw new DeskError(`${path} is one of several sheets. Give the folder that it is in.`);
  if (!['.yaml', '.yml'].includes(ending))
    throw new DeskError(
      `${basename(path)} cannot be read. Give an .xlsx workbook, a folder of CSV files, or a YAML file.`,
    );
  const { yaml, problems } = parseYaml(path, basename(path), await readFile(path));
  if (!yaml) throw new ContentError(problems);
  return { problems: [], yaml: asBundle(yaml) };
}

/** A file of one questionnaire is a bundle of that questionnaire alone. */
function asBundle(yaml: YamlFile): YamlFile {
  const slug = get(yaml.value, 'slug');
  const name = `${bundleType}/${typeof slug === 'string' ? slug : 'unnamed'}.yaml`;
  if (get(yaml.value, 'questions') === undefined)
    return { ...yaml, name: `${bundleType}/${slugIn(yaml)}.yaml` };
  return {
    ...yaml,
    name,
    value: { questionnaires: yaml.value },
    lineOf: ([type, ...path]) => yaml.lineOf(type === undefined ? [] : path),
  };
}

function slugIn({ value }: YamlFile): string {
  const slug = get(get(value, 'questionnaires'), 'slug');
  return typeof slug === 'string' ? slug : '';
}

function noSlug(file: string, bundle: YamlFile): Problem {
  const path = ['questionnaires', 'slug'];
  const place = bundle.placeOf?.(path);
  const message = 'the slug is missing; give one, such as compass-2030';
  return { file, line: bundle.lineOf(path), field: 'slug', message, ...(place !== undefined && { place }) };
}
