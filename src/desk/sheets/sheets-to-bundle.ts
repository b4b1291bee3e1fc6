import type { Problem } from '../../content/pack/content-error.ts';
import type { YamlFile } from '../../content/pack/yaml-file.ts';
import { Basis, ParticipationStatus, PositionStatus, QuestionKind } from '../../entities/vocabulary.ts';
import { about, columnsOf } from './layout.ts';
import { cellName, type Sheet } from './sheet.ts';
import { Places, type RowReader, SheetReader } from './sheet-reader.ts';

/** Keys that the content has already, so that only new parties and elections are declared again. */
export interface KnownContent {
  parties: ReadonlySet<string>;
  elections: ReadonlySet<string>;
}

/** The slug of the questionnaire in sheets; empty where they have none. */
export function slugOf(file: string, sheets: readonly Sheet[]): string {
  return new SheetReader(file, sheets).fields('About', about).text('slug');
}

/** Reads the sheets as a bundle: a questionnaire, and the parties and the election that the content does not have. */
export function bundleOf(
  file: string,
  sheets: readonly Sheet[],
  known: KnownContent,
): { yaml: YamlFile; problems: Problem[] } {
  const reader = new SheetReader(file, sheets);
  const places = new Places();
  reader.doubtUnknownSheets();
  const head = reader.fields('About', about);
  const country = head.text('country');
  if (country === '') head.problem('country', 'is empty; give the country of the parties, such as SE');
  const partyKey = (code: string) => (code.includes('/') ? code : `${country}/${code}`);
  const put: Put = (path, row, field, value) => {
    places.set(path, row.place(field));
    return value;
  };

  const root = ['questionnaires'];
  const positionsByQuestion = new Map<
    string,
    { row: RowReader; party: string; status: string | undefined }[]
  >();
  const answers = reader.rows('Answers', columnsOf.Answers, ['question', 'party', 'status']);
  for (const row of answers) {
    const question = row.text('question');
    if (question === '') row.problem('question', 'is empty; give the number of the question');
    if (row.text('party') === '') row.problem('party', 'is empty; give the code of the party');
    const cells = positionsByQuestion.get(question) ?? [];
    positionsByQuestion.set(question, cells);
    cells.push({ row, party: partyKey(row.text('party')), status: row.demandedChoice('status') });
  }

  const partyRows = reader.rows('Parties', columnsOf.Parties, ['party']);
  for (const row of partyRows)
    if (row.text('party') === '') row.problem('party', 'is empty; give the code of the party');
  const asked = partyRows.filter((row) => row.text('party') !== '');
  const participants = asked.map((row, index) => {
    const path = [...root, 'participants', index];
    const party = partyKey(row.text('party'));
    places.set(path, row.place('party'));
    const statuses = [...positionsByQuestion.values()].flat().filter((cell) => cell.party === party);
    return compact({
      party: put([...path, 'party'], row, 'party', party),
      status: row.choice('status') ?? takenPart(statuses.map(({ status }) => status)),
      note: put([...path, 'note'], row, 'note', row.localised('note')),
    });
  });

  const questionRows = reader.rows('Questions', columnsOf.Questions, ['number', 'kind', 'text']);
  const numbers = new Set(questionRows.map((row) => row.text('number')));
  const questions = questionRows.map((row, index) => {
    const path = [...root, 'questions', index];
    places.set(path, row.place('number'));
    const number = row.text('number');
    if (!/^[1-9]\d{0,3}$/.test(number)) row.problem('number', 'must be a whole number, such as 1');
    const text = row.localised('text');
    if (!text) row.problem('text', 'is empty; write the question in at least one language');
    const cells = positionsByQuestion.get(number) ?? [];
    const positions = cells.map((cell, at) => positionOf([...path, 'positions', at], cell, put));
    const answered = new Set(cells.map(({ party }) => party));
    const without = participants.filter(({ party }) => !answered.has(party));
    for (const { party } of without)
      row.problem(
        'number',
        `question ${number} has no row for ${party} in the sheet ${reader.nameOf('Answers')}; add one, with the status “${reader.choiceName(PositionStatus.NOT_SHOWN)}” where the page leaves the party out`,
      );
    return compact({
      number: put([...path, 'number'], row, 'number', Number(number) || index + 1),
      kind: put([...path, 'kind'], row, 'kind', row.demandedChoice('kind') ?? QuestionKind.OPEN),
      shortTitle: put(
        [...path, 'shortTitle'],
        row,
        'shortTitle',
        row.localised('shortTitle') ?? shortened(text),
      ),
      text: put([...path, 'text'], row, 'text', text ?? { en: '–' }),
      proposition: put([...path, 'proposition'], row, 'proposition', row.localised('proposition')),
      topics: listOf([...path, 'topics'], row, 'topics', put),
      earlier: put([...path, 'earlier'], row, 'earlier', row.text('earlier') || undefined),
      positions,
      // Named above; without these the reader would name them again.
      notShown: without.map(({ party }) => party),
    });
  });
  for (const row of answers) {
    const question = row.text('question');
    if (question !== '' && !numbers.has(question))
      row.problem(
        'question',
        `there is no question ${question} in the sheet ${reader.nameOf('Questions')}; correct the number`,
      );
  }

  const commentaries = reader.rows('Commentary', columnsOf.Commentary, []).map((row, index) => {
    const path = [...root, 'commentaries', index];
    places.set(path, row.place('summary'));
    const question = row.text('question');
    if (question !== '' && !numbers.has(question))
      row.problem(
        'question',
        `there is no question ${question} in the sheet ${reader.nameOf('Questions')}; correct the number`,
      );
    return compact({
      question: numbers.has(question) ? Number(question) : undefined,
      authors: listOf([...path, 'authors'], row, 'authors', put) ?? [],
      parties: put([...path, 'parties'], row, 'parties', row.list('parties').map(partyKey)),
      summary: put([...path, 'summary'], row, 'summary', row.localised('summary')),
    });
  });

  const field = (name: string) => put([...root, name], head, name, head.text(name) || undefined);
  const election = head.text('election');
  if (election !== '' && head.text('electionBasis') === '')
    head.problem(
      'electionBasis',
      `is empty; choose “${reader.choiceName(Basis.STATED)}” where the document names the election, else “${reader.choiceName(Basis.INFERRED)}”`,
    );
  const language = head.demandedChoice('language');
  const questionnaire = compact({
    slug: field('slug'),
    title: put([...root, 'title'], head, 'title', head.localised('title')),
    summary: put([...root, 'summary'], head, 'summary', head.localised('summary')),
    series: field('series'),
    election: field('election'),
    electionBasis: put(
      [...root, 'electionBasis'],
      head,
      'electionBasis',
      head.choice('electionBasis') ?? Basis.INFERRED,
    ),
    electionNote: field('electionNote'),
    publisher: field('publisher'),
    publishedOn: field('publishedOn'),
    language: put([...root, 'language'], head, 'language', language ?? 'sv'),
    origin: compact({
      url: put([...root, 'origin', 'url'], head, 'url', head.text('url') || undefined),
      licence: put([...root, 'origin', 'licence'], head, 'licence', head.text('licence') || undefined),
    }),
    participants,
    questions,
    commentaries,
  });

  const newParties = asked.filter((row) => !known.parties.has(partyKey(row.text('party'))));
  const parties = newParties.flatMap((row) => {
    const name = row.localised('name');
    if (!name) {
      row.problem(
        'party',
        `the content has no party ${partyKey(row.text('party'))}; correct the code, or give the name of a new party`,
      );
    }
    return [{ row, code: row.text('party').replace(/^.*\//, ''), name: name ?? { en: row.text('party') } }];
  });
  for (const [index, { row }] of parties.entries())
    places.set(['parties', 'parties', index], row.place('party'));
  const isNewElection = election !== '' && !known.elections.has(election) && head.localised('electionName');
  if (isNewElection) {
    for (const [key, from] of Object.entries(electionFields))
      places.set(['elections', 'elections', 0, key], head.place(from));
    for (const from of ['electionDate', 'electionSeats'])
      if (head.text(from) === '') head.problem(from, 'is empty; a new election needs it');
    if (!/^\d*$/.test(head.text('electionSeats'))) head.problem('electionSeats', 'must be a whole number');
  }
  const value = compact({
    parties:
      parties.length > 0
        ? { parties: parties.map(({ code, name }) => ({ code, country, name })) }
        : undefined,
    elections: isNewElection
      ? {
          elections: [
            compact({
              slug: election,
              name: head.localised('electionName'),
              date: head.text('electionDate') || undefined,
              country,
              seatsTotal: Number(head.text('electionSeats')) || 0,
              // It lies ahead.
              results: [],
            }),
          ],
        }
      : undefined,
    questionnaires: questionnaire,
  });
  return {
    yaml: {
      file,
      name: `bundles/${head.text('slug')}.yaml`,
      value,
      lineOf: (path) => places.find(path).row,
      placeOf(path) {
        const { sheet, row, column } = places.find(path);
        return `${sheet}!${cellName(row, column)}`;
      },
    },
    problems: reader.problems,
  };
}

const electionFields = {
  slug: 'election',
  name: 'electionName',
  date: 'electionDate',
  seatsTotal: 'electionSeats',
};

type Put = <T>(path: (string | number)[], row: RowReader, field: string, value: T) => T;

function positionOf(
  path: (string | number)[],
  { row, party, status }: { row: RowReader; party: string; status: string | undefined },
  put: Put,
): object {
  put(path, row, 'status', null);
  return compact({
    party: put([...path, 'party'], row, 'party', party),
    // A missing status is named already.
    status: put([...path, 'status'], row, 'status', status ?? PositionStatus.NOT_SHOWN),
    stance: put([...path, 'stance'], row, 'stance', status === undefined ? undefined : row.choice('stance')),
    summary: put([...path, 'summary'], row, 'summary', row.localised('summary')),
    rationale: put([...path, 'rationale'], row, 'rationale', row.text('rationale') || undefined),
    editorNote: put([...path, 'editorNote'], row, 'editorNote', row.text('editorNote') || undefined),
    topics: listOf([...path, 'topics'], row, 'topics', put),
    spokespersons: listOf([...path, 'spokespersons'], row, 'spokespersons', put),
  });
}

function listOf(path: (string | number)[], row: RowReader, field: string, put: Put): string[] | undefined {
  const values = row.list(field);
  put(path, row, field, values);
  return values.length > 0 ? values : undefined;
}

/** Whether a party took part follows from its answers. */
function takenPart(statuses: readonly (string | undefined)[]): ParticipationStatus {
  const inOrder = [
    ParticipationStatus.ANSWERED,
    ParticipationStatus.NO_POSITION,
    ParticipationStatus.DECLINED,
  ];
  return inOrder.find((status) => statuses.includes(status)) ?? ParticipationStatus.NO_RESPONSE;
}

function shortened(text: Record<string, string> | undefined): Record<string, string> {
  const cut = (words: string) =>
    words.length > 40 ? `${words.slice(0, 40).replace(/\s+\S*$/, '')} …` : words;
  return Object.fromEntries(
    Object.entries(text ?? { en: '–' }).map(([language, words]) => [language, cut(words)]),
  );
}

/** The object without what is undefined. */
function compact<T extends object>(fields: T): T {
  for (const key of Object.keys(fields))
    if (Reflect.get(fields, key) === undefined) Reflect.deleteProperty(fields, key);
  return fields;
}
