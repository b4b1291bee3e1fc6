import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { batchWriter } from '../../src/upstream/bulk.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { aCall, testUpstream } from '../support/upstream.ts';

const item = z.object({ id: z.string() });
type Item = z.output<typeof item>;

/** Asks a source that answers so for its long list, two items a batch. */
async function aStream(reply: Reply, write: (items: Item[]) => Promise<void> = async () => {}) {
  const server = await fakeUpstream({ '*': reply });
  const upstream = testUpstream({ baseUrl: server.url });
  const batches: Item[][] = [];
  const bulk = {
    operation: 'all',
    path: 'all',
    timeoutMs: 5000,
    maxBytes: 6 * 1024 * 1024,
    batches: {
      item,
      size: 2,
      write: async (items: Item[]) => {
        await write(items);
        batches.push(items);
      },
    },
  };
  return { server, batches, upstream, ask: () => upstream.stream(bulk, aCall()) };
}

const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

describe('a long list', () => {
  it('is written in batches, with its provenance', async () => {
    const { ask, batches } = await aStream({ json: items });

    const { value, provenance } = await ask();

    expect(batches).toEqual([items.slice(0, 2), items.slice(2, 4), items.slice(4)]);
    expect(value).toEqual({ items: 5, dropped: 0 });
    expect(provenance).toMatchObject({ state: 'LIVE', sourceId: 'test-source' });
  });

  it('may be empty, compressed, and surrounded by blanks', async () => {
    const empty = await aStream({ body: ' \n[ ]\n' });
    const packed = await aStream({ json: items, encoding: 'gzip' });

    expect((await empty.ask()).value).toEqual({ items: 0, dropped: 0 });
    expect((await packed.ask()).value).toEqual({ items: 5, dropped: 0 });
  });

  it('leaves out and counts the items that cannot be read', async () => {
    const { ask, batches } = await aStream({ json: [{ id: 'a' }, { id: 1 }, null, { id: 'b' }] });

    expect((await ask()).value).toEqual({ items: 2, dropped: 2 });
    expect(batches).toEqual([[{ id: 'a' }, { id: 'b' }]]);
  });

  it.each<[string, Reply]>([
    ['in the middle of an item, in good order', { body: '[{"id":"a"},{"id":"b"},{"id":"c' }],
    ['between two items, in good order', { body: '[{"id":"a"},{"id":"b"},' }],
    ['just before its end, in good order', { body: '[{"id":"a"},{"id":"b"}' }],
    ['with the connection', { json: items, fault: 'cut' }],
  ])('that ends %s is an error and is not retried', async (_, reply) => {
    const { ask, server } = await aStream(reply);

    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE', sourceId: 'test-source' });
    expect(server.asked).toEqual(['GET /all']);
  });

  it.each<[string, Reply]>([
    ['an object', { json: { id: 'a' } }],
    ['lines', { body: '{"id":"a"}\n{"id":"b"}\n' }],
    ['no JSON', { body: '[{"id": oops}]' }],
    ['something after its end', { body: '[{"id":"a"}] and more' }],
    ['a page for people', { body: '<h1>[]</h1>', headers: { 'content-type': 'text/html' } }],
    ['items of another shape', { json: [{ name: 'a' }, { name: 'b' }] }],
    ['more than its cap', { json: Array.from({ length: 130 }, () => ({ id: 'x'.repeat(50_000) })) }],
    ['an item without end', { body: `[{"id":"a"},{"id":"${'x'.repeat(5_000_000)}"}]` }],
    ['more than its cap when unpacked', { fault: 'gzip-bomb' }],
  ])('that is %s is an error that does not quote it', async (_, reply) => {
    const { ask } = await aStream(reply);

    const error = await ask().catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
    expect(String(error)).not.toMatch(/oops|xxx|and more|<h1>/);
  });

  it('waits while a batch is being written', async () => {
    let isBusy = false;
    const { ask } = await aStream({ json: items }, async () => {
      expect(isBusy).toBe(false);
      isBusy = true;
      await new Promise((resolve) => setImmediate(resolve));
      isBusy = false;
    });

    expect((await ask()).value.items).toBe(5);
  });

  it('fails with the error of the writer, and does not blame the source', async () => {
    const full = new Error('the disk is full');
    const { ask, upstream } = await aStream({ json: items }, () => Promise.reject(full));

    await expect(ask()).rejects.toBe(full);
    expect(upstream.health().lastError).toBeNull();
  });

  it('is never completed with a sample, even where samples are allowed', async () => {
    const server = await fakeUpstream({ '*': { body: '[{"id":"a"},{"id":"b"},' } });
    const upstream = testUpstream(
      { baseUrl: server.url, samples: () => [{ id: 'Exempel' }] },
      { mode: 'auto' },
    );
    const written: Item[] = [];
    const batches = { item, size: 1, write: async (got: Item[]) => void written.push(...got) };
    const bulk = { operation: 'all', path: 'all', timeoutMs: 5000, maxBytes: 1000, batches };

    await expect(upstream.stream(bulk, aCall())).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
    expect(written.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is the sample under SOURCES=sample', async () => {
    const upstream = testUpstream({ samples: () => [{ id: 'Exempel' }] }, { mode: 'sample' });
    const written: Item[] = [];
    const batches = { item, size: 1, write: async (got: Item[]) => void written.push(...got) };

    const { provenance } = await upstream.stream(
      { operation: 'all', path: 'all', timeoutMs: 5000, maxBytes: 1000, batches },
      aCall(),
    );

    expect(provenance.state).toBe('SAMPLE');
    expect(written).toEqual([{ id: 'Exempel' }]);
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
        const written: Item[] = [];
        const batches = { item, size: 3, write: async (got: Item[]) => void written.push(...got) };

        await batchWriter('test', batches).writer(inPieces(Buffer.from(JSON.stringify(list)), at));

        expect(written).toEqual(list.map(({ id }) => ({ id })));
      }),
    );
  });

  it('never takes a part of a list for the whole', async () => {
    await fc.assert(
      fc.asyncProperty(anyItems, cuts, fc.nat(), async (list, at, end) => {
        const whole = Buffer.from(JSON.stringify(list));
        const part = whole.subarray(0, end % whole.length);
        const { writer } = batchWriter('test', { item, size: 3, write: async () => {} });

        await expect(writer(inPieces(part, at))).rejects.toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
      }),
    );
  });
});
