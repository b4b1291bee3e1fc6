import { afterAll, expect, it } from 'vitest';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { hasPostgres, startPostgres, type TestServer } from '../support/postgres.ts';
import { type StandIn, standIn } from '../support/stand-in.ts';

let server: TestServer | undefined;
let source: StandIn | undefined;
let gateway: TestGateway | undefined;
afterAll(async () => {
  await gateway?.close().catch(() => {});
  await source?.close();
});

// A server given by address is not ours to stop.
const mayStop = hasPostgres() && !process.env['TEST_DATABASE_URL'];

it.skipIf(!mayStop)(
  'goes on without its database: other fields answer, and readiness says what is degraded',
  async () => {
    server = await startPostgres();
    source = await standIn();
    gateway = await testGateway({
      DATABASE_URL: await server.createDatabase(),
      SOURCES: 'live',
      SOURCE_DATAPORTAL_SE_URL: source.url,
    });
    await server.stop();

    const answer = await gateway.ask(
      `{ questionnaire(slug: "valkompass-2022") { coverage { seats } }
       datasets(filter: { query: "arbete" }, first: 1) { nodes { title provenance { state } } }
       question(questionnaire: "valkompass-2022", number: 4) { positions(parties: ["C"]) { stance text } } }`,
    );
    const live = await gateway.server.inject('/health/live');
    const ready = await gateway.server.inject('/health/ready');

    expect(answer.data.questionnaire.coverage.seats).toBe(77);
    expect(answer.data.datasets.nodes[0].provenance.state).toBe('LIVE');
    expect(answer.data.question.positions).toEqual([{ stance: 'SUPPORTS', text: null }]);
    expect(answer.errors?.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([
      ['text', 'DATABASE_UNAVAILABLE'],
    ]);
    expect(live.statusCode).toBe(200);
    expect(answer.errors?.[0]).toMatchObject({
      message: 'The database cannot answer now. Try again in 5 seconds.',
      extensions: { retryAfterSeconds: 5 },
    });
    expect(ready.statusCode).toBe(200);
    expect(ready.json()).toMatchObject({
      ready: true,
      degraded: ['database'],
      checks: { database: 'not reachable' },
    });
  },
);
