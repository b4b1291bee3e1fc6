import { describe, expect, it } from 'vitest';
import { type Checked, checkSource } from '../../src/sources/check-source.ts';
import { dataportalSe } from '../../src/sources/dataportal-se/index.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { asSent, serverOf } from '../support/source-server.ts';

async function checked(source: AnySource, baseUrl: string): Promise<Checked[]> {
  const found: Checked[] = [];
  for await (const one of checkSource(source, { baseUrl, userAgent: 'test' })) found.push(one);
  return found;
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

    it('reports the paths that cannot be read, without values of the body', async () => {
      const { url } = await fakeUpstream({ '*': { json: { 'SECRET-OF-THE-BODY': 1 } } });

      const found = await checked(source, url);

      expect(found.some(({ verdict }) => verdict === 'failed')).toBe(true);
      for (const { problem } of found) expect(problem ?? '').not.toContain('SECRET');
    });
  },
);

it('distinguishes dropped items from an answer that could not be read', async () => {
  const { url } = await fakeUpstream({
    '*': { json: { results: 2, resource: { children: [{ broken: true }, { broken: true }] } } },
  });

  const found = await checked(dataportal, url);

  expect(found[0]?.verdict).not.toBe('whole');
});
