import { expect, it } from 'vitest';
import { archived, fileOf, goteborg, jsonLines, zipOf } from '../support/archived-ads.ts';
import { contentDirectory, runCommand } from '../support/command.ts';

const load = (DATA_DIR: string, ...args: string[]) =>
  runCommand(['load', 'historical', ...args], { DATA_DIR });

it('counts a year of files, reports its progress, and changes nothing the second time', async () => {
  const DATA_DIR = await contentDirectory();
  const lines = fileOf('first.jsonl', jsonLines([archived(), archived({ publication_date: '2022-05-05' })]));
  const zip = await zipOf('rest.zip', {
    'rest.json': JSON.stringify([archived({ workplace_address: goteborg })]),
  });

  const first = await load(DATA_DIR, '--year', '2023', lines, zip);
  const again = await load(DATA_DIR, '--year', '2023', lines, zip);

  expect(first.output).toContain('2023 is loaded: 2 ads counted of 3 read');
  expect(first.output).toContain('Left out: 1 ads of other years.');
  expect(first.output).toMatch(/No ad was published in 2023-01, .*: if a file is missing/);
  expect(first.error).toMatch(/first\.jsonl: 2 ads, \d+\.\d of \d+\.\d MB, \d+ ads\/s/);
  expect(first.error).toMatch(/rest\.zip\/rest\.json: 1 ads/);
  expect(again.output).toContain('Nothing has changed.');
  expect([first.code, again.code]).toEqual([0, 0]);
});

it('says in one sentence what to do about a truncated file', async () => {
  const file = fileOf('2023.jsonl', jsonLines([archived(), archived()]).slice(0, -40));

  const { code, error, output } = await load(await contentDirectory(), '--year', '2023', file);

  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(error).toContain('2023.jsonl ends in the middle of an ad: download it again. Nothing was changed.');
  expect(error).not.toMatch(/\n\s+at /);
});

it.each([
  [['--year', '23', 'ads.jsonl'], /Give a year, such as 2023/],
  [['ads.jsonl'], /required option '--year <year>'/],
  [['--year', '2023'], /missing required argument 'file'/],
])('says what is missing in %j', async (args, message) => {
  const { code, error } = await load('', ...args);

  expect(code).toBe(1);
  expect(error).toMatch(message);
});
