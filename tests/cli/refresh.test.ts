import { expect, it } from 'vitest';
import { taxonomyRoutes } from '../support/fake-taxonomy.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { dataDirectory, runProgram } from '../support/program.ts';

const question =
  '{ occupation(code: "2512") { prefLabel definition skills { prefLabel } substitutes { level } } }';

async function refresh(DATA_DIR: string, url: string, ...options: string[]) {
  return runProgram(['refresh', 'taxonomy', '--no-english', ...options], {
    DATA_DIR,
    SOURCE_TAXONOMY_URL: url,
  }).ended;
}

async function ask(DATA_DIR: string) {
  const program = runProgram(['serve'], { DATA_DIR });
  const response = await fetch(`${await program.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: question }),
  });
  const { data } = await response.json();
  program.process.kill('SIGINT');
  await program.ended;
  return data.occupation;
}

it('loads a version, tells how far it has come, and keeps it when the next one fails', async () => {
  const DATA_DIR = dataDirectory();
  const whole = await fakeUpstream(taxonomyRoutes());
  const broken = await fakeUpstream(taxonomyRoutes((type, concepts) => (type === 'skill' ? null : concepts)));

  const loaded = await refresh(DATA_DIR, whole.url);
  const failed = await refresh(DATA_DIR, broken.url);
  const occupation = await ask(DATA_DIR);

  expect(loaded).toMatchObject({ code: 0, output: 'Version 31 of the taxonomy is loaded: 12 concepts.\n' });
  expect(loaded.error).toContain('version 31: 5 of type occupation-name');
  expect(failed.code).toBe(1);
  expect(failed.error).toContain('taxonomy answered with status 500');
  expect(failed.error).not.toMatch(/\n\s+at /);
  expect(occupation).toEqual({
    prefLabel: 'Exempel: systemutvecklare',
    definition: 'Bygger program åt exempelföretag.',
    skills: [{ prefLabel: 'Exempelspråket' }],
    substitutes: [{ level: 'close' }, { level: 'partly' }],
  });
  // Three programs, one after the other.
}, 180_000);

it('takes nothing but a version number for a version', async () => {
  const { code, error } = await refresh(dataDirectory(), 'http://127.0.0.1:1', '--version', 'newest');

  expect(code).toBe(1);
  expect(error).toContain('Give a whole number, such as 30.');
});
