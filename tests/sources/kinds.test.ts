import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSchema } from '../../src/schema.ts';
import type { Kind } from '../../src/sources/kinds/kinds.ts';
import { kinds } from '../../src/sources/kinds/kinds.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import type { Upstream } from '../../src/upstream/upstream.ts';
import {
  type Graph,
  type GraphAnswer,
  graphOver,
  type LearnedServers,
  learnedServers,
} from '../support/graph.ts';
import { onePortalEach } from '../support/one-portal-each.ts';
import { secondMembers } from '../support/second-members.ts';

/**
 * The promises that the sources of a kind keep together, through GraphQL: every registered source, and a second one of
 * each kind. A new source needs nothing here; a new kind needs a probe.
 */

interface Probe {
  /** The field; `ids` narrows it to these sources where the schema has a filter by source. */
  query(ids: readonly string[] | null): string;
  /** Source of each item of the answer. */
  sourcesIn(data: GraphAnswer['data']): string[];
  hasFilter: boolean;
  /** Whether the list names failed sources itself. */
  hasFailures: boolean;
}

const provenance = 'provenance { source { slug } }';
const slugsOf = (items: { provenance: { source: { slug: string } } }[] | null): string[] =>
  (items ?? []).map((item) => item.provenance.source.slug);
const list = (name: string, ids: readonly string[] | null) =>
  ids ? `, ${name}: ${JSON.stringify(ids)}` : '';

const probes: Partial<Record<Kind, Probe>> = {
  JOBS: {
    query: (ids) =>
      `{ jobAds(first: 100${ids ? `, filter: { sources: ${JSON.stringify(ids)} }` : ''}) { nodes { id ${provenance} } failures { source { slug } } } }`,
    sourcesIn: (data) => slugsOf(data.jobAds?.nodes),
    hasFilter: true,
    hasFailures: true,
  },
  CATALOGUE: {
    query: (ids) =>
      `{ datasets(first: 100, filter: { query: "arbete"${list('catalogues', ids)} }) { nodes { uri records { source { slug } } } failures { source { slug } } } }`,
    sourcesIn: (data) =>
      (data.datasets?.nodes ?? []).flatMap(({ records }: { records: { source: { slug: string } }[] }) =>
        records.map(({ source }) => source.slug),
      ),
    hasFilter: true,
    hasFailures: true,
  },
  PARLIAMENT: {
    query: (ids) =>
      `{ parliamentaryDocuments(query: "arbete"${list('parliaments', ids)}, first: 100) { nodes { id ${provenance} } failures { source { slug } } } }`,
    sourcesIn: (data) => slugsOf(data.parliamentaryDocuments?.nodes),
    hasFilter: true,
    hasFailures: true,
  },
  EDUCATION: {
    query: (ids) =>
      `{ occupation(code: "2221") { educations(first: 100${list('sources', ids)}) { title ${provenance} } } }`,
    sourcesIn: (data) => slugsOf(data.occupation?.educations),
    hasFilter: true,
    hasFailures: false,
  },
  FORECAST: {
    query: (ids) =>
      `{ occupation(code: "2512") { forecast(place: "SE"${list('sources', ids)}) { horizon ${provenance} } } }`,
    sourcesIn: (data) => slugsOf(data.occupation?.forecast),
    hasFilter: true,
    hasFailures: false,
  },
  STATISTICS: {
    query: (ids) =>
      `{ statisticsTables(query: "arbetslöshet", first: 100${list('agency', ids)}) { nodes { id ${provenance} } failures { source { slug } } } }`,
    sourcesIn: (data) => slugsOf(data.statisticsTables?.nodes),
    hasFilter: true,
    hasFailures: true,
  },
  INFORMATION_REQUESTS: {
    query: (ids) =>
      `{ informationRequests(query: "statistik", first: 100${list('sources', ids)}) { nodes { id ${provenance} } failures { source { slug } } } }`,
    sourcesIn: (data) => slugsOf(data.informationRequests?.nodes),
    hasFilter: true,
    hasFailures: true,
  },
  LEGISLATION: {
    query: (ids) =>
      `{ legalAct(celex: "32024R1689") { records${ids ? `(sources: ${JSON.stringify(ids)})` : ''} { status ${provenance} } } }`,
    sourcesIn: (data) => slugsOf(data.legalAct?.records),
    hasFilter: true,
    hasFailures: false,
  },
  TEXT_TERMS: {
    query: (ids) =>
      `{ extractSkills(text: "Vi söker en sjuksköterska"${list('sources', ids)}) { conceptId } }`,
    // One list of terms holds what several sources read; the others’ labels hold their ids.
    sourcesIn: (data) =>
      (data.extractSkills ?? []).map(
        ({ conceptId }: { conceptId: string }) =>
          all.find(({ id, kind }) => kind === 'TEXT_TERMS' && conceptId.includes(id))?.id ?? 'enrichments',
      ),
    hasFilter: true,
    hasFailures: false,
  },
};

/** Ads of earlier years have a field of their own. */
const trend: Probe = {
  query: () =>
    `{ jobAdTrend(fromYear: 2023, toYear: 2024, filter: { query: "lärare" }) { year ${provenance} } }`,
  sourcesIn: (data) => slugsOf(data.jobAdTrend),
  hasFilter: false,
  hasFailures: false,
};

/** Kinds that no field of a query asks, and where their promises are tested instead. */
const elsewhere: Partial<Record<Kind, string>> = {
  JOB_STREAM: 'tests/resolvers/job-ad-events.test.ts, tests/ads/follower.test.ts',
  TAXONOMY: 'tests/cli/refresh.test.ts',
  // Asked by the beginning of the URI, so that two sources never answer for the same concept; tested below.
  CONCEPTS: 'tests/sources/kinds.test.ts',
};

const all = [...onePortalEach(registry), ...secondMembers];
const probeOf = ({ id, kind }: AnySource): Probe | undefined => (id === 'historical' ? trend : probes[kind]);
/** The sources that the same field asks, in the order given. */
const peersOf = (source: AnySource, among: readonly AnySource[] = all): AnySource[] =>
  among.filter((one) => {
    if (source.id === 'historical') return one.id === 'historical' || one.id === 'example-jobs';
    return one.kind === source.kind && one.id !== 'historical';
  });

it('every kind is probed through GraphQL or says where it is tested', () => {
  const covered = new Set([...Object.keys(probes), ...Object.keys(elsewhere)]);
  const lacking = Object.keys(kinds).filter((kind) => !covered.has(kind));

  expect(
    lacking,
    'add a query to `probes` in this file, or the file that tests the kind to `elsewhere`',
  ).toEqual([]);
});

it('every kind that is probed has a second source, so that one can fail beside another', () => {
  const seconds = new Set<string>(secondMembers.map(({ kind }) => kind));
  const lacking = Object.keys(probes).filter((kind) => !seconds.has(kind));

  expect(lacking, 'add the template of the kind to tests/support/second-members.ts').toEqual([]);
});

it.each(Object.entries(probes))('the query of %s is one that the schema answers', (_, probe) => {
  const problems = validate(createSchema(), parse(probe.query(null))).map(({ message }) => message);

  expect(problems, 'is the resolver named in src/schema.ts?').toEqual([]);
});

/** The same source, with an error of its own code in the place of every answer. */
function withUnforeseenErrors(source: AnySource): AnySource {
  const fail = () => {
    throw new RangeError('“..” cannot be part of an address');
  };
  const open = (upstream: Upstream) =>
    Object.fromEntries(
      Object.entries(source.open(upstream)).map(([name, value]) => [
        name,
        typeof value === 'function' ? fail : value,
      ]),
    );
  return { ...source, open } as AnySource;
}

const probed = all.filter((source) => probeOf(source));

describe.each(probed.map((source): [string, AnySource] => [source.id, source]))('%s', (id, source) => {
  const probe = probeOf(source);
  if (!probe) return;
  const peers = peersOf(source);
  const others = peers.filter((one) => one.id !== id);
  const names = (sources: readonly AnySource[]) => sources.map((one) => one.id).sort();
  const askedIn = ({ asked }: GraphAnswer) => asked.map(({ source: slug }) => slug).sort();

  let servers: LearnedServers;
  beforeAll(async () => {
    const queries = [probe.query(null), ...(probe.hasFilter ? [probe.query([id])] : [])];
    servers = await learnedServers(peers, queries);
  });
  afterAll(() => servers.close());

  async function open(declarations: readonly AnySource[], off: readonly string[] = []): Promise<Graph> {
    const graph = await graphOver(declarations, { mode: 'live', baseUrls: servers.baseUrls, off });
    onTestFinished(() => graph.close());
    return graph;
  }
  async function whileFailing(ids: readonly string[], run: () => Promise<void>): Promise<void> {
    for (const one of ids) servers.failing.add(one);
    try {
      await run();
    } finally {
      servers.failing.clear();
    }
  }
  const itemsWithout = (answer: GraphAnswer) =>
    probe
      .sourcesIn(answer.data)
      .filter((one) => one !== id)
      .sort();

  it('is asked together with the others, and its items are in the answer', async () => {
    const answer = await (await open(peers)).ask(probe.query(null));

    expect(answer.errors).toEqual([]);
    expect(answer.failures).toEqual([]);
    expect(askedIn(answer)).toEqual(names(peers));
    expect(new Set(probe.sourcesIn(answer.data))).toEqual(new Set(names(peers)));
  });

  it.runIf(probe.hasFilter)('alone is asked when the client names it', async () => {
    const answer = await (await open(peers)).ask(probe.query([id]));

    expect(answer.errors).toEqual([]);
    expect(askedIn(answer)).toEqual([id]);
    expect(new Set(probe.sourcesIn(answer.data))).toEqual(new Set([id]));
  });

  it('fails alone: the others are complete, and the failure names it without an error', async () => {
    const whole = await (await open(others)).ask(probe.query(null));

    await whileFailing([id], async () => {
      const answer = await (await open(peers)).ask(probe.query(null));

      expect(answer.errors).toEqual([]);
      expect(answer.failures).toMatchObject([{ source: id, code: 'SOURCE_UNAVAILABLE' }]);
      expect(itemsWithout(answer)).toEqual(probe.sourcesIn(whole.data).sort());
      expect(probe.sourcesIn(answer.data)).not.toContain(id);
      if (!probe.hasFailures) return;
      const [field] = Object.values<{ failures: { source: { slug: string } }[] }>(answer.data);
      expect(field?.failures).toEqual([{ source: { slug: id } }]);
    });
  });

  it('fails alone also by an error that nobody foresaw', async () => {
    const whole = await (await open(others)).ask(probe.query(null));
    const broken = peers.map((one) => (one.id === id ? withUnforeseenErrors(one) : one));

    const answer = await (await open(broken)).ask(probe.query(null));

    expect(answer.errors).toEqual([]);
    expect(answer.failures).toMatchObject([{ source: id, code: 'SOURCE_BAD_RESPONSE' }]);
    expect(itemsWithout(answer)).toEqual(probe.sourcesIn(whole.data).sort());
  });

  it('fails with all others: the field is null with one error', async () => {
    await whileFailing(names(peers), async () => {
      const answer = await (await open(peers)).ask(probe.query(null));

      expect(answer.errors).toMatchObject([{ code: 'SOURCE_UNAVAILABLE', source: peers[0]?.id }]);
      expect(answer.failures.map(({ source: slug }) => slug)).toEqual(peers.slice(1).map((one) => one.id));
    });
  });

  it('is not asked when it is switched off, and the others answer as before', async () => {
    const whole = await (await open(others)).ask(probe.query(null));
    const graph = await open(peers, [id]);
    servers.requests.clear();

    const answer = await graph.ask(probe.query(null));

    expect(servers.requests.get(id)).toBeUndefined();
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual(whole.data);
    if (!probe.hasFilter) return;
    const named = await graph.ask(probe.query([id]));
    expect(named.errors).toMatchObject([{ code: 'SOURCE_NOT_CONFIGURED', source: id }]);
  });

  it('gives the same items first in the list of sources or last', async () => {
    const first = await (await open([source, ...others])).ask(probe.query(null));
    const last = await (await open([...others, source])).ask(probe.query(null));

    expect(probe.sourcesIn(first.data).sort()).toEqual(probe.sourcesIn(last.data).sort());
    expect([...first.errors, ...last.errors]).toEqual([]);
  });
});

describe('a merged list', () => {
  it('names a dataset of two catalogues once, with a record of each, whichever comes first', async () => {
    const catalogues = all.filter(({ kind }) => kind === 'CATALOGUE');
    for (const declarations of [catalogues, [...catalogues].reverse()]) {
      const graph = await graphOver(declarations, { mode: 'sample' });
      onTestFinished(() => graph.close());

      const { data } = await graph.ask(probes.CATALOGUE?.query(null) ?? '');

      const twice = data.datasets.nodes.filter(({ records }: { records: unknown[] }) => records.length > 1);
      expect(twice.length).toBe(1);
    }
  });

  it.each([
    ['datasets(first: 2, filter: { query: "arbete" }', 'uri'],
    ['parliamentaryDocuments(first: 2, query: "arbete"', 'id'],
    ['jobAds(first: 2, filter: { query: "lärare" }', 'id'],
  ])('is walked to its end by its cursors, each item once: %s', async (field, key) => {
    const graph = await graphOver(all, { mode: 'sample' });
    onTestFinished(() => graph.close());
    const name = field.split('(')[0] ?? '';
    const whole = await graph.ask(`{ ${field.replace('first: 2', 'first: 100')}) { nodes { ${key} } } }`);
    const walked: string[] = [];
    let after: string | null = null;

    for (let page = 0; page < 60; page++) {
      const { data, errors }: GraphAnswer = await graph.ask(
        `{ ${field}${after ? `, after: "${after}"` : ''}) { nodes { ${key} } pageInfo { endCursor hasNextPage } } }`,
      );
      expect(errors).toEqual([]);
      walked.push(...data[name].nodes.map((node: Record<string, string>) => node[key]));
      if (!data[name].pageInfo.hasNextPage) break;
      after = data[name].pageInfo.endCursor;
    }

    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.toSorted()).toEqual(
      whole.data[name].nodes.map((node: Record<string, string>) => node[key]).toSorted(),
    );
  });

  it('asks for a concept only the source whose URIs it may have', async () => {
    const graph = await graphOver(all, { mode: 'sample' });
    onTestFinished(() => graph.close());

    const answer = await graph.ask(
      '{ concept(conceptId: "https://example.org/example-concepts/1") { scheme } }',
    );

    expect(answer.data.concept).toEqual({ scheme: 'example-concepts' });
    expect(answer.asked.map(({ source }) => source)).toEqual(['example-concepts']);
  });

  it('keeps what the other parts of a search gave when one fails, and shares the places among types', async () => {
    const types = '["Occupation", "Dataset", "JobAd", "ParliamentaryDocument"]';
    const query = `{ search(query: "lärare", first: 8, types: ${types}) { __typename } }`;
    const servers = await learnedServers(all, [query]);
    onTestFinished(() => servers.close());
    const graph = await graphOver(all, { mode: 'live', baseUrls: servers.baseUrls });
    onTestFinished(() => graph.close());

    const whole = await graph.ask(query);
    const catalogues = all.filter(({ kind }) => kind === 'CATALOGUE').map(({ id }) => id);
    for (const id of catalogues) servers.failing.add(id);
    const other = await graphOver(all, { mode: 'live', baseUrls: servers.baseUrls });
    onTestFinished(() => other.close());
    const partial = await other.ask(query);

    const typesOf = ({ data }: GraphAnswer) =>
      new Set(data.search.map(({ __typename }: { __typename: string }) => __typename));
    expect(typesOf(whole)).toEqual(new Set(['Occupation', 'Dataset', 'JobAd', 'ParliamentaryDocument']));
    expect(typesOf(partial)).toEqual(new Set(['Occupation', 'JobAd', 'ParliamentaryDocument']));
    expect(partial.errors).toEqual([]);
    expect(partial.failures.map(({ source }) => source)).toEqual(catalogues);
  });
});
