import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isSameId } from '../../src/upstream/echo.ts';
import { fakeUpstream, type Route } from '../support/fake-upstream.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { aCall, testUpstream } from '../support/upstream.ts';

const things = z.array(z.object({ id: z.string().nullable() }));
const lookUp = (...asked: string[]) => ({
  operation: 'things',
  path: 'things',
  decode: things,
  echo: { asked, of: (found: z.output<typeof things>) => found.map(({ id }) => [id]) },
});
async function answering(route: Route, mode: 'live' | 'auto' = 'live') {
  const server = await fakeUpstream({ '*': route });
  const lastGood = new MemoryStore();
  return testUpstream({ baseUrl: server.url, samples: () => [{ id: 'a' }], freshFor: 0 }, { mode, lastGood });
}

describe('an answer to a look-up', () => {
  it('of another thing is an error that names the source', async () => {
    const upstream = await answering({ json: [{ id: 'b' }] });

    await expect(upstream.find(lookUp('a'), aCall())).rejects.toMatchObject({
      name: 'SourceError',
      code: 'SOURCE_BAD_RESPONSE',
      sourceId: 'test-source',
      message: 'test-source answered things with something else than what was asked for',
    });
  });

  it('of another thing is no reason for a sample', async () => {
    const upstream = await answering({ json: [{ id: 'b' }] }, 'auto');

    await expect(upstream.find(lookUp('a'), aCall())).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
  });

  it('of another thing is not stored, and the last good one is served', async () => {
    const upstream = await answering((_, count) => ({ json: [{ id: count === 1 ? 'a' : 'b' }] }));
    await upstream.find(lookUp('a'), aCall());

    const second = await upstream.find(lookUp('a'), aCall());

    expect(second).toMatchObject({ value: [{ id: 'a' }], provenance: { state: 'STALE' } });
  });

  it('without anything, without an id, or with one of several things is an answer', async () => {
    for (const json of [[], [{ id: null }], [{ id: 'b' }, { id: 'x' }]]) {
      const upstream = await answering({ json });

      expect(await upstream.find(lookUp('a', 'b'), aCall())).toMatchObject({ value: json });
    }
  });
});

it.each([
  ['HD024089', 'hd024089'],
  ['0f8fad5b-d9cb-469f-a165-70867728950e', '{0F8FAD5BD9CB469FA16570867728950E}'],
  ['http://Example.org/a/', 'https://example.org/a'],
  ['https://example.org/å', 'https://example.org/%C3%A5'],
  ['0587736055221', '587736055221'],
])('takes %s and %s as one id', (one, other) => {
  expect(isSameId(one, other)).toBe(true);
});

it.each([
  ['a-b', 'ab'],
  ['https://example.org/a', 'https://example.org/a/b'],
  ['10', '1'],
  ['https://example.org/?id=1', 'https://example.org/?id=2'],
])('takes %s and %s as two ids', (one, other) => {
  expect(isSameId(one, other)).toBe(false);
});
