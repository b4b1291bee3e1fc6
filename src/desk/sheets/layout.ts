import { Language } from '../../entities/language.ts';
import {
  Basis,
  ParticipationStatus,
  PositionStatus,
  QuestionKind,
  Stance,
} from '../../entities/vocabulary.ts';
import type { SheetName } from './sheet.ts';

/** A column of a sheet, or a row of the sheet About. */
export interface Column {
  label: string;
  /** The field of the content file that it fills. */
  field: string;
  /** What to write there. */
  help: string;
  /** A text in one language a column: `Title (sv)`. */
  localised?: true;
  /** Values to choose from. */
  choices?: readonly string[];
}

const languages: readonly string[] = Object.values(Language);

/** A value as the drop-down list shows it: `NO_POSITION` is “no position”. */
export const shownChoice = (value: string): string => value.toLowerCase().replaceAll('_', ' ');
/** The value behind what an editor chose or wrote. */
export const chosen = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');

export const about: readonly Column[] = [
  { label: 'Slug', field: 'slug', help: 'The address: a to z, digits and hyphens, such as compass-2030.' },
  { label: 'Country', field: 'country', help: 'Two letters, such as SE. The parties are of this country.' },
  { label: 'Title', field: 'title', help: 'Shown above the compass.', localised: true },
  { label: 'Summary', field: 'summary', help: 'May follow later.', localised: true },
  { label: 'Language', field: 'language', help: 'The language of the answers.', choices: languages },
  { label: 'Publisher', field: 'publisher', help: 'Slug of the organisation that asks.' },
  { label: 'Published on', field: 'publishedOn', help: 'YYYY-MM-DD; empty where it is not known.' },
  { label: 'Page', field: 'url', help: 'Address of the page with the answers; may be empty.' },
  { label: 'Licence', field: 'licence', help: 'Empty where the rights are unclear.' },
  { label: 'Series', field: 'series', help: 'Questionnaires of one series can be compared; may be empty.' },
  { label: 'Election', field: 'election', help: 'Slug, such as se-riksdag-2026; may be empty.' },
  {
    label: 'Election is',
    field: 'electionBasis',
    help: 'stated: the document names it. inferred: an editor concluded it.',
    choices: Object.values(Basis),
  },
  { label: 'Election note', field: 'electionNote', help: 'Why, in English, where it is inferred.' },
  {
    label: 'Election name',
    field: 'electionName',
    help: 'Only for an election that the content does not have.',
    localised: true,
  },
  { label: 'Election date', field: 'electionDate', help: 'Only for a new election: YYYY-MM-DD.' },
  { label: 'Election seats', field: 'electionSeats', help: 'Only for a new election: seats of the chamber.' },
];

export const columnsOf: Record<Exclude<SheetName, 'About'>, readonly Column[]> = {
  Parties: [
    { label: 'Party', field: 'party', help: 'Code, such as S.' },
    {
      label: 'Name',
      field: 'name',
      help: 'Only for a party that the content does not have.',
      localised: true,
    },
    {
      label: 'Took part',
      field: 'status',
      help: 'Empty: follows from the answers.',
      choices: Object.values(ParticipationStatus),
    },
    { label: 'Note', field: 'note', help: 'May be empty.', localised: true },
  ],
  Questions: [
    { label: 'Question', field: 'number', help: '1, 2, 3 …' },
    {
      label: 'Kind',
      field: 'kind',
      help: 'Only a proposition can be supported or opposed.',
      choices: Object.values(QuestionKind),
    },
    { label: 'Short title', field: 'shortTitle', help: 'A few words.', localised: true },
    { label: 'Text', field: 'text', help: 'The question.', localised: true },
    {
      label: 'Proposition',
      field: 'proposition',
      help: 'For a proposition: what is supported.',
      localised: true,
    },
    { label: 'Topics', field: 'topics', help: 'Slugs, separated by commas.' },
    { label: 'Asks again', field: 'earlier', help: 'An earlier question, such as compass-2022/3.' },
  ],
  Answers: [
    { label: 'Question', field: 'question', help: 'Number of the question.' },
    { label: 'Party', field: 'party', help: 'Code of the party.' },
    { label: 'Status', field: 'status', help: 'In every row.', choices: Object.values(PositionStatus) },
    {
      label: 'Stance',
      field: 'stance',
      help: 'For every answer to a proposition; “not assessed” until somebody has read it.',
      choices: Object.values(Stance),
    },
    { label: 'Summary', field: 'summary', help: 'May follow later.', localised: true },
    { label: 'Why this stance', field: 'rationale', help: 'In English; may follow later.' },
    { label: 'Note', field: 'editorNote', help: 'Where there is no answer; may be empty.' },
    { label: 'Topics', field: 'topics', help: 'Slugs; empty: those of the question.' },
    { label: 'Persons', field: 'spokespersons', help: 'Slugs of persons whom the answer names.' },
    {
      label: 'Text of the document',
      field: 'original',
      help: 'For the editor to read. It is not published from here.',
    },
  ],
  Commentary: [
    { label: 'Question', field: 'question', help: 'Empty: about the whole questionnaire.' },
    {
      label: 'Authors',
      field: 'authors',
      help: 'Such as Organisation:swedish-jobtech, separated by commas.',
    },
    { label: 'About parties', field: 'parties', help: 'Codes, separated by commas.' },
    { label: 'Summary', field: 'summary', help: 'The comment in short.', localised: true },
  ],
};

export interface SpreadColumn extends Column {
  language: string | null;
}

/** The columns with one for each language. */
export function spread(
  columns: readonly Column[],
  inLanguages: readonly string[] = languages,
): SpreadColumn[] {
  return columns.flatMap((column): SpreadColumn[] =>
    column.localised
      ? inLanguages.map((language) => ({ ...column, label: `${column.label} (${language})`, language }))
      : [{ ...column, language: null }],
  );
}
