import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { articles } from '../support/articles.ts';
import { askAt, contentDirectory, runCommand, startCommand } from '../support/command.ts';
import { dataDirectory } from '../support/program.ts';

let environment: { DATA_DIR: string; CONTENT_DIR: string };
beforeEach(async () => {
  environment = { DATA_DIR: await contentDirectory(), CONTENT_DIR: dataDirectory() };
});

/** A compass whose election lies ahead, with a party that the content does not have. */
const compass = `parties:
  parties: [{ code: EX, country: SE, name: { sv: Exempelpartiet } }]
elections:
  elections:
    - { slug: exempel-2034, name: { sv: Exempelvalet }, date: "2034-09-10", country: SE, seatsTotal: 9, results: [] }
questionnaires:
  slug: exempel-2034
  title: { sv: Exempel }
  election: exempel-2034
  electionBasis: STATED
  publisher: swedish-jobtech
  language: sv
  participants: [{ party: SE/EX, status: ANSWERED }, { party: SE/S, status: NO_RESPONSE }]
  questions:
    - number: 1
      kind: PROPOSITION
      shortTitle: { sv: Exempel }
      text: { sv: Ska exempel delas? }
      proposition: { sv: Exempel delas. }
      positions:
        - { party: SE/EX, status: ANSWERED, stance: NOT_ASSESSED }
        - { party: SE/S, status: NO_RESPONSE }
`;

const asked = `{ questionnaire(slug: "exempel-2034") {
  election { slug date results { seats } }
  coverage { asked answered seats seatsTotal }
  missing { kind count }
  questions { positions { party { code } status stance missing } }
} }`;

function compassFile(): string {
  const path = join(dataDirectory(), 'exempel.yaml');
  writeFileSync(path, compass);
  return path;
}

const soon = { timeout: 15_000, interval: 200 };

it('a running gateway on the embedded database takes up what is published and taken back, and no broken file', async () => {
  const url = await startCommand(['serve'], environment).url;
  const readiness = async () => (await fetch(`${url}/health/ready`)).json();

  const published = await runCommand(['publish', compassFile()], environment);
  expect({ code: published.code, error: published.error }).toMatchObject({ code: 0 });
  await expect
    .poll(() => askAt(url, asked), soon)
    .toMatchObject({
      data: {
        questionnaire: {
          election: { slug: 'exempel-2034', date: '2034-09-10', results: [] },
          coverage: { asked: 2, answered: 1, seats: 0, seatsTotal: 9 },
          missing: [
            { kind: 'TRANSLATION', count: 4 },
            { kind: 'STANCE', count: 1 },
            { kind: 'SUMMARY', count: 1 },
          ],
          questions: [
            {
              positions: [
                {
                  party: { code: 'EX' },
                  status: 'ANSWERED',
                  stance: 'NOT_ASSESSED',
                  missing: ['STANCE', 'SUMMARY'],
                },
                { party: { code: 'S' }, status: 'NO_RESPONSE', stance: 'NONE', missing: [] },
              ],
            },
          ],
        },
      },
    });

  const broken = join(environment.CONTENT_DIR, 'topics.yaml');
  writeFileSync(broken, 'topics: [{ slug: Wrong }]');
  await expect
    .poll(readiness, soon)
    .toMatchObject({ degraded: ['content'], checks: { content: expect.stringContaining('mistakes') } });
  expect(await askAt(url, asked)).toMatchObject({ data: { questionnaire: { coverage: { asked: 2 } } } });

  rmSync(broken);
  await expect.poll(readiness, soon).toMatchObject({ degraded: [] });
  await runCommand(['unpublish', 'exempel-2034'], environment);
  await expect.poll(() => askAt(url, asked), soon).toMatchObject({ data: { questionnaire: null } });
  expect(await askAt(url, '{ party(code: "EX") { code } }')).toMatchObject({ data: { party: null } });
}, 120_000);

describe('while a gateway uses the embedded database', () => {
  it('import, show and forget work through it, and what is forgotten is nowhere left', async () => {
    const server = startCommand(['serve'], environment);
    const url = await server.url;
    const folder = articles(1);
    writeFileSync(
      join(folder, '1.md'),
      readFileSync(join(folder, '1.md'), 'utf8').replace(
        'Ett exempel',
        'Zyxelina Exempelkvist skrev ett exempel',
      ),
    );
    const out = join(dataDirectory(), 'out');

    const imported = await runCommand(['import', folder, '--apply'], environment);
    expect(imported).toMatchObject({ code: 0, output: expect.stringContaining('+ Article:exempel-1') });
    const text = '{ document(slug: "exempel-1") { text } }';
    await expect
      .poll(() => askAt(url, text), soon)
      .toMatchObject({
        data: { document: { text: expect.stringContaining('Zyxelina') } },
      });
    const search = '{ search(query: "Zyxelina") { __typename } }';
    expect(await askAt(url, search)).toMatchObject({ data: { search: [{ __typename: 'Article' }] } });
    expect((await runCommand(['show'], environment)).output).toContain('exempel-1  ARTICLE  FULL');

    const dry = await runCommand(['forget', 'person', 'Zyxelina Exempelkvist'], environment);
    expect(dry.output).toMatch(/found in text_block: 1 rows[\s\S]*Nothing has been deleted/);
    const gone = await runCommand(
      ['forget', 'person', 'Zyxelina Exempelkvist', '--apply', '--json'],
      environment,
    );
    expect(JSON.parse(gone.output)).toMatchObject({ ok: true, documents: ['exempel-1'], after: [] });
    await expect
      .poll(() => askAt(url, text), soon)
      .toMatchObject({
        data: { document: { text: 'Exempel 1\n\n[…] skrev ett exempel på en text.' } },
      });
    expect(await askAt(url, search)).toMatchObject({ data: { search: [] } });

    const document = await runCommand(['forget', 'document', 'exempel-1', '--apply'], environment);
    expect(document.output).toMatch(/- SourceDocument: 1[\s\S]*- Article: 1[\s\S]*Forgotten/);
    await expect.poll(() => askAt(url, text), soon).toMatchObject({ data: { document: null } });
    await server.stop();
    await runCommand(['export', out], environment);
    expect(readdirSync(out)).toEqual([]);
    expect(textsIn(environment.DATA_DIR, 'Zyxelina')).toEqual([]);
  }, 120_000);

  it('its door opens for the user of its files alone', async () => {
    const server = startCommand(['serve'], environment);
    await server.url;
    const path = join(environment.DATA_DIR, 'control.json');
    await expect.poll(() => statSync(path, { throwIfNoEntry: false })?.mode, soon).toBeDefined();
    const { port, token } = JSON.parse(readFileSync(path, 'utf8'));
    const knock = (headers: Record<string, string>, body: object = { do: 'show', slug: null }) =>
      fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: JSON.stringify(body) }).then(
        ({ status }) => status,
      );

    expect(statSync(path).mode & 0o077).toBe(0);
    expect(await knock({})).toBe(403);
    expect(await knock({ authorization: `Bearer ${'0'.repeat(64)}` })).toBe(403);
    expect(await knock({ authorization: `Bearer ${token}`, origin: 'https://example.org' })).toBe(403);
    expect(await knock({ authorization: `Bearer ${token}` }, { do: 'drop' })).toBe(400);
    expect(await knock({ authorization: `Bearer ${token}` })).toBe(200);
    await server.stop();
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
  }, 120_000);
});

it('a preview shows what is not published, says so in every answer, and changes nothing', async () => {
  const running = startCommand(['preview', compassFile(), '--port', '0'], environment);
  const url = await running.url;

  const page = await fetch(`${url}/schema.graphql`);
  const answer = await askAt(url, asked);
  await running.stop();

  expect(answer).toMatchObject({
    data: { questionnaire: { coverage: { asked: 2 } } },
    extensions: { preview: true },
  });
  expect(page.headers.get('x-preview')).toBe('true');
  expect(readdirSync(environment.CONTENT_DIR)).toEqual([]);
}, 120_000);

it('an ad is forgotten with its events and the answers that hold it, and others stay', async () => {
  const { DATA_DIR } = environment;
  const database = await openDatabase({ databaseUrl: null, dataDir: DATA_DIR });
  for (const id of ['29000001', '29000002']) {
    await database.dataSource.query(
      `INSERT INTO "job_ad" ("id", "ad", "digest", "retrievedAt", "publishedAt", "words") VALUES ($1, '{}', '', now(), now(), '')`,
      [id],
    );
    await database.dataSource.query(
      `INSERT INTO "job_ad_event" ("adId", "kind", "at", "toldAt") VALUES ($1, 'PUBLISHED', now(), now())`,
      [id],
    );
    await database.dataSource.query(
      `INSERT INTO "last_good" ("key", "sourceId", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "bytes")
       VALUES ($1, 'joblinks', $2, 'application/json', now(), now() + interval '1 day', now() + interval '1 day', 9)`,
      [`exempel-${id}`, `{"id":"${id}"}`],
    );
  }
  await database.close();

  const dry = await runCommand(['forget', 'ad', '29000001', '--json'], environment);
  const { output } = await runCommand(['forget', 'ad', '29000001', '--apply', '--json'], environment);
  const other = await runCommand(['forget', 'ad', '29000002', '--json'], environment);

  const stored = [{ table: 'job_ad' }, { table: 'job_ad_event' }, { table: 'last_good' }];
  expect(JSON.parse(dry.output)).toMatchObject({ applied: false, before: stored });
  expect(JSON.parse(output)).toMatchObject({ applied: true, before: stored, after: [] });
  expect(JSON.parse(other.output)).toMatchObject({ before: stored });
}, 120_000);

/** Files of a folder whose bytes hold a text. */
function textsIn(folder: string, text: string): string[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);
}
