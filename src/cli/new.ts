import { join } from 'node:path';
import { packFolders } from '../content/open-content.ts';
import { readPack } from '../content/pack/pack.ts';
import { DeskError } from '../desk/desk-error.ts';
import { questionnaireFromDocument } from '../desk/from-document.ts';
import { emptyCells, type NewFormat, partyOf, readList, writeNew } from '../desk/new-questionnaire.ts';
import type { NewQuestionnaire } from '../desk/questionnaire-draft.ts';
import type { LabelLanguage } from '../desk/sheets/layout.ts';
import { Language } from '../entities/language.ts';
import type { CommandIO } from './io.ts';
import { foldersOf } from './pack-folders.ts';
import { readSettings } from './settings.ts';

export interface NewOptions {
  from?: string;
  slug?: string;
  questions?: string;
  parties?: string;
  country: string;
  language: string;
  languages: string;
  labels?: LabelLanguage;
  title?: string;
  publisher?: string;
  election?: string;
  format: NewFormat;
  json?: boolean;
}

/** Makes a folder for an editor to write a new questionnaire in. */
export async function newQuestionnaire(io: CommandIO, folder: string, options: NewOptions): Promise<void> {
  const { contentDir } = await readSettings(io.environment);
  const one = options.from
    ? await fromDocument(io, options.from, options, contentDir)
    : await fromLists(options);
  const path = await writeNew(folder, options.format, one);
  const { questions, parties, cells } = one;
  if (options.json) {
    io.console.log(
      JSON.stringify({ ok: true, path, questions: questions.length, parties: parties.length }, null, 2),
    );
    return;
  }
  io.console.log(
    `Wrote ${path}: ${questions.length} questions, ${parties.length} parties, ${cells.length} cells.\nFill it, and run: npm run --silent cli -- check ${path}`,
  );
}

async function fromDocument(io: CommandIO, path: string, options: NewOptions, contentDir: string | null) {
  io.console.error(`reading ${path}`);
  const { questionnaire, warnings } = await questionnaireFromDocument(path, {
    pack: await readPack(foldersOf(contentDir)),
    manifests: packFolders(contentDir).map((one) => join(one, 'imports')),
  });
  for (const { file, line, message } of warnings) io.console.error(`  ${file}:${line} ${message}`);
  return {
    ...questionnaire,
    languages: languagesIn(options),
    labels: labelsIn(options, questionnaire.language),
    ...(options.slug && { slug: options.slug }),
  };
}

async function fromLists(options: NewOptions): Promise<NewQuestionnaire> {
  const { slug, questions: file, parties: list } = options;
  if (!slug || !file || !list) {
    throw new DeskError(
      'Give --slug, --questions FILE (a question a line) and --parties S,M,… (or a file with a party a line), or --from DOCUMENT.',
    );
  }
  const questions = (await readList(file)).map((text, index) => ({ number: index + 1, text, kind: '' }));
  const codes = /\.\w+$/.test(list) ? await readList(list) : list.split(',');
  const parties = codes.map(partyOf).filter(({ code }) => code !== '');
  return {
    slug,
    country: options.country,
    language: options.language,
    languages: languagesIn(options),
    labels: labelsIn(options, options.language),
    title: options.title ?? '',
    publisher: options.publisher ?? '',
    publishedOn: '',
    url: '',
    election: options.election ?? '',
    questions,
    parties,
    cells: emptyCells({ questions, parties }),
    commentaries: [],
  };
}

/** Who writes about Swedish answers reads Swedish. */
const labelsIn = ({ labels }: NewOptions, language: string): LabelLanguage =>
  labels ?? (language === Language.SV ? 'sv' : 'en');

function languagesIn({ language, languages }: NewOptions): string[] {
  const known: readonly string[] = Object.values(Language);
  const wanted = [...new Set([language, ...languages.split(',').map((one) => one.trim())])];
  const unknown = wanted.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw new DeskError(`${unknown} is not a language of the content: ${known.join(', ')}.`);
  return wanted;
}
