import type { NewQuestionnaire } from '../questionnaire-draft.ts';
import {
  about,
  type Column,
  columnsOf,
  type SpreadColumn,
  sheetLabels,
  shownChoice,
  spread,
} from './layout.ts';
import { type Sheet, sheetNames } from './sheet.ts';
import type { Choice } from './xlsx-file.ts';

/** Rows that a list to choose from covers below those that are filled. */
const spareRows = 200;

const words = {
  en: { titles: ['Field', 'Value', 'What to write'], oneOf: 'One of' },
  sv: { titles: ['Fält', 'Värde', 'Vad som ska stå'], oneOf: 'Något av' },
} as const;

/** The sheets of a new questionnaire. */
export function sheetsOf(one: NewQuestionnaire): Sheet[] {
  const { language, labels: lang } = one;
  const own = { language };
  const { titles, oneOf } = words[lang];
  const table = (
    name: Exclude<(typeof sheetNames)[number], 'About'>,
    rows: Record<string, string>[],
  ): Sheet => {
    const columns = spread(columnsOf[name], one.languages);
    return {
      name: sheetLabels[name][lang],
      rows: [
        columns.map(({ label }) => label[lang]),
        ...rows.map((row) => columns.map((column) => cellText(column, row, own.language))),
      ],
    };
  };
  const head: Record<string, string> = {
    slug: one.slug,
    country: one.country,
    title: one.title,
    language,
    publisher: one.publisher,
    publishedOn: one.publishedOn,
    url: one.url,
    election: one.election,
    electionBasis: one.election ? 'stated' : '',
  };
  return [
    {
      name: sheetLabels.About[lang],
      rows: [
        [...titles],
        ...spread(about, one.languages).map((column) => [
          column.label[lang],
          cellText(column, head, language),
          column.choices
            ? `${column.help[lang]} ${oneOf}: ${column.choices.map((value) => shownChoice(value, lang)).join(', ')}.`
            : column.help[lang],
        ]),
      ],
    },
    table(
      'Parties',
      one.parties.map(({ code, name }) => ({ party: code, name })),
    ),
    table(
      'Questions',
      one.questions.map(({ number, text, kind }) => ({
        number: String(number),
        text,
        kind: shownChoice(kind, lang),
      })),
    ),
    table(
      'Answers',
      one.cells.map(({ question, party, status, stance, note, original }) => ({
        question: String(question),
        party,
        status: shownChoice(status, lang),
        stance: shownChoice(stance, lang),
        editorNote: note,
        original,
      })),
    ),
    table(
      'Commentary',
      one.commentaries.map(({ question, authors, original }) => ({ question, authors, summary: original })),
    ),
  ];
}

/** A text that is known is in the language of the document; its translation is still to be written. */
function cellText({ field, language }: SpreadColumn, row: Record<string, string>, own: string): string {
  return language === null || language === own ? (row[field] ?? '') : '';
}

/** The lists to choose from, for the rows that are there and some more. */
export function choicesOf(
  sheets: readonly Sheet[],
  { languages, labels: lang }: Pick<NewQuestionnaire, 'languages' | 'labels'>,
): Choice[] {
  const shown = (choices: readonly string[]) => choices.map((value) => shownChoice(value, lang));
  return sheetNames.flatMap((name): Choice[] => {
    const sheet = sheetLabels[name][lang];
    const count = sheets.find((one) => one.name === sheet)?.rows.length ?? 1;
    if (name === 'About') {
      return spread(about, languages).flatMap(({ choices }, index) =>
        choices ? [{ sheet, column: 2, rows: [index + 2, index + 2], values: shown(choices) }] : [],
      );
    }
    const columns: readonly Column[] = spread(columnsOf[name], languages);
    return columns.flatMap(({ choices }, index) =>
      choices ? [{ sheet, column: index + 1, rows: [2, count + spareRows], values: shown(choices) }] : [],
    );
  });
}
