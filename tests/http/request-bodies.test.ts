import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ask, testServer } from '../support/http.ts';

describe('bodies', () => {
  it.each([
    ['bad JSON', '{"query": '],
    ['null', 'null'],
    ['a number', '42'],
    ['a string', '"{ hello }"'],
    ['nothing', ''],
    ['an empty object', '{}'],
    ['a query that is a number', '{"query": 1}'],
    ['a query that is null', '{"query": null}'],
    ['variables as a list', '{"query": "{ hello }", "variables": []}'],
    ['variables as a string', '{"query": "{ hello }", "variables": "{}"}'],
    ['variables as a number', '{"query": "{ hello }", "variables": 7}'],
    ['extensions as a list', '{"query": "{ hello }", "extensions": []}'],
    ['operationName as a number', '{"query": "{ hello }", "operationName": 1}'],
    ['__proto__ as a key', '{"query": "{ hello }", "__proto__": {"polluted": true}}'],
    ['__proto__ in variables', '{"query": "{ hello }", "variables": {"__proto__": {"polluted": true}}}'],
    [
      'constructor.prototype',
      '{"query": "{ hello }", "variables": {"constructor": {"prototype": {"polluted": true}}}}',
    ],
    ['an array of requests', '[{"query": "{ hello }"}, {"query": "{ hello }"}]'],
    ['an empty array', '[]'],
    ['an unknown operationName', '{"query": "query A { hello }", "operationName": "B"}'],
    ['two anonymous operations', '{"query": "{ hello } { hello }"}'],
    ['an empty document', '{"query": ""}'],
    ['a document of spaces', '{"query": "  "}'],
    ['a document with only fragments', '{"query": "fragment A on Query { hello }"}'],
    ['a mutation, which the schema lacks', '{"query": "mutation { hello }"}'],
  ])('answers %s with 400 in JSON', async (_, body) => {
    const reply = await ask(testServer(), body);

    expect(reply.status).toBe(400);
    expect(reply.headers['content-type']).toMatch(/json/);
    expect(reply.body.errors[0]).toMatchObject({
      message: expect.any(String),
      extensions: { code: expect.any(String) },
    });
    expect(reply.body.errors[0].extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'query=%7Bhello%7D'],
    ['text/plain', '{"query":"{ hello }"}'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/graphql', '{ hello }'],
  ])('refuses a POST of %s', async (type, payload) => {
    const reply = await testServer().inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': type },
      payload,
    });

    expect(reply.statusCode).toBe(415);
    expect(reply.json()).toHaveProperty('errors');
  });

  it.each([
    ['a body of 20 MB', `{"query": "{ hello }", "x": "${'x'.repeat(20_000_000)}"}`],
    ['a query of 2 MB', JSON.stringify({ query: `{ hello } # ${'x'.repeat(2_000_000)}` })],
  ])('answers %s with 413', async (_, body) => {
    const reply = await ask(testServer(), body);

    expect(reply.status).toBe(413);
    expect(reply.body).toHaveProperty('errors');
  });

  it('answers a compressed body that decompresses to 20 MB with 413', async () => {
    const bomb = gzipSync(`{"query": "{ hello }", "x": "${' '.repeat(20_000_000)}"}`);

    const reply = await testServer().inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: bomb,
    });

    expect(reply.statusCode).toBe(413);
  });

  it.each([201, 9_000, 50_000])('refuses variables nested %d deep', async (depth) => {
    const body = `{"query": "{ hello }", "variables": ${'{"x":'.repeat(depth)}1${'}'.repeat(depth)}}`;

    const reply = await ask(testServer(), body);

    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].message).toMatch(/nested/);
  });

  it('takes brackets in a string for text', async () => {
    const body = JSON.stringify({ query: `{ hello } # \\"${'['.repeat(1_000)}` });

    expect((await ask(testServer(), body)).status).toBe(200);
  });
});

describe('the charset of a body', () => {
  const send = (type: string, payload: Buffer) =>
    testServer().inject({ method: 'POST', url: '/graphql', headers: { 'content-type': type }, payload });
  const query = '{"query":"{ echo(text: \\"å\\") }"}';
  const text = (characters: string) => JSON.stringify({ query: `{ echo(text: "${characters}") }` });

  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8',
  ])('is UTF-8: %s', async (type) => {
    const reply = await send(type, Buffer.from(text('åäö')));

    expect(reply.json().data).toEqual({ echo: 'åäö' });
  });

  it.each(['utf-16', 'iso-8859-1', 'windows-1252', 'utf-16le', ''])('is refused as %s', async (charset) => {
    const reply = await send(`application/json; charset=${charset}`, Buffer.from(text('å'), 'latin1'));

    expect(reply.statusCode).toBe(415);
    expect(reply.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it.each([
    ['Latin-1', Buffer.from(text('å'), 'latin1')],
    [
      'half a letter',
      Buffer.concat([Buffer.from(query.slice(0, 16)), Buffer.from([0xc3]), Buffer.from(query.slice(17))]),
    ],
    ['UTF-16', Buffer.from(text('å'), 'utf16le')],
  ])('refuses a body that is not UTF-8: %s', async (_, payload) => {
    const reply = await send('application/json', payload);

    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('refuses a query string that is not UTF-8', async () => {
    const reply = await testServer().inject('/graphql?query={echo(text:"%e5")}');

    expect(reply.statusCode).toBe(400);
    expect(reply.json().errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});
