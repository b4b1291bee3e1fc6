import { Language } from '../../entities/language.ts';
import {
  Basis,
  ParticipationStatus,
  PositionStatus,
  QuestionKind,
  Stance,
} from '../../entities/vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { SheetName } from './sheet.ts';

/** A column of a sheet, or a row of the sheet About. */
export interface Column {
  label: Text;
  /** The field of the content file that it fills. */
  field: string;
  /** What to write there. */
  help: Text;
  /** A text in one language a column: `Title (sv)`. */
  localised?: true;
  /** Values to choose from. */
  choices?: readonly string[];
}

const languages: readonly string[] = Object.values(Language);

/** The languages of titles and lists in sheets. Either is read in any sheet. */
export const labelLanguages = ['sv', 'en'] as const;
export type LabelLanguage = (typeof labelLanguages)[number];
type Text = Readonly<Record<LabelLanguage, string>>;

/** Names of the sheets for editors. */
export const sheetLabels: Readonly<Record<SheetName, Text>> = {
  About: { en: 'About', sv: 'Om kompassen' },
  Parties: { en: 'Parties', sv: 'Partier' },
  Questions: { en: 'Questions', sv: 'Frågor' },
  Answers: { en: 'Answers', sv: 'Svar' },
  Commentary: { en: 'Commentary', sv: 'Kommentarer' },
};

/** What values are called in Swedish lists. The language of an answer is a code in both. */
const swedishChoices: Readonly<Record<string, string>> = {
  ANSWERED: 'svarade',
  NO_POSITION: 'ingen ståndpunkt',
  DECLINED: 'avböjde',
  NO_RESPONSE: 'svarade inte',
  NOT_SHOWN: 'visas inte',
  SUPPORTS: 'stöder',
  CONDITIONAL: 'stöder med villkor',
  OPPOSES: 'är emot',
  REDIRECTS: 'vill annat',
  NOT_ASSESSED: 'inte bedömt',
  NONE: 'inget ställningstagande',
  PROPOSITION: 'förslag',
  OPEN: 'öppen fråga',
  NAMED_PERSON: 'ansvarig person',
  STATED: 'angivet',
  INFERRED: 'en slutsats',
};

/** A value as the drop-down list shows it: `NO_POSITION` is “no position”. */
export const shownChoice = (value: string, lang: LabelLanguage): string =>
  (lang === 'sv' ? entryOf(swedishChoices, value) : undefined) ?? value.toLowerCase().replaceAll('_', ' ');

const simple = (text: string): string =>
  text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
/** Whether an editor chose or wrote a value, in any language. */
export const isChosen = (value: string, text: string): boolean =>
  [value, ...labelLanguages.map((lang) => shownChoice(value, lang))].some(
    (one) => simple(one) === simple(text),
  );
/** The title of a sheet, in the language in which a file is named after it; null where it is none. */
export const sheetTitle = (text: string): string | null =>
  Object.values(sheetLabels)
    .flatMap((label) => Object.values(label))
    .find((one) => simple(one) === simple(text)) ?? null;
/** Whether a text is a title, in any language. */
export const isLabel = (label: Text, text: string): boolean =>
  labelLanguages.some((lang) => simple(label[lang]) === simple(text));

export const about: readonly Column[] = [
  {
    label: { en: 'Slug', sv: 'Namn i adresser' },
    field: 'slug',
    help: {
      en: 'The address: a to z, digits and hyphens, such as compass-2030.',
      sv: 'Adressen: a till z, siffror och bindestreck, såsom compass-2030.',
    },
  },
  {
    label: { en: 'Country', sv: 'Land' },
    field: 'country',
    help: {
      en: 'Two letters, such as SE. The parties are of this country.',
      sv: 'Två bokstäver, såsom SE. Partierna är från detta land.',
    },
  },
  {
    label: { en: 'Title', sv: 'Titel' },
    field: 'title',
    help: { en: 'Shown above the compass.', sv: 'Visas ovanför kompassen.' },
    localised: true,
  },
  {
    label: { en: 'Summary', sv: 'Sammanfattning' },
    field: 'summary',
    help: { en: 'May follow later.', sv: 'Kan komma senare.' },
    localised: true,
  },
  {
    label: { en: 'Language', sv: 'Språk' },
    field: 'language',
    help: { en: 'The language of the answers.', sv: 'Svarens språk.' },
    choices: languages,
  },
  {
    label: { en: 'Publisher', sv: 'Utgivare' },
    field: 'publisher',
    help: {
      en: 'Slug of the organisation that asks.',
      sv: 'Organisationen som frågar, med sitt namn i adresser.',
    },
  },
  {
    label: { en: 'Published on', sv: 'Publicerad' },
    field: 'publishedOn',
    help: { en: 'YYYY-MM-DD; empty where it is not known.', sv: 'ÅÅÅÅ-MM-DD; tomt om det inte är känt.' },
  },
  {
    label: { en: 'Page', sv: 'Sida' },
    field: 'url',
    help: {
      en: 'Address of the page with the answers; may be empty.',
      sv: 'Adressen till sidan med svaren; får vara tom.',
    },
  },
  {
    label: { en: 'Licence', sv: 'Licens' },
    field: 'licence',
    help: { en: 'Empty where the rights are unclear.', sv: 'Tomt om rättigheterna är oklara.' },
  },
  {
    label: { en: 'Series', sv: 'Serie' },
    field: 'series',
    help: {
      en: 'Questionnaires of one series can be compared; may be empty.',
      sv: 'Enkäter i samma serie kan jämföras; får vara tom.',
    },
  },
  {
    label: { en: 'Election', sv: 'Val' },
    field: 'election',
    help: {
      en: 'Slug, such as se-riksdag-2026; may be empty.',
      sv: 'Namn i adresser, såsom se-riksdag-2026; får vara tomt.',
    },
  },
  {
    label: { en: 'Election is', sv: 'Valet är' },
    field: 'electionBasis',
    help: {
      en: 'stated: the document names it. inferred: an editor concluded it.',
      sv: 'angivet: dokumentet nämner det. en slutsats: en redaktör har kommit fram till det.',
    },
    choices: Object.values(Basis),
  },
  {
    label: { en: 'Election note', sv: 'Not om valet' },
    field: 'electionNote',
    help: { en: 'Why, in English, where it is inferred.', sv: 'Varför, på engelska, om det är en slutsats.' },
  },
  {
    label: { en: 'Election name', sv: 'Valets namn' },
    field: 'electionName',
    help: {
      en: 'Only for an election that the content does not have.',
      sv: 'Bara för ett val som innehållet inte har.',
    },
    localised: true,
  },
  {
    label: { en: 'Election date', sv: 'Valdag' },
    field: 'electionDate',
    help: { en: 'Only for a new election: YYYY-MM-DD.', sv: 'Bara för ett nytt val: ÅÅÅÅ-MM-DD.' },
  },
  {
    label: { en: 'Election seats', sv: 'Mandat i valet' },
    field: 'electionSeats',
    help: {
      en: 'Only for a new election: seats of the chamber.',
      sv: 'Bara för ett nytt val: kammarens mandat.',
    },
  },
];

export const columnsOf: Record<Exclude<SheetName, 'About'>, readonly Column[]> = {
  Parties: [
    {
      label: { en: 'Party', sv: 'Parti' },
      field: 'party',
      help: { en: 'Code, such as S.', sv: 'Kod, såsom S.' },
    },
    {
      label: { en: 'Name', sv: 'Partiets namn' },
      field: 'name',
      help: {
        en: 'Only for a party that the content does not have.',
        sv: 'Bara för ett parti som innehållet inte har.',
      },
      localised: true,
    },
    {
      label: { en: 'Took part', sv: 'Deltog' },
      field: 'status',
      help: { en: 'Empty: follows from the answers.', sv: 'Tomt: följer av svaren.' },
      choices: Object.values(ParticipationStatus),
    },
    {
      label: { en: 'Note', sv: 'Not' },
      field: 'note',
      help: { en: 'May be empty.', sv: 'Får vara tom.' },
      localised: true,
    },
  ],
  Questions: [
    { label: { en: 'Question', sv: 'Fråga' }, field: 'number', help: { en: '1, 2, 3 …', sv: '1, 2, 3 …' } },
    {
      label: { en: 'Kind', sv: 'Typ' },
      field: 'kind',
      help: {
        en: 'Only a proposition can be supported or opposed.',
        sv: 'Bara ett förslag kan stödjas eller avvisas.',
      },
      choices: Object.values(QuestionKind),
    },
    {
      label: { en: 'Short title', sv: 'Kort titel' },
      field: 'shortTitle',
      help: { en: 'A few words.', sv: 'Några ord.' },
      localised: true,
    },
    {
      label: { en: 'Text', sv: 'Text' },
      field: 'text',
      help: { en: 'The question.', sv: 'Frågan.' },
      localised: true,
    },
    {
      label: { en: 'Proposition', sv: 'Förslag' },
      field: 'proposition',
      help: { en: 'For a proposition: what is supported.', sv: 'För ett förslag: vad som stöds.' },
      localised: true,
    },
    {
      label: { en: 'Topics', sv: 'Ämnen' },
      field: 'topics',
      help: { en: 'Slugs, separated by commas.', sv: 'Namn i adresser, med komma mellan.' },
    },
    {
      label: { en: 'Asks again', sv: 'Ställs igen' },
      field: 'earlier',
      help: {
        en: 'An earlier question, such as compass-2022/3.',
        sv: 'En tidigare fråga, såsom compass-2022/3.',
      },
    },
  ],
  Answers: [
    {
      label: { en: 'Question', sv: 'Fråga' },
      field: 'question',
      help: { en: 'Number of the question.', sv: 'Frågans nummer.' },
    },
    {
      label: { en: 'Party', sv: 'Parti' },
      field: 'party',
      help: { en: 'Code of the party.', sv: 'Partiets kod.' },
    },
    {
      label: { en: 'Status', sv: 'Status' },
      field: 'status',
      help: { en: 'In every row.', sv: 'På varje rad.' },
      choices: Object.values(PositionStatus),
    },
    {
      label: { en: 'Stance', sv: 'Ståndpunkt' },
      field: 'stance',
      help: {
        en: 'For every answer to a proposition; “not assessed” until somebody has read it.',
        sv: 'För varje svar på ett förslag; ”inte bedömt” tills någon har läst det.',
      },
      choices: Object.values(Stance),
    },
    {
      label: { en: 'Summary', sv: 'Sammanfattning' },
      field: 'summary',
      help: { en: 'May follow later.', sv: 'Kan komma senare.' },
      localised: true,
    },
    {
      label: { en: 'Why this stance', sv: 'Skäl till ståndpunkten' },
      field: 'rationale',
      help: { en: 'In English; may follow later.', sv: 'På engelska; kan komma senare.' },
    },
    {
      label: { en: 'Note', sv: 'Not' },
      field: 'editorNote',
      help: {
        en: 'Where there is no answer; may be empty.',
        sv: 'När det inte finns något svar; får vara tom.',
      },
    },
    {
      label: { en: 'Topics', sv: 'Ämnen' },
      field: 'topics',
      help: { en: 'Slugs; empty: those of the question.', sv: 'Namn i adresser; tomt: frågans.' },
    },
    {
      label: { en: 'Persons', sv: 'Personer' },
      field: 'spokespersons',
      help: {
        en: 'Slugs of persons whom the answer names.',
        sv: 'Personer som svaret nämner, med namn i adresser.',
      },
    },
    {
      label: { en: 'Text of the document', sv: 'Dokumentets text' },
      field: 'original',
      help: {
        en: 'For the editor to read. It is not published from here.',
        sv: 'För redaktören att läsa. Den publiceras inte härifrån.',
      },
    },
  ],
  Commentary: [
    {
      label: { en: 'Question', sv: 'Fråga' },
      field: 'question',
      help: { en: 'Empty: about the whole questionnaire.', sv: 'Tomt: om hela enkäten.' },
    },
    {
      label: { en: 'Authors', sv: 'Författare' },
      field: 'authors',
      help: {
        en: 'Such as Organisation:swedish-jobtech, separated by commas.',
        sv: 'Såsom Organisation:swedish-jobtech, med komma mellan.',
      },
    },
    {
      label: { en: 'About parties', sv: 'Om partierna' },
      field: 'parties',
      help: { en: 'Codes, separated by commas.', sv: 'Koder, med komma mellan.' },
    },
    {
      label: { en: 'Summary', sv: 'Sammanfattning' },
      field: 'summary',
      help: { en: 'The comment in short.', sv: 'Kommentaren i korthet.' },
      localised: true,
    },
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
      ? inLanguages.map((language) => ({
          ...column,
          label: { en: `${column.label.en} (${language})`, sv: `${column.label.sv} (${language})` },
          language,
        }))
      : [{ ...column, language: null }],
  );
}
