import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packFolders } from '../../src/content/open-content.ts';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import type { Context } from '../../src/context.ts';
import { JobAd } from '../../src/entities/job-ad.ts';
import { JobAdEvent, JobAdEventKind } from '../../src/entities/job-ad-event.ts';
import { entity, globalId } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { lastEventId } from '../../src/http/stream/last-event-id.ts';
import { createLoaders } from '../../src/loaders/loaders.ts';
import { createSchema } from '../../src/schema.ts';
import { openSources, type Sources } from '../../src/sources/open-sources.ts';
import { SourceError } from '../../src/upstream/errors.ts';
import { Ledger } from '../../src/upstream/ledger.ts';
import { eventLog } from '../support/event-log.ts';
import { openStream } from '../support/event-stream.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { ask, testServer } from '../support/http.ts';

let content: Content;
let sources: Sources;
beforeAll(async () => {
  content = createContent(await readPack(packFolders(null)));
  sources = openSources({
    mode: 'sample',
    baseUrls: {},
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'test',
  });
});
afterAll(() => sources.close());

const provenance = entity(Provenance, {
  sourceId: 'jobstream',
  url: null,
  retrievedAt: new Date('2026-01-02T03:04:05Z'),
  state: DataState.LIVE,
  licence: 'CC0-1.0',
  attribution: null,
  locator: null,
});

function event(number: number, kind: JobAdEventKind): JobAdEvent {
  const adId = `2900000${number}`;
  const ad = {
    nativeId: adId,
    headline: `Exempel ${number}`,
    placeCode: '1280',
    mustHaveConcepts: [],
    provenance,
  };
  return entity(JobAdEvent, {
    kind,
    adId,
    jobAd: kind === JobAdEventKind.REMOVED ? null : Object.assign(new JobAd(), ad),
    at: new Date('2026-01-02T03:04:00Z'),
    cursor: `c${number}`,
    provenance,
  });
}

type Log = ReturnType<typeof eventLog<JobAdEvent>>;

/** The graph itself, over a log of the test's own. */
function graph(log: Log) {
  return testServer({
    schema: createSchema(),
    contextFor: ({ headers, signal }): Context => {
      const call = { signal, deadline: Date.now() + 10_000, ledger: new Ledger() };
      const queries = { texts: async () => new Map(), search: async () => [], goneDatasets: async () => [] };
      return {
        content,
        sources,
        call,
        signal,
        languages: [],
        events: { follow: async (search, after, end) => log.follow(search, after, end) },
        lastEventId: lastEventId(headers),
        failures: [],
        loaders: createLoaders(
          {
            content,
            queries,
            sources,
            adStore: () => null,
            yearCounts: { countsByYear: async () => [] },
            maxCells: 100_000,
          },
          call,
        ),
      };
    },
    sourcesReport: (context) => (context as Context).call.ledger.report(),
  });
}

const address = async (log: Log) => `${(await graph(log).listen()).url}/graphql/stream`;

describe('jobAdEvents', () => {
  it('reports what happened to ads, with their joined fields', async () => {
    const log = eventLog(
      event(0, JobAdEventKind.PUBLISHED),
      event(1, JobAdEventKind.CHANGED),
      event(2, JobAdEventKind.REMOVED),
    );
    const stream = await openStream(
      await address(log),
      'subscription { jobAdEvents(after: "c0") { kind at jobAdId jobAd { headline place { name } } provenance { state } } }',
    );
    await stream.next();

    const [changed, removed] = [await stream.next(), await stream.next()];

    expect(changed).toMatchObject({
      id: 'c1',
      data: {
        data: {
          jobAdEvents: {
            kind: 'CHANGED',
            at: '2026-01-02T03:04:00.000Z',
            jobAdId: globalId('JobAd', 'jobsearch:29000001'),
            jobAd: { headline: 'Exempel 1', place: { name: 'Malmö' } },
            provenance: { state: 'LIVE' },
          },
        },
        extensions: {
          sources: [
            {
              source: 'jobstream',
              state: 'LIVE',
              licence: 'CC0-1.0',
              retrievedAt: '2026-01-02T03:04:05.000Z',
            },
          ],
        },
      },
    });
    expect(removed?.data.data.jobAdEvents).toMatchObject({ kind: 'REMOVED', jobAd: null });
  });

  it('follows what the filter asks for, by the identifiers that sources know', async () => {
    const log = eventLog<JobAdEvent>();
    const stream = await openStream(
      await address(log),
      'subscription ($f: JobAdFilter) { jobAdEvents(filter: $f) { kind } }',
      { variables: { f: { place: 'malmö', countries: ['se'], query: ' lärare ', remote: true } } },
    );
    await stream.next();

    await expect.poll(() => log.followers.length).toBe(1);

    expect(log.followers[0]).toMatchObject({
      after: null,
      search: { place: { code: '1280' }, countries: ['SE'], text: 'lärare', remote: true },
    });
  });

  it('continues after Last-Event-ID, which wins over the argument “after”', async () => {
    const log = eventLog(...[0, 1, 2].map((number) => event(number, JobAdEventKind.PUBLISHED)));
    const stream = await openStream(
      await address(log),
      'subscription { jobAdEvents(after: "c0") { cursor } }',
      { headers: { 'last-event-id': 'c1' } },
    );
    await stream.next();

    expect(await stream.next()).toMatchObject({ data: { data: { jobAdEvents: { cursor: 'c2' } } } });
  });

  it('names the cursor from which it cannot continue', async () => {
    const stream = await openStream(
      await address(eventLog()),
      'subscription { jobAdEvents(after: "of yore") { cursor } }',
    );
    await stream.next();

    const [told, end] = [await stream.next(), await stream.next()];

    expect(told?.data).toEqual({
      errors: [
        {
          message: 'There is no event of yore.',
          extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
        },
      ],
    });
    expect(end?.event).toBe('complete');
  });

  it('says when JobStream fails, and when to ask again', async () => {
    const log = eventLog(event(0, JobAdEventKind.PUBLISHED));
    const retry = { retryAfterSeconds: 60 };
    log.fail(new SourceError('jobstream', 'SOURCE_UNAVAILABLE', 'answered with status 503', retry));
    const stream = await openStream(
      await address(log),
      'subscription { jobAdEvents(after: "c0") { cursor } }',
    );
    await stream.next();

    const told = await stream.next();

    expect(told?.data.errors[0].extensions).toEqual({
      code: 'SOURCE_UNAVAILABLE',
      source: 'jobstream',
      retryAfterSeconds: 60,
    });
  });

  it.each([
    ['place', 'place: "Malmoe"', 'place'],
    ['occupation', 'occupation: "9999"', 'occupation'],
    ['concept', 'occupationConcept: "abc"', 'occupationConcept'],
    ['skill', 'skills: ["abc"]', 'skills'],
    ['country', 'countries: ["NO"]', 'countries'],
    ['country that there is none of', 'countries: ["XX"]', 'countries'],
    ['word', 'query: " "', 'query'],
  ])('refuses a wrong %s before anything is followed', async (_, filter, argument) => {
    const log = eventLog<JobAdEvent>();

    const reply = await ask(
      graph(log),
      { query: `subscription { jobAdEvents(filter: { ${filter} }) { kind } }` },
      { accept: '*/*' },
      '/graphql/stream',
    );

    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(log.followers).toEqual([]);
  });
});

describe('the whole gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await testGateway();
  });
  afterAll(() => gateway.close());

  it('has the subscription, and names the nearest places to one that is none', async () => {
    const reply = await ask(
      gateway.server,
      { query: 'subscription { jobAdEvents(filter: { place: "Stokholm" }) { kind } }' },
      { accept: '*/*' },
      '/graphql/stream',
    );

    expect(reply.status).toBe(400);
    expect(reply.body.errors[0]).toMatchObject({
      message: expect.stringContaining('0180 Stockholm'),
      extensions: { code: 'BAD_USER_INPUT', argument: 'place' },
    });
  });

  it('answers queries as event streams too', async () => {
    const reply = await gateway.server.inject({ url: '/graphql/stream?query={sources{slug}}' });

    expect(reply.headers['content-type']).toContain('text/event-stream');
    expect(reply.body).toMatch(/^event: next\ndata: {"data":{"sources":\[.*\n\nevent: complete\n/);
  });
});
