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
