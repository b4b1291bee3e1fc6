import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { takingItems } from '../../src/upstream/bulk.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { aCall, testUpstream } from '../support/upstream.ts';

const item = z.object({ id: z.string() });
type Item = z.output<typeof item>;

/** Asks a source that answers so for its long list, two items a portion. */
async function pours(reply: Reply, take: (items: Item[]) => Promise<void> = async () => {}) {
  const server = await fakeUpstream({ '*': reply });
  const upstream = testUpstream({ baseUrl: server.url });
  const portions: Item[][] = [];
  const bulk = {
    operation: 'all',
    path: 'all',
    timeoutMs: 5000,
    maxBytes: 6 * 1024 * 1024,
    portions: {
      item,
      size: 2,
      take: async (items: Item[]) => {
        await take(items);
        portions.push(items);
      },
    },
  };
  return { server, portions, upstream, ask: () => upstream.pour(bulk, aCall()) };
}

const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

describe('a long list', () => {
  it('is handed over in portions, with where it came from', async () => {
    const { ask, portions } = await pours({ json: items });

    const { value, provenance } = await ask();

    expect(portions).toEqual([items.slice(0, 2), items.slice(2, 4), items.slice(4)]);
    expect(value).toEqual({ items: 5, dropped: 0 });
    expect(provenance).toMatchObject({ state: 'LIVE', sourceId: 'test-source' });
  });

  it('may be empty, compressed, and surrounded by blanks', async () => {
    const empty = await pours({ body: ' \n[ ]\n' });
    const packed = await pours({ json: items, encoding: 'gzip' });

    expect((await empty.ask()).value).toEqual({ items: 0, dropped: 0 });
    expect((await packed.ask()).value).toEqual({ items: 5, dropped: 0 });
  });

  it('leaves out and counts what cannot be read', async () => {
    const { ask, portions } = await pours({ json: [{ id: 'a' }, { id: 1 }, null, { id: 'b' }] });

    expect((await ask()).value).toEqual({ items: 2, dropped: 2 });
    expect(portions).toEqual([[{ id: 'a' }, { id: 'b' }]]);
  });

  it.each<[string, Reply]>([
    ['in the middle of an item, in good order', { body: '[{"id":"a"},{"id":"b"},{"id":"c' }],
    ['between two items, in good order', { body: '[{"id":"a"},{"id":"b"},' }],
    ['just before its end, in good order', { body: '[{"id":"a"},{"id":"b"}' }],
    ['with the connection', { json: items, fault: 'cut' }],
  ])('that ends %s is an error, and no second try is made', async (_, reply) => {
    const { ask, server } = await pours(reply);

    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE', sourceId: 'test-source' });
    expect(server.asked).toEqual(['GET /all']);
  });

  it.each<[string, Reply]>([
    ['an object', { json: { id: 'a' } }],
    ['lines', { body: '{"id":"a"}\n{"id":"b"}\n' }],
    ['no JSON', { body: '[{"id": oops}]' }],
    ['something behind its end', { body: '[{"id":"a"}] and more' }],
    ['a page for people', { body: '<h1>[]</h1>', headers: { 'content-type': 'text/html' } }],
    ['items of another shape', { json: [{ name: 'a' }, { name: 'b' }] }],
    ['more than its cap', { json: Array.from({ length: 130 }, () => ({ id: 'x'.repeat(50_000) })) }],
    ['an item without end', { body: `[{"id":"a"},{"id":"${'x'.repeat(5_000_000)}"}]` }],
    ['more than its cap when unpacked', { fault: 'gzip-bomb' }],
  ])('that is %s is an error that says nothing of its contents', async (_, reply) => {
    const { ask } = await pours(reply);

    const error = await ask().catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
    expect(String(error)).not.toMatch(/oops|xxx|and more|<h1>/);
  });

  it('waits while a portion is being taken in', async () => {
    let isBusy = false;
    const { ask } = await pours({ json: items }, async () => {
      expect(isBusy).toBe(false);
      isBusy = true;
      await new Promise((resolve) => setImmediate(resolve));
      isBusy = false;
    });

    expect((await ask()).value.items).toBe(5);
  });

  it('fails with the error of whoever takes it in, which is not the source’s', async () => {
    const full = new Error('the disk is full');
    const { ask, upstream } = await pours({ json: items }, () => Promise.reject(full));

    await expect(ask()).rejects.toBe(full);
    expect(upstream.health().lastError).toBeNull();
  });

  it('is no example mixed with what came, where samples are allowed', async () => {
    const server = await fakeUpstream({ '*': { body: '[{"id":"a"},{"id":"b"},' } });
    const upstream = testUpstream(
      { baseUrl: server.url, samples: () => [{ id: 'Exempel' }] },
      { mode: 'auto' },
    );
    const taken: Item[] = [];
    const portions = { item, size: 1, take: async (got: Item[]) => void taken.push(...got) };
    const bulk = { operation: 'all', path: 'all', timeoutMs: 5000, maxBytes: 1000, portions };

    await expect(upstream.pour(bulk, aCall())).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
    expect(taken.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is the examples where no network is used', async () => {
    const upstream = testUpstream({ samples: () => [{ id: 'Exempel' }] }, { mode: 'sample' });
    const taken: Item[] = [];
    const portions = { item, size: 1, take: async (got: Item[]) => void taken.push(...got) };

    const { provenance } = await upstream.pour(
      { operation: 'all', path: 'all', timeoutMs: 5000, maxBytes: 1000, portions },
      aCall(),
    );

    expect(provenance.state).toBe('SAMPLE');
    expect(taken).toEqual([{ id: 'Exempel' }]);
  });
});

describe('reading a list', () => {
  const anyItems = fc.array(fc.record({ id: fc.string({ unit: 'grapheme' }), more: fc.jsonValue() }), {
    maxLength: 20,
  });
  const cuts = fc.array(fc.nat(), { maxLength: 10 });

  async function* inPieces(bytes: Uint8Array, at: readonly number[]) {
    const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
    let from = 0;
    for (const to of [...places, bytes.length]) {
      yield bytes.subarray(from, to);
      from = to;
    }
  }

  it('gives the same items wherever the pieces were cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, cuts, async (list, at) => {
        const taken: Item[] = [];
        const portions = { item, size: 3, take: async (got: Item[]) => void taken.push(...got) };

        await takingItems('test', portions).sink(inPieces(Buffer.from(JSON.stringify(list)), at));

        expect(taken).toEqual(list.map(({ id }) => ({ id })));
      }),
    );
  });

  it('never takes a part for the whole', async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, cuts, fc.nat(), async (list, at, end) => {
        const whole = Buffer.from(JSON.stringify(list));
        const part = whole.subarray(0, end % whole.length);
        const { sink } = takingItems('test', { item, size: 3, take: async () => {} });

        await expect(sink(inPieces(part, at))).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
      }),
    );
  });
});
