import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkOne, record, sources } from '../../src/cli/sources.ts';
import { type Checked, checkSource } from '../../src/sources/check-source.ts';
import { dataportalSe } from '../../src/sources/dataportal-se/index.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { asSent, serverOf } from '../support/source-server.ts';
import { type StandIn, standIn } from '../support/stand-in.ts';

async function checked(source: AnySource, baseUrl: string): Promise<Checked[]> {
  const found: Checked[] = [];
  for await (const one of checkSource(source, { baseUrl, userAgent: 'test' })) found.push(one);
  return found;
}

async function aStandIn(): Promise<StandIn> {
  const server = await standIn();
  onTestFinished(() => server.close());
  return server;
}

const dataportal = dataportalSe;

describe.each(registry.map((source): [string, AnySource] => [source.id, source]))(
  'checking %s',
  (_, source) => {
    it('reads one answer per operation, whole', async () => {
      const { url } = await serverOf(source, asSent);

      const found = await checked(source, url);

      expect(found.map(({ verdict, problem }) => [verdict, problem])).toEqual(
        found.map(() => [expect.any(String), null]),
      );
      expect(found.filter(({ verdict }) => verdict === 'whole').length).toBeGreaterThan(0);
      expect(found.some(({ answers }) => answers.length > 0)).toBe(true);
    });

    it('says what cannot be read, and nothing of the body', async () => {
      const { url } = await fakeUpstream({ '*': { json: { 'SECRET-OF-THE-BODY': 1 } } });

      const found = await checked(source, url);

      expect(found.some(({ verdict }) => verdict === 'failed')).toBe(true);
      for (const { problem } of found) expect(problem ?? '').not.toContain('SECRET');
    });
  },
);

describe('the command line', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('prints a line per operation, and fails when one does', async () => {
    const { url } = await aStandIn();
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    vi.stubEnv('SOURCE_DATAPORTAL_SE_URL', url);

    await checkOne('dataportal-se');
    vi.stubEnv('SOURCE_DATAPORTAL_SE_URL', 'http://127.0.0.1:1');
    const failing = checkOne('dataportal-se');

    await expect(failing).rejects.toThrow('dataportal-se: 4 of its operations failed');
    expect(lines).toHaveLength(8);
    expect(lines[0]).toMatch(/^whole {4}a search .* ms {2}search: \d+ items$/);
    expect(lines[4]).toContain('SOURCE_UNAVAILABLE: dataportal-se cannot be reached');
  });

  it('saves an answer per operation, and where it came from', async () => {
    const { url } = await aStandIn();
    const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    vi.spyOn(console, 'log').mockImplementation(() => {});
    vi.stubEnv('SOURCE_DATAPORTAL_SE_URL', url);

    await record('dataportal-se', { folder });

    expect(readdirSync(folder).sort()).toEqual([
      'metadata.json',
      'publishers.json',
      'recorded.json',
      'search.json',
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8'))[0]).toMatchObject({
      operation: 'search',
    });
  });

  it('lists the sources without asking, and asks each once when told to', async () => {
    const server = await aStandIn();
    const tables: unknown[] = [];
    vi.spyOn(console, 'table').mockImplementation((table: unknown) => void tables.push(table));
    for (const { id } of registry)
      vi.stubEnv(`SOURCE_${id.toUpperCase().replaceAll('-', '_')}_URL`, server.url);

    await sources({});
    const asked = server.asked.length;
    await sources({ live: true });

    expect(asked).toBe(0);
    expect(tables[0]).toContainEqual(
      expect.objectContaining({ source: 'dataportal-se', 'fresh for': '6 h' }),
    );
    expect(tables[1]).toContainEqual(expect.objectContaining({ source: 'dataportal-se', reachable: 'yes' }));
  });

  it('names the sources there are when asked for another', async () => {
    await expect(checkOne('no-such')).rejects.toThrow(/There are: .*dataportal-se.*riksdagen/);
  });
});

it('tells items that were lost from an answer that was read', async () => {
  const { url } = await fakeUpstream({
    '*': { json: { results: 2, resource: { children: [{ broken: true }, { broken: true }] } } },
  });

  const found = await checked(dataportal, url);

  expect(found[0]?.verdict).not.toBe('whole');
});
