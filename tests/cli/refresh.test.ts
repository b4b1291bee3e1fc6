import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contentDirectory, runCommand } from '../support/command.ts';
import { taxonomyRoutes } from '../support/fake-taxonomy.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';

const query =
  '{ occupation(code: "2512") { prefLabel definition skills { prefLabel } substitutes { level } } }';

function refresh(DATA_DIR: string, url: string, ...options: string[]) {
  return runCommand(['refresh', 'taxonomy', '--no-english', ...options], {
    DATA_DIR,
    SOURCE_TAXONOMY_URL: url,
  });
}

it('loads a version, reports its progress, and keeps the version when loading the next fails', async () => {
  const DATA_DIR = await contentDirectory();
  const whole = await fakeUpstream(taxonomyRoutes());
  const broken = await fakeUpstream(taxonomyRoutes((type, concepts) => (type === 'skill' ? null : concepts)));

  const loaded = await refresh(DATA_DIR, whole.url);
  const failed = await refresh(DATA_DIR, broken.url);
  const answer = await runCommand(['query', '-'], { DATA_DIR }, query);

  expect(loaded).toMatchObject({ code: 0, output: 'Version 31 of the taxonomy is loaded: 12 concepts.\n' });
  expect(loaded.error).toContain('version 31: 5 of type occupation-name');
  expect(failed.code).toBe(1);
  expect(failed.error).toContain('taxonomy answered with status 500');
  expect(failed.error).not.toMatch(/\n\s+at /);
  expect(JSON.parse(answer.output).data.occupation).toEqual({
    prefLabel: 'Exempel: systemutvecklare',
    definition: 'Bygger program åt exempelföretag.',
    skills: [{ prefLabel: 'Exempelspråket' }],
    substitutes: [{ level: 'close' }, { level: 'partly' }],
  });
});

it('accepts only a number as version', async () => {
  const { code, error } = await refresh('', 'http://127.0.0.1:1', '--version', 'newest');

  expect(code).toBe(1);
  expect(error).toContain('Give a whole number, such as 30.');
});

it('loads the result of an election from the authority’s file, and serves it', async () => {
  const DATA_DIR = await contentDirectory();
  const body = await readFile(new URL('../content/fixtures/RD_S.json', import.meta.url), 'utf8');
  const scaled = body.replace('"antalMandat": 7', '"antalMandat": 346');
  const file = join(DATA_DIR, 'RD_S.json');
  await writeFile(file, scaled);

  const loaded = await runCommand(['refresh', 'elections', file, '--election', 'se-riksdag-2030'], {
    DATA_DIR,
  });
  const answer = await runCommand(
    ['query', '-'],
    { DATA_DIR },
    '{ party(code: "L") { seats voteShare } elections { slug validVotes results { label seats } provenance { url } } }',
  );

  expect(loaded).toMatchObject({ code: 0, output: expect.stringContaining('1000 valid votes, 2 parties') });
  const { party, elections } = JSON.parse(answer.output).data;
  expect(party).toEqual({ seats: 3, voteShare: 30 });
  expect(elections.at(-1)).toMatchObject({
    slug: 'se-riksdag-2030',
    validVotes: 1000,
    results: [
      { label: 'S', seats: 346 },
      { label: 'L', seats: 3 },
      { label: 'OTHER', seats: 0 },
    ],
    provenance: { url: 'https://resultat.val.se/exempel.pdf' },
  });
});

it('changes nothing when the file or the election is missing, and says what to give', async () => {
  const DATA_DIR = await contentDirectory();
  const refused = (...args: string[]) => runCommand(['refresh', 'elections', ...args], { DATA_DIR });

  expect((await refused()).error).toContain('Give the file and the election');
  expect((await refused('/none.json', '--election', 'se-riksdag-2030')).error).toContain('cannot be read');
});
