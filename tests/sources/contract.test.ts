import { describe, expect, it, onTestFinished } from 'vitest';
import { examplesOf, lookUpsOf } from '../../src/sources/check-source.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { SourceError, UnexpectedSourceError } from '../../src/upstream/errors.ts';
import { Ledger } from '../../src/upstream/ledger.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { onePortalEach } from '../support/one-portal-each.ts';
import { asSent, opened, serverOf, swappingServer } from '../support/source-server.ts';
import { aCall } from '../support/upstream.ts';

/**
 * The promises that every registered source keeps. A new source needs nothing here: it is asked the examples of its
 * kind (src/sources/kinds/), and its own samples tell what its server would send.
 */

/** For what never answers, which a busy machine cannot turn into an answer. */
const impatient = 150;

/** The same answer with every list cut to so many items, or with lists of one turned into the item. */
function withLists(body: unknown, change: (list: unknown[]) => unknown): unknown {
  if (Array.isArray(body)) return change(body.map((item) => withLists(item, change)));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, withLists(value, change)]));
}
const reshaped = (change: (list: unknown[]) => unknown) => (body: string | object) =>
  typeof body === 'string' ? asSent(body) : { json: withLists(body, change) };

/** Everything that a state can be read from, wherever it stands in an outcome. */
function statesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (value instanceof Map) for (const one of value.values()) statesIn(one, found);
  else if (Array.isArray(value)) for (const one of value) statesIn(one, found);
  else if (typeof value === 'object' && value !== null) {
    if ('provenance' in value && typeof value.provenance === 'object' && value.provenance !== null) {
      if ('state' in value.provenance) found.add(String(value.provenance.state));
    }
    for (const one of Object.values(value)) statesIn(one, found);
  }
  return found;
}

function errorsIn(outcomes: Map<string, unknown>): unknown[] {
  return [...outcomes.values()].flatMap((outcome) =>
    outcome instanceof Map ? errorsIn(outcome) : outcome instanceof Error ? [outcome] : [],
  );
}

/** What no source can have as an id, or as a part of an address. */
const noIds = ['.', '..', '/', 'a/b', 'a%2fb', 'a?b=c', 'a#b', 'a\\b', 'a\nb', 'a\0b', 'x'.repeat(10_000)];

const secret = 'SECRET-OF-THE-BODY';
const faults: [string, Reply, string[]][] = [
  ['a malformed body', { body: `{"${secret}": ` }, ['SOURCE_BAD_RESPONSE']],
  [
    'HTML instead',
    { body: `<p>${secret}</p>`, headers: { 'content-type': 'text/html' } },
    ['SOURCE_BAD_RESPONSE'],
  ],
  ['HTML said to be JSON', { body: `<p>${secret}</p>` }, ['SOURCE_BAD_RESPONSE']],
  ['a picture', { body: secret, headers: { 'content-type': 'image/png' } }, ['SOURCE_BAD_RESPONSE']],
  ['400', { status: 400, body: secret }, ['SOURCE_BAD_RESPONSE']],
  ['403', { status: 403, body: secret }, ['SOURCE_BAD_RESPONSE', 'SOURCE_NOT_CONFIGURED']],
  ['429', { status: 429, body: secret }, ['SOURCE_RATE_LIMITED']],
  ['429 with Retry-After', { status: 429, headers: { 'retry-after': '60' } }, ['SOURCE_RATE_LIMITED']],
  ['500', { status: 500, body: secret }, ['SOURCE_UNAVAILABLE']],
  ['503', { status: 503, headers: { 'retry-after': '60' } }, ['SOURCE_UNAVAILABLE']],
  ['silence', { fault: 'hang' }, ['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE']],
  ['a drip', { fault: 'drip' }, ['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE']],
  ['a cut connection', { body: secret, fault: 'cut' }, ['SOURCE_BAD_RESPONSE', 'SOURCE_UNAVAILABLE']],
  ['a reset connection', { fault: 'reset' }, ['SOURCE_BAD_RESPONSE', 'SOURCE_UNAVAILABLE']],
  [
    'a redirect elsewhere',
    { status: 302, headers: { location: 'http://169.254.169.254/latest' } },
    ['SOURCE_BAD_RESPONSE'],
  ],
];

describe.each(onePortalEach(registry).map((source): [string, AnySource] => [source.id, source]))(
  '%s',
  (_, source) => {
    it('declares itself whole', () => {
      expect(source.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(source.baseUrl).toMatch(/^https:\/\//);
      for (const text of [source.name, source.publisher, source.homepage, source.licence])
        expect(text).not.toBe('');
      expect(source.identifiers.length).toBeGreaterThan(0);
      // The rest of an answer leaves in ten seconds.
      expect(source.timeoutMs).toBeLessThanOrEqual(10_000);
      expect(source.freshFor).toBeLessThan(source.usableFor);
    });

    it('answers every example of its kind from its samples, marked SAMPLE', async () => {
      const outcomes = await opened(source, { mode: 'sample' }).outcomes();

      expect(errorsIn(outcomes)).toEqual([]);
      expect([...statesIn(outcomes)]).toEqual(['SAMPLE']);
    });

    it('answers every example of its kind from its server, marked LIVE or CACHED', async () => {
      const { url } = await serverOf(source, asSent);
      const { outcomes, sources } = opened(source, { mode: 'live', url });

      const found = await outcomes();

      expect(errorsIn(found)).toEqual([]);
      expect([...statesIn(found)].filter((state) => state !== 'LIVE' && state !== 'CACHED')).toEqual([]);
      expect(sources.describe(source.id)).toMatchObject({ health: 'UP', slug: source.id });
    });

    it.each([...lookUpsOf(source)])('refuses another thing than the one asked for: %s', async (_, lookUp) => {
      const { url, ids, swapped } = await swappingServer(source, lookUp);
      const { sources } = opened(source, { mode: 'live', url });
      const [open] = sources.ofKind(source.kind);
      const outcomes = new Map<string, unknown>();
      for (const id of ids) {
        if (open) outcomes.set(id, await lookUp.ask(open.operations, id, aCall()).catch((error) => error));
      }

      // Without a request of its own a look-up cannot be lied to. It may know only what was listed before.
      if (swapped.size === 0) {
        for (const error of errorsIn(outcomes)) expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
        return;
      }
      expect(errorsIn(outcomes)).toMatchObject(
        ids.map(() => ({ name: 'SourceError', code: 'SOURCE_BAD_RESPONSE', sourceId: source.id })),
      );
    });

    // The types of a taxonomy are the gateway's own words, not a client's.
    const askedByClients = source.kind === 'TAXONOMY' ? [] : [...lookUpsOf(source)];
    it.each(askedByClients)('is not asked for what can be no id: %s', async (_, lookUp) => {
      const { url, asked } = await serverOf(source, asSent);
      const { sources } = opened(source, { mode: 'live', url });
      const [open] = sources.ofKind(source.kind);
      if (!open) throw new Error('the source is off');
      const { sources: samples } = opened(source, { mode: 'sample' });
      const [inSamples] = samples.ofKind(source.kind);
      const [known = ''] = (inSamples && (await lookUp.known(inSamples.operations, aCall()))) ?? [];

      for (const bad of noIds) {
        // A URI keeps its beginning, by which its source is found.
        const id = known.startsWith('http') ? known.replace(/[^/]*$/, bad) : bad;
        asked.length = 0;
        const outcome: unknown = await lookUp.ask(open.operations, id, aCall()).catch((error) => error);

        const written = encodeURIComponent(bad);
        const [inPath = [], inQuery = []] = [0, 1].map((part) =>
          asked.filter((one) => one.split('?')[part]?.includes(written)),
        );
        // A URI may stand in a query, whatever it holds, as long as servers take it.
        const mayBeSearched = id !== bad && bad.length < 1000 && !/\p{Cc}/u.test(bad);
        if (!/^\.+$/.test(bad)) expect([bad, inPath]).toEqual([bad, []]);
        if (!mayBeSearched) expect([bad, inQuery]).toEqual([bad, []]);
        expect(outcome).not.toBeInstanceOf(UnexpectedSourceError);
        if (outcome instanceof Error && !mayBeSearched)
          expect(['BAD_USER_INPUT', 'SOURCE_NOT_CONFIGURED']).toContain(Object(outcome).extensions.code);
      }
    });

    it.each(['gzip', 'br', 'deflate'] as const)('reads %s', async (encoding) => {
      const { url } = await serverOf(source, (body) => ({ ...asSent(body), encoding }));

      expect(errorsIn(await opened(source, { mode: 'live', url }).outcomes())).toEqual([]);
    });

    it.each<[string, (body: string | object) => Reply]>([
      ['nothing in any list', reshaped(() => [])],
      ['one item in every list', reshaped((list) => list.slice(0, 1))],
      ['an item where a list should be', reshaped((list) => list[0] ?? '')],
      ['a bad item in every list', reshaped((list) => [...list, { [secret]: secret }, null, 7])],
      ['null everywhere', (body) => (typeof body === 'string' ? { body: '' } : { json: null })],
    ])('gives data or a SourceError for %s', async (_, change) => {
      const { url } = await serverOf(source, change);

      const outcomes = await opened(source, { mode: 'live', url }).outcomes();

      for (const error of errorsIn(outcomes)) {
        expect(error).toBeInstanceOf(SourceError);
        expect(error).toMatchObject({ code: 'SOURCE_BAD_RESPONSE', sourceId: source.id });
        expect(String(error)).not.toContain(secret);
      }
    });

    it('gives nothing or a SourceError when its server answers 404', async () => {
      const { url } = await fakeUpstream({ '*': { status: 404 } });

      for (const outcome of (await opened(source, { mode: 'live', url }).outcomes()).values()) {
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SourceError);
      }
    });

    it.each(faults)('names the fault for %s', async (_, reply, codes) => {
      const { url } = await fakeUpstream({ '*': reply });
      const timeoutMs = codes.includes('SOURCE_TIMEOUT') ? impatient : source.timeoutMs;

      const errors = errorsIn(await opened(source, { mode: 'live', url, timeoutMs }).outcomes());

      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error).toBeInstanceOf(SourceError);
        expect(codes).toContain(error instanceof SourceError ? error.code : null);
        expect(String(error)).not.toMatch(/SECRET|key-of-the-test|http:|\n/);
      }
    });

    it.each(['endless', 'gzip-bomb'] as const)('cuts a body that is too big: %s', async (fault) => {
      const { url } = await fakeUpstream({ '*': { fault } });
      const small = { ...source, maxBytes: 100_000 };

      const errors = errorsIn(await opened(small, { mode: 'live', url }).outcomes());

      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) expect(error).toMatchObject({ code: 'SOURCE_BAD_RESPONSE' });
    });

    it('is not asked when it is switched off, and is still described', () => {
      const sources = openSources({
        mode: 'live',
        baseUrls: {},
        keys: {},
        enabled: { [source.id]: false },
        lastGood: null,
        userAgent: 'contract test',
      });
      onTestFinished(() => sources.close());

      expect(() => sources.member(source.kind, source.id)).toThrow(SourceError);
      expect(sources.ofKind(source.kind).map(({ id }) => id)).not.toContain(source.id);
      expect(sources.describe(source.id)).toMatchObject({ health: 'UNKNOWN' });
    });

    it('appears in the ledger of the request', async () => {
      const ledger = new Ledger();
      const { sources } = opened(source, { mode: 'sample' });

      for (const { operations } of sources.ofKind(source.kind)) {
        const [ask] = examplesOf(source).values();
        await ask?.(operations, aCall({ ledger }));
      }

      expect(ledger.report()).toMatchObject([{ source: source.id, state: 'SAMPLE', licence: null }]);
    });
  },
);
