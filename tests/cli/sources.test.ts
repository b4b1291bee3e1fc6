import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import 'reflect-metadata';
import { registry } from '../../src/sources/registry.ts';
import { runCommand } from '../support/command.ts';
import { type StandIn, standIn } from '../support/stand-in.ts';

async function fakeSource(): Promise<StandIn> {
  const server = await standIn();
  onTestFinished(() => server.close());
  return server;
}

it('prints a line per operation, and fails when an operation fails', async () => {
  const { url } = await fakeSource();
  const check = (SOURCE_DATAPORTAL_SE_URL: string) =>
    runCommand(['sources', 'check', 'dataportal-se'], { SOURCE_DATAPORTAL_SE_URL });

  const passed = await check(url);
  const failed = await check('http://127.0.0.1:1');

  expect(passed.code).toBe(0);
  expect(passed.output.trim().split('\n')).toHaveLength(8);
  expect(passed.output).toMatch(/^whole {4}a search .* ms {2}search: \d+ items\n/);
  expect(failed.code).toBe(1);
  expect(failed.output.trim().split('\n')).toHaveLength(8);
  expect(failed.output.split('\n')[0]).toContain('SOURCE_UNAVAILABLE: dataportal-se cannot be reached');
  expect(failed.error).toBe('dataportal-se: 8 of its operations failed.\n');
});

it('saves an answer per operation, and where it came from', async () => {
  const { url } = await fakeSource();
  const folder = mkdtempSync(join(tmpdir(), 'recorded-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));

  const { code } = await runCommand(['sources', 'record', 'dataportal-se', '--folder', folder], {
    SOURCE_DATAPORTAL_SE_URL: url,
  });

  expect(code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual([
    'facets.json',
    'link-reports.json',
    'metadata.json',
    'publishers.json',
    'recorded.json',
    'search.json',
    'services.json',
  ]);
  expect(JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8'))[0]).toMatchObject({
    operation: 'search',
  });
});

it('lists the sources without a request, and with --live sends one to each', async () => {
  const server = await fakeSource();
  const settings = Object.fromEntries(
    registry.map(({ id }) => [`SOURCE_${id.toUpperCase().replaceAll('-', '_')}_URL`, server.url]),
  );

  const listed = await runCommand(['sources'], settings);
  const requests = server.asked.length;
  const live = await runCommand(['sources', '--live'], settings);

  expect(requests).toBe(0);
  expect(listed.output).toMatch(/'dataportal-se' .*│ '6 h' +│/);
  expect(live.output).toMatch(/'dataportal-se' .*│ 'yes' +│/);
});

it('names the known sources when given an unknown one', async () => {
  const { code, error } = await runCommand(['sources', 'check', 'no-such']);

  expect(code).toBe(1);
  expect(error).toMatch(/There are: .*dataportal-se.*riksdagen/);
});
