import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskError } from './desk-error.ts';
import { yamlOf } from './new-yaml.ts';
import type { NewQuestionnaire } from './questionnaire-draft.ts';
import { writeCsvFolder } from './sheets/csv-folder.ts';
import { choicesOf, sheetsOf } from './sheets/new-sheets.ts';
import { writeXlsx } from './sheets/xlsx-file.ts';

export type NewFormat = 'xlsx' | 'csv' | 'yaml';

/** Writes a new questionnaire to a new folder. Returns the path to check and publish. */
export async function writeNew(folder: string, format: NewFormat, one: NewQuestionnaire): Promise<string> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new DeskError(`${folder} is not empty. Give a new folder.`);
  if (format === 'yaml') {
    const path = join(folder, `${one.slug}.yaml`);
    await writeFile(path, yamlOf(one));
    return path;
  }
  const sheets = sheetsOf(one);
  if (format === 'csv') {
    await writeCsvFolder(folder, sheets);
    return folder;
  }
  const path = join(folder, `${one.slug}.xlsx`);
  await writeFile(path, await writeXlsx(sheets, choicesOf(sheets, one)));
  return path;
}

/** Every question for every party, with nothing decided. */
export function emptyCells({
  questions,
  parties,
}: Pick<NewQuestionnaire, 'questions' | 'parties'>): NewQuestionnaire['cells'] {
  return questions.flatMap(({ number }) =>
    parties.map(({ code }) => ({
      question: number,
      party: code,
      status: '',
      stance: '',
      note: '',
      original: '',
    })),
  );
}

/** The lines of a list: without empty ones, and without numbers and dashes before them. */
export async function readList(path: string): Promise<string[]> {
  const bytes = await readFile(path).catch(() => {
    throw new DeskError(`${path} cannot be read. Give a text file with one question or party a line.`);
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new DeskError(`${path} is not UTF-8. Save it again with that encoding.`);
  }
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:\d+[.)]\s+|[-*•–]\s+)/, '').trim())
    .filter((line) => line !== '');
}

/** `S`, or `NY; Nya partiet` for a party with a name. */
export function partyOf(line: string): { code: string; name: string } {
  const [code = '', ...name] = line.split(/[;,\t]/).map((part) => part.trim());
  return { code, name: name.join(', ') };
}
