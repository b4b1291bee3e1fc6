import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
let url: string;
let client: Client;
beforeAll(async () => {
  gateway = await testGateway({ PORT: '0', RATE_LIMIT: '100000' }, { declarations: registry });
  ({ url } = await gateway.server.listen());
  client = await connected(url);
});
afterAll(async () => {
  await client.close();
  await gateway.close();
});

async function connected(to: string): Promise<Client> {
  const made = new Client({ name: 'test', version: '1' });
  await made.connect(new StreamableHTTPClientTransport(new URL(`${to}/mcp`)));
  return made;
}

interface Called {
  isError: boolean;
  text: string;
  // The shape depends on the tool; a test says what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  json: any;
}

async function call(name: string, input: Record<string, unknown> = {}, by = client): Promise<Called> {
  const { content, isError = false } = await by.callTool({ name, arguments: input });
  const [first] = content;
  const text = first?.type === 'text' ? first.text : '';
  return { isError, text, json: text.startsWith('{') ? JSON.parse(text) : null };
}

describe('an assistant', () => {
  it('finds the tools, each with what it is for and what it takes', async () => {
    const { tools } = await client.listTools();

    expect(tools.map(({ name }) => name)).toEqual([
      'list_saved_queries',
      'run_saved_query',
      'search',
      'look_up_schema',
      'query_graph',
    ]);
    for (const tool of tools) {
      expect(tool.description?.length).toBeGreaterThan(50);
      expect(tool.inputSchema.type).toBe('object');
      expect(tool.annotations?.readOnlyHint).toBe(true);
    }
    expect(client.getInstructions()).toContain('SAMPLE');
  });

  it('finds saved queries by words, and the values of their variables', async () => {
    const all = (await call('list_saved_queries')).json.queries;
    const some = (await call('list_saved_queries', { search: 'kommun', lang: 'sv' })).json.queries;
    const one = (await call('list_saved_queries', { name: 'party-answers' })).json;

    expect(all.length).toBeGreaterThan(30);
    expect(some.length).toBeLessThan(all.length);
    expect(some.map(({ name }: { name: string }) => name)).toContain('municipalities-of-county');
    expect(one.variables[0]).toMatchObject({
      name: 'party',
      default: 'C',
      choices: expect.arrayContaining([{ value: 'KD', label: expect.any(String) }]),
    });
  });

  it('lists the saved queries with the most words of a search, where none has all', async () => {
    const { queries, hint } = (
      await call('list_saved_queries', { search: 'parties answers data sharing datasets' })
    ).json;

    expect(queries.length).toBeGreaterThan(1);
    expect(queries.length).toBeLessThan(9);
    expect(hint).toContain('the most of them');
    expect((await call('list_saved_queries', { search: 'zzzqqqxxx' })).json.queries).toEqual([]);
  });

  it('gets the answer of a saved query as a short table, with sources and links that answer', async () => {
    const { json } = await call('run_saved_query', { name: 'party-answers', variables: { party: 'V' } });

    expect(json.columns).toContain('positions.status');
    expect(json.rows).toHaveLength(6);
    expect(json.meanings).toMatchObject({ DECLINED: 'Declined' });
    expect(json.sources).toContainEqual(
      expect.objectContaining({ source: 'association', name: 'Swedish JobTech', state: 'OWN' }),
    );
    for (const { licence } of json.sources) expect(licence).toEqual(expect.any(String));
    for (const link of Object.values<string>(json.links)) {
      const answer = await fetch(link);
      expect([link, answer.status]).toEqual([link, 200]);
    }
  });

  it('is told that samples are not real', async () => {
    const { json } = await call('run_saved_query', { name: 'topic-datasets', rows: 2 });

    expect(json.warning).toContain('example data');
    expect(json.rows).toHaveLength(2);
    expect(json.more).toMatch(/more rows/);
    expect(json.sources.some(({ state }: { state: string }) => state === 'SAMPLE')).toBe(true);
  });

  it.each([
    ['an unknown query', { name: 'compas-matrix' }, 'NOT_FOUND', /nearest is "compass-matrix"/],
    ['an unknown variable', { name: 'question', variables: { nr: 2 } }, 'BAD_USER_INPUT', /number/],
    ['a parameter of pages', { name: 'question', variables: { at: 'x' } }, 'BAD_USER_INPUT', /variable "at"/],
    [
      'a language among the variables',
      { name: 'question', variables: { lang: 'en' } },
      'BAD_USER_INPUT',
      /lang is given beside variables/,
    ],
    ['a wrong type', { name: 'question', variables: { number: 'two' } }, 'BAD_USER_INPUT', /whole number/],
    [
      'an unknown place',
      { name: 'newest-ads', variables: { place: 'Atlantis' } },
      'BAD_USER_INPUT',
      /Atlantis/,
    ],
    ['nothing there', { name: 'party-answers', variables: { party: 'QQ' } }, 'NOT_FOUND', /party=QQ/],
  ])('is told what to do about %s', async (_, input, code, message) => {
    const { isError, json } = await call('run_saved_query', input);

    expect(isError).toBe(true);
    expect(json.error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('is told which arguments a tool takes', async () => {
    const { isError, text } = await call('search', { query: 'data', limit: 3 });

    expect(isError).toBe(true);
    expect(text).toContain('limit');
  });

  it('finds own content, and on demand what sources have, with licence and state', async () => {
    const own = (await call('search', { query: 'öppna data', lang: 'sv' })).json;
    const datasets = (await call('search', { query: 'arbetslöshet', types: ['Dataset'], first: 3 })).json;

    expect(own.hits.length).toBeGreaterThan(2);
    expect(own.hits.every(({ kind }: { kind: string }) => kind !== 'Dataset')).toBe(true);
    expect(datasets.hits).toHaveLength(3);
    expect(datasets.hits[0]).toMatchObject({
      kind: 'Dataset',
      uri: expect.any(String),
      provenance: { state: 'SAMPLE' },
    });
    expect((await call('search', { query: 'zzzqqqxxx' })).json.hint).toContain('Try others');
  });

  it('looks the schema up by topic and by type', async () => {
    expect((await call('look_up_schema', { about: 'unemployment place' })).text).toMatch(/Place\.\w+/);
    expect((await call('look_up_schema', { type: 'Position' })).text).toContain('status: PositionStatus!');
    expect((await call('look_up_schema')).text).toMatch(/^Query\.\w+/);
    expect((await call('look_up_schema', { type: 'Positon' })).json.error.message).toContain('Position');
    expect((await call('look_up_schema', { about: 'zzzqqq' })).isError).toBe(true);
  });

  it('asks a query of its own, and gets a link to it', async () => {
    const { json } = await call('query_graph', {
      query: 'query ($code: String!) { party(code: $code) { name(lang: EN) } }',
      variables: { code: 'KD' },
    });

    expect(json.data).toEqual({ party: { name: expect.any(String) } });
    expect(json.sources[0]).toMatchObject({ source: 'valmyndigheten', state: 'REFERENCE' });
    expect((await fetch(json.links.page)).status).toBe(200);
  });

  it.each([
    ['what is no GraphQL', '{ party(', 'GRAPHQL_PARSE_FAILED', /Syntax/],
    ['an unknown field', '{ parti { code } }', 'GRAPHQL_VALIDATION_FAILED', /parti/],
    ['another operation', 'subscription { jobAdEvents { kind } }', 'GRAPHQL_PARSE_FAILED', /query/],
    [
      'a wrong value',
      '{ party(code: "C") { name } jobAds(filter: { place: "Atlantis" }) { totalCount } }',
      'BAD_USER_INPUT',
      /Atlantis/,
    ],
    [
      'a query that costs too much',
      `{ ${Array.from({ length: 100 }, (_, at) => `a${at}: datasets(filter: { query: "x" }, first: 100) { nodes { title distributions { title format accessUrl } } }`).join(' ')} }`,
      'QUERY_TOO_COMPLEX',
      /./,
    ],
    [
      'an answer that is too long',
      '{ occupations(level: 4, first: 100) { code prefLabel(lang: SV) definition(lang: SV) occupationNames(first: 20) { conceptId prefLabel(lang: SV) definition(lang: SV) } } }',
      'TOO_LARGE',
      /smaller “first”/,
    ],
  ])('is refused %s with what to do', async (_, query, code, message) => {
    const { isError, json } = await call('query_graph', { query });

    expect(isError).toBe(true);
    expect(json.error).toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe('the address of assistants', () => {
  const send = (payload: unknown, headers: Record<string, string> = {}) =>
    gateway.server.inject({
      method: 'POST',
      url: '/mcp',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

  it('answers without a session', async () => {
    const { statusCode, headers, body } = await send(list);

    expect(statusCode).toBe(200);
    expect(headers).not.toHaveProperty('mcp-session-id');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toContain('run_saved_query');
  });

  it('takes one message by POST, in JSON, of a size that a query may have', async () => {
    expect((await send([list, list])).statusCode).toBe(400);
    expect((await send('{')).statusCode).toBe(400);
    expect((await send(list, { 'content-type': 'text/plain' })).statusCode).toBe(415);
    expect((await send({ ...list, padding: 'x'.repeat(200_000) })).statusCode).toBe(413);
    expect((await gateway.server.inject({ method: 'GET', url: '/mcp' })).statusCode).toBe(405);
    expect((await gateway.server.inject({ method: 'DELETE', url: '/mcp' })).statusCode).toBe(405);
  });

  it('keeps no client waiting for changes', async () => {
    const { headers, body } = await send(
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'subscriptions/listen',
        params: {
          notifications: { toolsListChanged: true },
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientInfo': { name: 'x', version: '1' },
            'io.modelcontextprotocol/clientCapabilities': {},
          },
        },
      },
      { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
    );

    expect(headers['content-type']).toContain('application/json');
    expect(body).toContain('error');
  });
});

describe('a gateway with limits', () => {
  it('lets only the pages call that its settings name, and takes points for what a tool costs', async () => {
    const limited = await testGateway({
      PORT: '0',
      RATE_LIMIT: '30',
      CORS_ORIGINS: 'https://partner.example',
      TRUSTED_DOCUMENTS_ONLY: 'true',
    });
    try {
      const { url: at } = await limited.server.listen();
      const sent = (origin: string) =>
        limited.server.inject({
          method: 'POST',
          url: '/mcp',
          headers: { origin, accept: 'application/json, text/event-stream' },
          payload: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
        });
      expect((await sent('https://elsewhere.example')).statusCode).toBe(403);
      expect((await sent('https://partner.example')).statusCode).toBe(200);

      const one = await connected(at);
      expect((await one.listTools()).tools.map(({ name }) => name)).not.toContain('query_graph');
      const heavy = { name: 'compass', rows: 1 };
      const answers: Called[] = [];
      for (let at = 0; at < 25; at++) {
        const answer = await call('run_saved_query', heavy, one).catch((error: unknown) => ({
          isError: true,
          text: String(error),
          json: null,
        }));
        answers.push(answer);
        if (answer.isError) break;
      }
      expect(answers.at(-1)?.text).toMatch(/RATE_LIMITED|429/);
      await one.close();
    } finally {
      await limited.close();
    }
  });

  it('counts its messages among the requests of the client', async () => {
    const limited = await testGateway({ RATE_LIMIT: '4' });
    try {
      const listTools = () =>
        limited.server.inject({
          method: 'POST',
          url: '/mcp',
          headers: { accept: 'application/json, text/event-stream' },
          payload: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
        });
      const query = () => limited.server.inject({ url: '/graphql?query={__typename}' });

      const before = [await listTools(), await query(), await listTools(), await query()];
      const refused = [await listTools(), await query()];

      expect(before.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
      expect(refused.map(({ statusCode }) => statusCode)).toEqual([429, 429]);
    } finally {
      await limited.close();
    }
  });
});
