import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { registry } from '../../src/sources/registry.ts';
import { type GraphAnswer, graphOver, type LearnedServers, learnedServers } from '../support/graph.ts';
import { onePortalEach } from '../support/one-portal-each.ts';

/** All that the graph knows of a topic: what parties say, datasets, what is missing, what was asked for, and the law. */
const query = `{
  topic(slug: "data-sharing") {
    positions { party { code } stance }
    datasets(first: 20) {
      totalCount
      nodes { uri title publisherName licences quality { stars score } records { source { slug } } distributions { format } }
      failures { source { slug } }
    }
    legislation { celex title inForce records { title status } }
  }
  dataGaps {
    slug status responsible { slug }
    candidateMatches(first: 3) { score because dataset { uri } }
    informationRequests(first: 3) { title status url }
  }
}`;

const kinds = ['CATALOGUE', 'INFORMATION_REQUESTS', 'LEGISLATION'];
const sources = onePortalEach(registry).filter(({ kind }) => kinds.includes(kind));
const catalogues = sources.filter(({ kind }) => kind === 'CATALOGUE').map(({ id }) => id);

let servers: LearnedServers;
beforeAll(async () => {
  servers = await learnedServers(sources, [query]);
});
afterAll(() => servers.close());

interface Trouble {
  failing?: readonly string[];
  hanging?: readonly string[];
  lying?: LearnedServers['change'];
}

async function asked({ failing = [], hanging = [], lying = null }: Trouble = {}): Promise<GraphAnswer> {
  const declared = sources.map((one) => (hanging.includes(one.id) ? { ...one, timeoutMs: 200 } : one));
  const graph = await graphOver(declared, { mode: 'live', baseUrls: servers.baseUrls });
  onTestFinished(() => graph.close());
  servers.requests.clear();
  for (const id of failing) servers.failing.add(id);
  for (const id of hanging) servers.hanging.add(id);
  servers.change = lying;
  try {
    return await graph.ask(query);
  } finally {
    servers.failing.clear();
    servers.hanging.clear();
    servers.change = null;
  }
}

/** How an answer of a catalogue may be wrong without looking so. */
const lies: Readonly<Record<string, (body: object) => string | object>> = {
  'sends a web page in the place of an answer': () => '<html><body>Exempel: underhåll</body></html>',
  'sends an empty object': () => ({}),
  'says that each of its datasets is one of another catalogue': (body) =>
    JSON.parse(
      JSON.stringify(body).replaceAll(
        '"metadata_created"',
        '"identifier":"https://example.org/dataset/0-2","metadata_created"',
      ),
    ),
  'counts a hundred million': (body) =>
    JSON.parse(JSON.stringify(body).replace(/"count":\d+/, '"count":100000000')),
  'sends the same dataset again and again': (body) => {
    const { result } = body as { result: { results?: object[] } };
    const [first] = result.results ?? [];
    return { ...body, result: { ...result, results: Array.from({ length: 50 }, () => first) } };
  },
};
const uris = ({ data }: GraphAnswer): string[] =>
  data.topic.datasets.nodes.map(({ uri }: { uri: string }) => uri);

interface Listed {
  uri: string;
  records: { source: { slug: string } }[];
}

/** Both lists without what the catalogues in trouble have in either of them, as far as the shorter one goes. */
function withoutTrouble(whole: GraphAnswer, other: GraphAnswer, trouble: readonly string[]) {
  const listed = ({ data }: GraphAnswer): Listed[] => data.topic.datasets.nodes;
  const touched = new Set(
    [...listed(whole), ...listed(other)]
      .filter(({ records }) => records.some(({ source }) => trouble.includes(source.slug)))
      .map(({ uri }) => uri),
  );
  const lists = [whole, other].map((answer) =>
    listed(answer).flatMap(({ uri }) => (touched.has(uri) ? [] : [uri])),
  );
  const shorter = Math.min(...lists.map(({ length }) => length));
  expect(shorter).toBeGreaterThan(5);
  const [before, after] = lists.map((list) => list.slice(0, shorter));
  return { before, after };
}

it('asks only the catalogues that can answer the whole of a search', async () => {
  const graph = await graphOver(sources, { mode: 'sample' });
  onTestFinished(() => graph.close());
  const askedBy = async (filter: string) => {
    const { asked: lines } = await graph.ask(`{ datasets(filter: { ${filter} }) { totalCount } }`);
    return lines.map(({ source }) => source);
  };

  expect(await askedBy('publisher: "arbetsformedlingen"')).toEqual(['dataportal-se']);
  expect(await askedBy('publisher: "2120001124"')).toEqual(['dataportal-se', 'ckan-malmo']);
  expect(await askedBy('theme: "SOCI"')).toEqual(['dataportal-se', 'data-europa']);
  expect(await askedBy('format: "csv"')).toEqual(catalogues);
  expect(await askedBy('format: "application/pdf"')).not.toContain('opendatasoft-umea');
});

describe('one request for a topic and all that hangs on it', () => {
  it('has datasets of every catalogue, merged, with gaps, requests and acts', async () => {
    const { data, errors, failures } = await asked();

    expect([errors, failures]).toEqual([[], []]);
    const records: { source: { slug: string } }[][] = data.topic.datasets.nodes.map(
      (node: { records: { source: { slug: string } }[] }) => node.records,
    );
    expect(new Set(records.flat().map(({ source }) => source.slug))).toEqual(new Set(catalogues));
    expect(records.some((list) => list.length > 1)).toBe(true);
    expect(data.topic.legislation).toContainEqual({
      celex: '32019L1024',
      title: 'Öppna data-direktivet',
      inForce: true,
      records: [{ title: 'Exempel: rättsakten 32019L1024', status: 'IN_FORCE' }],
    });
    for (const gap of data.dataGaps) {
      expect(gap.candidateMatches.length).toBeGreaterThan(0);
      expect(gap.candidateMatches[0].because.length).toBeGreaterThan(0);
      expect(gap.informationRequests.length).toBeGreaterThan(0);
    }
  });

  it('asks for no more than there is to ask: a search a catalogue and subject, nothing for what came with a hit', async () => {
    const { data } = await asked();
    const subjects = 1 + data.dataGaps.length;
    const listed = data.topic.datasets.nodes.filter(
      ({ records }: { records: { source: { slug: string } }[] }) =>
        records.every(({ source }) => source.slug === 'dataportal-se'),
    ).length;

    for (const id of ['ckan-malmo', 'opendatasoft-umea', 'data-europa']) {
      expect([id, servers.requests.get(id)]).toEqual([id, subjects]);
    }
    // Its hits bring neither files nor names: one request a dataset that only it has, and one for all publishers.
    expect(servers.requests.get('dataportal-se')).toBe(subjects + listed + 1);
    expect(servers.requests.get('eurlex')).toBe(1);
  });

  it.each(catalogues)('leaves the others complete and in the same order when %s is down', async (id) => {
    const whole = await asked();
    const partial = await asked({ failing: [id] });

    expect(partial.errors).toEqual([]);
    expect(partial.data.topic.datasets.failures).toEqual([{ source: { slug: id } }]);
    const left = new Set(uris(partial));
    expect(uris(partial).filter((uri) => uris(whole).includes(uri))).toEqual(
      uris(whole).filter((uri) => left.has(uri)),
    );
    expect(left.size).toBeGreaterThan(5);
  });

  it('leaves the others complete and in the same order when one is dead, and one does not answer in time', async () => {
    const whole = await asked();
    const partial = await asked({ failing: ['opendatasoft-umea'], hanging: ['data-europa'] });

    expect(partial.errors).toEqual([]);
    const failures = partial.data.topic.datasets.failures.map(
      ({ source }: { source: { slug: string } }) => source.slug,
    );
    expect(failures.toSorted()).toEqual(['data-europa', 'opendatasoft-umea']);
    const { before, after } = withoutTrouble(whole, partial, ['data-europa', 'opendatasoft-umea']);
    expect(after).toEqual(before);
  });

  it.each(Object.entries(lies))(
    'leaves the others complete and in the same order when one %s',
    async (_, lie) => {
      const whole = await asked();
      const lied = await asked({
        lying: (body, id) => (id === 'ckan-malmo' && typeof body === 'object' ? lie(body) : body),
      });

      expect(lied.errors).toEqual([]);
      const { before, after } = withoutTrouble(whole, lied, ['ckan-malmo']);
      expect(after).toEqual(before);
    },
  );
});
