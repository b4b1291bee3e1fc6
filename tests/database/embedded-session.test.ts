import { cpSync, rmSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { EmbeddedEngine } from '../../src/database/embedded-engine.ts';
import { query } from '../../src/database/query.ts';
import { temporaryFolder, testSeed } from '../support/database.ts';

const log = { warn: () => {} };
const numbers = Array.from({ length: 20 }, (_, number) => number);

async function opened() {
  const dataDir = temporaryFolder();
  const database = await openDatabase({ databaseUrl: null, dataDir, seed: await testSeed(), log });
  onTestFinished(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });
  return database;
}

async function openedEngine() {
  const dataDir = temporaryFolder();
  cpSync(await testSeed(), dataDir, { recursive: true });
  const engine = await EmbeddedEngine.open({ dataDir, log });
  onTestFinished(async () => {
    await engine.close();
    rmSync(dataDir, { recursive: true });
  });
  return engine;
}

describe('the one session of the embedded database', () => {
  it('gives each client the answer to its own statement', async () => {
    const engine = await openedEngine();
    const clients = numbers.slice(0, 3).map(() => new pg.Client(engine.clientOptions()));
    for (const client of clients) await client.connect();

    const answers = await Promise.all(
      clients.map(async (client, of) => {
        const rows: unknown[] = [];
        for (const number of numbers)
          rows.push(...(await client.query(`SELECT ${of} AS "of", $1::int AS "number"`, [number])).rows);
        return rows;
      }),
    );

    expect(answers).toEqual(clients.map((_, of) => numbers.map((number) => ({ of, number }))));
  });

  it('lets others take their turn between statements that follow one another', async () => {
    const engine = await openedEngine();
    const client = new pg.Client(engine.clientOptions());
    await client.connect();
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    });

    for (let number = 0; number < 500; number++) await client.query('SELECT $1::int', [number]);

    clearInterval(others);
    expect(turns).toBeGreaterThan(0);
  });

  it('carries out statements while somebody begins to listen', async () => {
    const database = await opened();

    let isListening = false;
    const ask = async () => {
      while (!isListening)
        expect(await query(database.dataSource, 'SELECT $1::int AS "number"', [1])).toEqual([{ number: 1 }]);
    };
    const listen = async () => {
      for (const _ of numbers) await database.listen('test_channel', () => {});
      isListening = true;
    };
    await Promise.all([ask(), ask(), listen()]);

    expect(database.failedStatements).toBe(0);
  });

  it('hears what is notified although a transaction was open, and failed, when it began to listen', async () => {
    const database = await opened();
    const heard: string[] = [];
    let listening: Promise<unknown> = Promise.resolve();

    const failing = database.dataSource.transaction(async (manager) => {
      listening = database.listen('test_channel', (payload) => heard.push(payload));
      await manager.query('SELECT 1/0');
    });
    await expect(failing).rejects.toThrow('22012');
    await listening;
    await database.notify('test_channel', 'said');

    await expect.poll(() => heard).toEqual(['said']);
  });

  it('goes on after a statement that is refused in any of its parts', async () => {
    const { dataSource } = await opened();

    await expect(query(dataSource, 'SELECT $1 ORDER', [1])).rejects.toThrow('42601');
    await expect(query(dataSource, 'SELECT $1::int', ['word'])).rejects.toThrow('22P02');
    await expect(query(dataSource, 'SELECT 1 / $1::int', [0])).rejects.toThrow('22012');

    expect(await query(dataSource, 'SELECT $1::int AS "number"', [1])).toEqual([{ number: 1 }]);
  });
});
