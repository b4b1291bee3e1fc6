import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { KeptContent } from '../../src/content/kept-content.ts';
import { beginContent, type OpenContent, openContent, packFolders } from '../../src/content/open-content.ts';
import { packVersion } from '../../src/content/pack/pack.ts';
import type { Content } from '../../src/content/snapshot.ts';
import { query } from '../../src/database/query.ts';
import { Question } from '../../src/entities/question.ts';
import { contentSeed, temporaryFolder } from '../support/database.ts';

const log = { warn: () => {} };
const settings = (dataDir: string) => ({ databaseUrl: null, dataDir, contentDir: null });

/** A data directory whose database a gateway has used and closed. */
let used: string;
beforeAll(async () => {
  used = temporaryFolder();
  cpSync(await contentSeed(), join(used, 'database'), { recursive: true });
  const { database, kept } = await openContent(settings(used), log);
  kept?.follow();
  await database.close();
  return () => rmSync(used, { recursive: true, force: true });
}, 120_000);

/** A copy of it. */
function usedFolder(): string {
  const dataDir = temporaryFolder();
  cpSync(used, dataDir, { recursive: true });
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

const readIn = async (dataDir: string) =>
  new KeptContent(join(dataDir, 'database'), log).read('no-seed', await packVersion(packFolders(null)));

async function begun(dataDir: string): Promise<OpenContent> {
  const opened = await beginContent(settings(dataDir), log);
  onTestFinished(() => opened.database.close());
  return opened;
}

const tablesOf = ({ questions, parties, documents, places, topics, elections }: Content) => ({
  ...{ questions, parties, documents, places, topics, elections },
});

describe('the content of a database that was closed', () => {
  it('is served before the database is open, as the database has it', async () => {
    const early = await begun(usedFolder());
    expect(early.open).toBeDefined();
    expect(early.database.dataSource.isInitialized).toBe(false);

    // Null: the kept content is that of the database.
    expect(await early.open?.()).toBeNull();
    await early.database.close();

    const dataDir = usedFolder();
    rmSync(join(dataDir, 'database.content.json'));
    const whole = await begun(dataDir);
    expect(whole.open).toBeUndefined();
    expect(await readIn(dataDir)).toBeNull();
    expect(tablesOf(early.content)).toEqual(tablesOf(whole.content));
    expect([...early.content.questions.values()][0]).toBeInstanceOf(Question);
  });

  it('statements wait until the database is open, no longer than their signal', async () => {
    const { database, open } = await begun(usedFolder());
    const ended = query(database.dataSource, 'SELECT 1', [], AbortSignal.timeout(20));
    const waiting = query<{ one: number }>(database.dataSource, 'SELECT 1 AS "one"', []);

    await expect(ended).rejects.toMatchObject({ name: 'DatabaseUnavailable', code: 'ETIMEDOUT' });
    expect(await database.isReachable()).toBe(false);

    await open?.();
    expect(await waiting).toEqual([{ one: 1 }]);
    expect(await database.isReachable()).toBe(true);
  });

  it.each<[string, (dataDir: string) => void | Promise<void>]>([
    [
      'the database has been opened since',
      async (dataDir) => {
        const { database } = await openContent(settings(dataDir), log);
        await database.close();
      },
    ],
    [
      'another copy of the database was put back',
      async (dataDir) => {
        rmSync(join(dataDir, 'database'), { recursive: true });
        cpSync(await contentSeed(), join(dataDir, 'database'), { recursive: true });
      },
    ],
    [
      'it is cut off',
      (dataDir) => {
        const file = join(dataDir, 'database.content');
        writeFileSync(file, readFileSync(file).subarray(0, 10_000));
      },
    ],
    [
      'another version of the program wrote it',
      (dataDir) => {
        const file = join(dataDir, 'database.content.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace(/"writer":"/, '"writer":"another '));
      },
    ],
    [
      'the content files have changed since',
      (dataDir) => {
        const file = join(dataDir, 'database.content.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace(/"packVersion":"/, '"packVersion":"0'));
      },
    ],
  ])('is not used where %s', async (_, change) => {
    const dataDir = usedFolder();
    await change(dataDir);

    expect(await readIn(dataDir)).toBeNull();
  });
});

describe('the content of a database that is being used', () => {
  it('is not kept while a change of it has not been read', async () => {
    const dataDir = usedFolder();
    const { database, kept, open } = await beginContent(settings(dataDir), log);
    await open?.();
    kept?.follow();
    kept?.outdated();
    await database.close();

    expect(existsSync(join(dataDir, 'database.content.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'database.content'))).toBe(false);
  });

  it('is not kept by a command that does not follow its changes', async () => {
    const dataDir = usedFolder();
    const { database } = await openContent(settings(dataDir), log);
    await database.close();

    expect(existsSync(join(dataDir, 'database.content.json'))).toBe(false);
    expect(existsSync(join(dataDir, 'database.content'))).toBe(false);
  });
});
