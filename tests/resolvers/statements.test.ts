import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished, vi } from 'vitest';
import { registry } from '../../src/sources/registry.ts';
import { allStatementsRun } from '../support/database.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { asSent } from '../support/source-server.ts';

const judged = (name: string) =>
  readFileSync(new URL(`../../bench/cases/judged/${name}.graphql`, import.meta.url), 'utf8');

/** The operation whose sample a source sends; for JobEd the path names it. */
const operations: Readonly<Record<string, string | null>> = {
  jobsearch: 'search',
  joblinks: 'search',
  historical: 'search',
  enrichments: 'terms',
  yrkesbarometern: 'barometer',
  jobed: null,
  esco: 'resources',
  'dataportal-se': 'search',
  riksdagen: 'documents',
};
const ofTheHub = Object.keys(operations).slice(0, 7);

/** A server for these sources, which sends what their samples hold. */
async function marketServer(): Promise<Record<string, string>> {
  const server = await fakeUpstream({
    '*': ({ url = '' }, _, sent) => {
      const { pathname, searchParams: query } = new URL(url, 'http://local');
      const [, id = '', ...rest] = decodeURIComponent(pathname).split('/');
      const path = rest.join('/');
      const operation = operations[id] ?? path;
      const source = registry.find((one) => one.id === id);
      const body = source?.samples({ operation, path, query, body: sent === '' ? null : JSON.parse(sent) });
      return body === null || body === undefined ? { status: 404 } : asSent(body);
    },
  });
  const names = Object.keys(operations).map((id) => [
    id,
    `SOURCE_${id.replaceAll('-', '_').toUpperCase()}_URL`,
  ]);
  return Object.fromEntries(names.map(([id, name]) => [name, `${server.url}/${id}`]));
}

async function openTested(): Promise<TestGateway> {
  const gateway = await testGateway({
    SOURCES: 'live',
    ANSWER_CACHE_MB: '0',
    SOURCE_NAV_ENABLED: 'false',
    ...(await marketServer()),
  });
  onTestFinished(() => gateway.close());
  return gateway;
}

/** SQL statements that a request needs, with those that store what it fetched. */
async function statementsOf(gateway: TestGateway, query: string, variables?: object): Promise<number> {
  await allStatementsRun(gateway.database);
  const before = gateway.database.statements;
  const { data } = await gateway.ask(query, variables);
  expect(data).toBeTruthy();
  return gateway.database.statements - before;
}

it('a warm occupation hub needs no SQL statement', async () => {
  const gateway = await openTested();
  const hub = judged('occupation-hub').replace(/ {2}norway[\s\S]*?\n {2}}\n/, '');
  const cold = await gateway.ask(hub);
  expect(cold.data.occupation.adTrend.length).toBe(5);
  expect(cold.data.occupation.stockholm.nodes.length).toBeGreaterThan(0);
  expect(cold.extensions.sources.filter(({ requests }) => requests > 0).length).toBe(ofTheHub.length);

  // What the first one fetched may be stored meanwhile.
  await expect.poll(() => statementsOf(gateway, hub)).toBe(0);
});

it('a joined query that was never asked reads nothing from the database', async () => {
  const gateway = await openTested();
  const joined = judged('joined');
  await gateway.ask(joined, { words: 'arbete' });
  await allStatementsRun(gateway.database);
  const { dataSource } = gateway.database;
  const create = dataSource.createQueryRunner.bind(dataSource);
  const runs: { mock: { calls: unknown[][] } }[] = [];
  vi.spyOn(dataSource, 'createQueryRunner').mockImplementation((mode) => {
    const runner = create(mode);
    runs.push(vi.spyOn(runner, 'query'));
    return runner;
  });

  const answer = await gateway.ask(joined, { words: 'lärare' });
  await gateway.close();

  expect(answer.extensions.sources.filter(({ requests }) => requests === 1).length).toBeGreaterThanOrEqual(3);
  const statements = runs
    .flatMap(({ mock }) => mock.calls.map(([sql]) => String(sql).trim()))
    .filter((sql) => sql.includes('last_good'));
  expect(statements.map((sql) => sql.split(' ', 1)[0])).toContain('INSERT');
  expect(statements.filter((sql) => !sql.startsWith('INSERT'))).toEqual([]);
});
