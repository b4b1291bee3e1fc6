import type { Content } from '../../content/snapshot.ts';
import type { OwnContent } from '../../entities/own-content.ts';
import type { Position } from '../../entities/position.ts';
import type { Question } from '../../entities/question.ts';
import type { Questionnaire } from '../../entities/questionnaire.ts';
import { PositionStatus, Stance } from '../../entities/vocabulary.ts';

/** A variable of the data set, as its codebook tells it. */
interface Variable {
  name: string;
  description: string;
  values?: readonly string[];
  read(cell: Cell): unknown;
}

interface Cell {
  questionnaire: Questionnaire;
  question: Question;
  position: Position;
  content: Content;
}

const partyOf = ({ position, content }: Cell) => content.parties.get(position.partyKey);
const nameOf = (text: Readonly<Record<string, string | undefined>> | null | undefined) =>
  text?.['sv'] ?? text?.['no'] ?? text?.['en'] ?? null;

const variables: readonly Variable[] = [
  {
    name: 'questionnaire',
    description: 'Id of the questionnaire.',
    read: ({ questionnaire }) => questionnaire.key,
  },
  {
    name: 'election',
    description: 'Id of the election that it was put before; empty where none is known.',
    read: ({ questionnaire }) => questionnaire.electionKey,
  },
  {
    name: 'question',
    description: 'Number of the question, from 1.',
    read: ({ question }) => question.number,
  },
  {
    name: 'question_kind',
    description: 'What kind of question it is; only a PROPOSITION can be supported or opposed.',
    values: ['NAMED_PERSON', 'OPEN', 'PROPOSITION'],
    read: ({ question }) => question.kind,
  },
  {
    name: 'question_text_sv',
    description: 'The question in the association’s neutral words, in Swedish.',
    read: ({ question }) => question.text.sv,
  },
  { name: 'question_text_en', description: 'The same in English.', read: ({ question }) => question.text.en },
  {
    name: 'proposition_sv',
    description: 'What the stance SUPPORTS supports, in Swedish.',
    read: ({ question }) => question.proposition?.sv,
  },
  {
    name: 'proposition_en',
    description: 'The same in English.',
    read: ({ question }) => question.proposition?.en,
  },
  { name: 'party', description: 'Code of the party in its country.', read: (cell) => partyOf(cell)?.code },
  { name: 'party_name', description: 'Name of the party.', read: (cell) => nameOf(partyOf(cell)?.name) },
  {
    name: 'status',
    description:
      'Whether the party answered. NOT_SHOWN: the document does not show its answer to this question.',
    values: Object.values(PositionStatus),
    read: ({ position }) => position.status,
  },
  {
    name: 'stance',
    description:
      'An editor’s reading of the answer to a proposition; NONE where it has none, NOT_ASSESSED where no editor has read it yet. It says nothing of how the party votes.',
    values: Object.values(Stance),
    read: ({ position }) => position.stance,
  },
  {
    name: 'rationale',
    description: 'Why the editor read the answer so, in English.',
    read: ({ position }) => position.rationale,
  },
  {
    name: 'summary_sv',
    description:
      'The answer summed up by the association, in Swedish. The party’s own words are not in this data set.',
    read: ({ position }) => position.summary?.sv,
  },
  { name: 'summary_en', description: 'The same in English.', read: ({ position }) => position.summary?.en },
  {
    name: 'editor_note',
    description: 'What the association notes instead of an answer.',
    read: ({ position }) => position.editorNote,
  },
  {
    name: 'topics',
    description: 'Ids of the answer’s topics; of the question’s where the answer has none.',
    read: ({ position, content }) => content.topicKeysOfPosition(position),
  },
  {
    name: 'named_persons',
    description: 'Whom the party names in its answer.',
    read: ({ position, content }) =>
      position.spokespersonKeys.map((key) => content.persons.get(key)?.name ?? key),
  },
  {
    name: 'source',
    description: 'The document that the answer was read from, and its lines.',
    read: ({ position }) => sourceOf(position),
  },
  {
    name: 'licence',
    description: 'Licence of the document; empty where none is stated.',
    read: ({ position }) => position.origin.licence,
  },
];

function sourceOf({ origin }: OwnContent): string {
  const [from, to] = origin.lines ?? [];
  const lines = from === undefined ? '' : from === to ? `, line ${from}` : `, lines ${from}–${to}`;
  return `${origin.document ?? origin.file}${lines}`;
}

/** The data set of a questionnaire: a row for every question and party. */
export interface Compass {
  columns: string[];
  rows: Record<string, unknown>[];
  codebook: { variable: string; description: string; values: readonly string[] }[];
}

export function compassOf(questionnaire: Questionnaire, content: Content): Compass {
  const cells = content
    .questionsOf(questionnaire.key)
    .flatMap((question) =>
      content
        .positionsOf(question.key)
        .map((position): Cell => ({ questionnaire, question, position, content })),
    );
  return {
    columns: variables.map(({ name }) => name),
    rows: cells.map((cell) =>
      Object.fromEntries(variables.map(({ name, read }) => [name, read(cell) ?? null])),
    ),
    codebook: variables.map(({ name, description, values = [] }) => ({
      variable: name,
      description,
      values,
    })),
  };
}
