import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { DatabaseUnavailable } from '../../src/database/database-error.ts';
import { listenOnServer } from '../../src/database/listen.ts';
import { query } from '../../src/database/query.ts';
import { migratedDatabase } from '../support/database.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { hasPostgres } from '../support/postgres.ts';
import { type SilentNetwork, silentNetwork } from '../support/silent-network.ts';

/** A connection is silent for so long that only the client can end the wait. */
describe.skipIf(!hasPostgres())('a database behind a network that drops everything in silence', () => {
  let network: SilentNetwork;
  let gateway: TestGateway | undefined;
  let database: Database | undefined;
  afterEach(async () => {
    network.heal();
    await gateway?.close();
    await database?.close();
    gateway = undefined;
    database = undefined;
  });

  it('costs a request its own fields at the deadline, and nothing when the network is back', async () => {
    network = await silentNetwork(await migratedDatabase());
    gateway = await testGateway({ DATABASE_URL: network.url, REQUEST_TIMEOUT_MS: '300' });
    const query = `{ question(questionnaire: "valkompass-2022", number: 4) {
      shortTitle positions(parties: ["C"]) { stance text } } }`;
    network.cut();

    const cut = await gateway.ask(query);
    network.heal();
    // Connections from before may still be in the pool for some seconds.
    await expect.poll(async () => (await gateway?.ask(query))?.errors, { timeout: 40_000 }).toBeUndefined();

    expect(cut.data.question).toMatchObject({ positions: [{ stance: 'SUPPORTS', text: null }] });
    expect(cut.data.question.shortTitle).toEqual(expect.any(String));
    expect(cut.errors?.map(({ extensions }) => extensions['code'])).toEqual(['DATABASE_UNAVAILABLE']);
  }, 60_000);

  it('holds up neither the readiness check nor what no request waits for', async () => {
    network = await silentNetwork(await migratedDatabase());
    database = await openDatabase({ databaseUrl: network.url, dataDir: '' });
    network.cut();

    const reading = query(database.dataSource, 'SELECT 1', [], AbortSignal.timeout(50));

    await expect(reading).rejects.toThrow(DatabaseUnavailable);
    expect(await database.isReachable()).toBe(false);
    network.heal();
    await expect.poll(() => database?.isReachable(), { timeout: 40_000 }).toBe(true);
  }, 60_000);

  it('is listened to again on a new connection', async () => {
    const address = await migratedDatabase();
    network = await silentNetwork(address);
    database = await openDatabase({ databaseUrl: address, dataDir: '' });
    const heard: string[] = [];
    const lines: object[] = [];
    const log = { warn: (facts: object) => lines.push(facts) };
    const pace = { askEvery: 20, answerWithin: 100 };
    const stop = await listenOnServer(network.url, 'test', (payload) => heard.push(payload), log, pace);
    network.cut();
    await expect.poll(() => lines.length).toBe(1);

    network.heal();
    await expect.poll(() => heard, { timeout: 40_000 }).toEqual(['']);
    await database.notify('test', 'again');

    await expect.poll(() => heard).toEqual(['', 'again']);
    await stop();
  }, 60_000);
});
