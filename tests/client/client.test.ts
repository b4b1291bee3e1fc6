import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { GraphError, JobtechGraph, requestErrorCodes, sourceErrorCodes } from '../../client/src/index.ts';
import { publicCodes } from '../../src/http/errors.ts';
import { statuses } from '../../src/http/saved-queries/problem.ts';
import { atEnd } from '../support/at-end.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let url: string;
let graph: JobtechGraph;
beforeAll(async () => {
  gateway = await testGateway({ PORT: '0', SOURCE_JOBLINKS_ENABLED: 'false' });
  url = (await gateway.server.listen()).url;
  graph = new JobtechGraph(url);
});
afterAll(() => gateway.close());

/** A server that answers the requests in this order, and the headers that it got. */
async function scripted(
  answers: readonly { status?: number; headers?: Record<string, string>; body: string; cut?: boolean }[],
) {
  const got: NodeJS.Dict<string | string[]>[] = [];
  const server = createServer((request, response) => {
    const answer = answers[got.length];
    got.push(request.headers);
    if (!answer) return response.destroy();
    response.writeHead(answer.status ?? 200, answer.headers);
    return answer.cut ? response.write(answer.body, () => response.destroy()) : response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd.push(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { graph: new JobtechGraph(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), got };
}

const event = (id: string, data: object) => `event: next\nid: ${id}\ndata: ${JSON.stringify({ data })}\n\n`;
const complete = 'event: complete\ndata: \n\n';

describe('a saved query', () => {
  it('has typed variables, typed data and its sources', async () => {
    const { data, sources, errors } = await graph.saved('party-answers', { party: 'C', lang: 'EN' });

    expectTypeOf(data.party?.positions?.[0]?.question.number).toEqualTypeOf<number | undefined>();
    expect(data.party?.positions?.length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    expect(sources.map(({ state }) => state)).toContain('OWN');
  });

  it('sends lists and objects so that the gateway reads them back', async () => {
    const select = [{ dimension: 'Region', values: ['1280', '0180'] }];
    const topics = ['open-source', 'data-sharing'];
    const refused = await graph.saved('statistics-table', { select, table: 'none' }).catch((error) => error);
    const read = (address: string, name: string) => new URL(address).searchParams.getAll(name);

    expect(read(graph.urlOf('documents', { topics }), 'topics')).toEqual(topics);
    expect(
      read(graph.urlOf('statistics-table', { select }), 'select').map((text) => JSON.parse(text)),
    ).toEqual(select);
    expect(refused).not.toMatchObject({ message: expect.stringContaining('must be JSON') });
  });

  it('has an address for every format', async () => {
    const response = await fetch(graph.urlOf('elections', { country: 'SE' }, 'csv'));

    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
  });

  it('that has a wrong variable throws the code, the argument and the nearest values', async () => {
    const error = await graph.saved('newest-ads', { occupation: '25122' }).catch((thrown) => thrown);

    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
    if (error instanceof GraphError && error.error.code === 'BAD_USER_INPUT') {
      expectTypeOf(error.error.argument).toEqualTypeOf<string | undefined>();
      expect(error.error.argument).toBe('occupation');
      expectTypeOf(error.error.validValues).toEqualTypeOf<readonly string[] | undefined>();
      expect(error.error.validValues).toContain('2512');
    }
  });
});

describe('any other query', () => {
  it('has the data that came, and an error for the field that failed', async () => {
    const { data, errors } = await graph.query<{ parties: object[]; jobAds: object | null }>(
      '{ parties { code } jobAds(filter: { place: "Atlantis" }) { totalCount } }',
    );

    expect(data.parties.length).toBeGreaterThan(0);
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['jobAds'] }]);
  });

  it('that is not valid throws', async () => {
    await expect(graph.query('{ nothing }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      status: 200,
    });
  });

  it('that a proxy answers in its own words throws NO_ANSWER with the status', async () => {
    const proxy = await scripted([
      { status: 502, headers: { 'retry-after': '7' }, body: '<h1>Bad gateway</h1>' },
    ]);

    await expect(proxy.graph.query('{ __typename }')).rejects.toMatchObject({
      code: 'NO_ANSWER',
      status: 502,
      retryAfterSeconds: 7,
    });
  });
});

it('reads all pages, one request at a time and only as far as it is read', async () => {
  const asked: unknown[] = [];
  const counted = new JobtechGraph(url, {
    fetch: (to, init) => {
      asked.push(JSON.parse(String(init?.body)).variables.after);
      return fetch(to, init);
    },
  });
  const document =
    'query ($first: Int!, $after: String) { documents(first: $first, after: $after) { nodes { slug } pageInfo { hasNextPage endCursor } } }';
  interface Data {
    documents: { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  }
  const slugs: string[] = [];
  for await (const { slug } of counted.pages(document, { first: 1 }, (data: Data) => data.documents)) {
    slugs.push(slug);
    if (slugs.length === 2) break;
  }

  expect(new Set(slugs).size).toBe(2);
  expect(asked).toEqual([null, expect.any(String)]);
});

describe('a subscription', () => {
  it('goes on after the last event when the connection is lost', async () => {
    const { graph: flaky, got } = await scripted([
      { body: `retry: 1\n:\n\n${event('a', { n: 1 })}event: ne`, cut: true },
      { status: 503, headers: { 'retry-after': '0' }, body: '{}' },
      { body: `${event('b', { n: 2 })}${complete}` },
    ]);
    const seen: unknown[] = [];
    for await (const { data } of flaky.subscribe('subscription { x }')) seen.push(data);

    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
    expect(got.map((headers) => headers['last-event-id'])).toEqual([undefined, 'a', 'a']);
  });

  it('that the gateway refuses throws, and is not tried again', async () => {
    const events = graph.subscribe('subscription { jobAdEvents(filter: { place: "Atlantis" }) { kind } }');

    await expect(events.next()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is cancelled when the reader stops', async () => {
    let onClose: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => {
      onClose = resolve;
    });
    const server = createServer((_, response) => {
      response.on('close', onClose);
      response.write(event('a', { n: 1 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    atEnd.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const one = new JobtechGraph(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    for await (const _ of one.subscribe('subscription { x }')) break;

    await expect(isClosed).resolves.toBeUndefined();
  });
});

it('knows every code of the gateway', () => {
  const ofGateway = new Set([...publicCodes, ...Object.keys(statuses), 'INTERNAL_SERVER_ERROR']);

  expect(new Set<string>([...sourceErrorCodes, ...requestErrorCodes])).toEqual(ofGateway.add('NO_ANSWER'));
});
