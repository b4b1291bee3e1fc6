import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { type StandIn, standIn } from '../support/stand-in.ts';

const compass = readFileSync(new URL('../../queries/compass.graphql', import.meta.url), 'utf8');

let dataportal: StandIn;
let riksdagen: StandIn;
let gateway: TestGateway;

beforeEach(async () => {
  dataportal = await standIn();
  riksdagen = await standIn();
  gateway = await testGateway({
    SOURCES: 'live',
    SOURCE_DATAPORTAL_SE_URL: dataportal.url,
    SOURCE_RIKSDAGEN_URL: riksdagen.url,
  });
});
afterEach(async () => {
  await gateway.close();
  await Promise.all([dataportal.close(), riksdagen.close()]);
});

it('joins the compass to both sources with the fewest requests they allow and few statements', async () => {
  const before = gateway.database.statements;

  const answer = await gateway.ask(compass);
  const after = gateway.database.statements;

  expect(answer.errors).toBeUndefined();
  const { questionnaire } = answer.data;
  expect(questionnaire.coverage).toEqual({ asked: 8, answered: 4, seats: 77, seatsTotal: 349 });
  expect(questionnaire.questions).toHaveLength(6);
  const topics = new Set(
    questionnaire.questions.flatMap((question: { topics: { slug: string }[] }) =>
      question.topics.map(({ slug }) => slug),
    ),
  );
  // A search a topic; all publishers' names in one more.
  expect(dataportal.asked).toHaveLength(topics.size + 1);
  // Six persons are named; the API takes one member a request, for the record and for the documents.
  expect(riksdagen.asked.filter((path) => path.startsWith('person/'))).toHaveLength(6);
  expect(riksdagen.asked.filter((path) => path === 'dokumentlista/')).toHaveLength(6);
  expect(riksdagen.asked).toHaveLength(12);
  expect(answer.extensions.sources).toMatchObject([
    { source: 'dataportal-se', state: 'LIVE', requests: topics.size + 1 },
    { source: 'riksdagen', state: 'LIVE', requests: 12 },
    { source: 'association', state: 'OWN', requests: 0 },
    { source: 'valmyndigheten', state: 'REFERENCE', requests: 0 },
  ]);
  // All texts of the answer in one. What may be kept from before is looked up as the answer grows downwards, and what
  // was fetched is stored when the answer has left: neither costs a statement a call.
  expect(after - before).toBeLessThan(dataportal.asked.length + riksdagen.asked.length);
});

it('sends no request while the answers are fresh, and reads the database once', async () => {
  await gateway.ask(compass);
  const asked = [dataportal.asked.length, riksdagen.asked.length];
  // Answers are stored after the response has been sent.
  // Beside the answers each source has a mark that it has been reached.
  const stored = `SELECT count(*) FILTER (WHERE "key" NOT LIKE '%:reached')::int AS "answers",
    count(*) FILTER (WHERE "key" LIKE '%:reached')::int AS "marks" FROM "last_good"`;
  await expect
    .poll(() => gateway.database.dataSource.query(stored))
    .toEqual([{ answers: dataportal.asked.length + riksdagen.asked.length, marks: 2 }]);
  const statements = gateway.database.statements;

  const answer = await gateway.ask(compass);

  expect([dataportal.asked.length, riksdagen.asked.length]).toEqual(asked);
  expect(gateway.database.statements - statements).toBe(1);
  expect(answer.extensions.sources.map(({ state, requests }) => [state, requests])).toEqual([
    ['CACHED', 0],
    ['CACHED', 0],
    ['OWN', 0],
    ['REFERENCE', 0],
  ]);
});

it('loses only the fields of a source that is down', async () => {
  const alone = await testGateway({
    SOURCES: 'live',
    SOURCE_DATAPORTAL_SE_URL: dataportal.url,
    SOURCE_RIKSDAGEN_URL: 'http://127.0.0.1:1',
  });

  const answer = await alone.ask(compass);
  await alone.close();

  const errors = answer.errors ?? [];
  expect(new Set(errors.map(({ extensions }) => `${extensions['source']} ${extensions['code']}`))).toEqual(
    new Set(['riksdagen SOURCE_UNAVAILABLE']),
  );
  expect(errors.every(({ path }) => path?.at(-1) === 'member')).toBe(true);
  const [first] = answer.data.questionnaire.questions;
  expect(first.positions[0].spokespersons[0]).toEqual({ name: 'Niels Paarup-Petersen', member: null });
  expect(first.topics[0].datasets.nodes).toHaveLength(3);
  expect(answer.data.questionnaire.coverage.seats).toBe(77);
});

it('marks every fetched datum as a sample when no source may be reached', async () => {
  const offline = await testGateway({ SOURCES: 'sample' });

  const answer = await offline.ask(compass);
  await offline.close();

  expect(answer.errors).toBeUndefined();
  expect(answer.extensions.sources.map(({ state, requests }) => [state, requests])).toEqual([
    ['SAMPLE', 0],
    ['SAMPLE', 0],
    ['OWN', 0],
    ['REFERENCE', 0],
  ]);
  const datasets = answer.data.questionnaire.questions[0].topics[0].datasets.nodes;
  for (const { title, provenance } of datasets) {
    expect(title).toMatch(/^(Exempel|Example)/);
    expect(provenance).toEqual({ state: 'SAMPLE', retrievedAt: null, source: { slug: 'dataportal-se' } });
  }
});
