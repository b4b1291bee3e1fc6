import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { Parser, type Quad, Store, Writer } from 'n3';
import Validator from 'rdf-validate-shacl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownCatalogue } from '../../../src/http/dcat/own-catalogue.ts';
import { registry } from '../../../src/sources/registry.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { packContent } from '../../support/graph.ts';

const shapes = new Store(
  new Parser().parse(readFileSync(new URL('./mandatory.ttl', import.meta.url), 'utf8')),
);
const ACCESS = 'http://www.w3.org/ns/dcat#accessURL';

async function problemsOf(quads: readonly Quad[]): Promise<string[]> {
  const report = await new Validator(shapes).validate(new Store([...quads]));
  return report.results.map((result) => `${result.focusNode?.value} ${result.path?.value}`);
}
const lines = (quads: readonly Quad[]) =>
  new Writer({ format: 'N-Quads' })
    .quadsToString([...quads])
    .split('\n')
    .toSorted();

let gateway: TestGateway;
beforeAll(async () => {
  // With every source, since saved queries ask them all.
  gateway = await testGateway({ PUBLIC_URL: 'https://graph.example.org/' }, { declarations: registry });
});
afterAll(() => gateway.close());
const get = (url: string, headers: Record<string, string> = {}) =>
  gateway.server.inject({ method: 'GET', url, headers });

describe('the catalogue of own datasets', () => {
  it('has every mandatory property of DCAT-AP-SE', async () => {
    const { body, headers, statusCode } = await get('/dcat.ttl');

    expect([statusCode, headers['content-type']]).toEqual([200, 'text/turtle; charset=utf-8']);
    expect(await problemsOf(new Parser().parse(body))).toEqual([]);
  });

  it.each(['title', 'description', 'publisher', 'format', 'license'])(
    'is found to be wrong by the same check without its %s',
    async (property) => {
      const quads = ownCatalogue(await packContent(), [], 'https://graph.example.org');
      const lacking = quads.filter(
        ({ predicate }) => predicate.value !== `http://purl.org/dc/terms/${property}`,
      );

      expect(lacking.length).toBeLessThan(quads.length);
      expect(await problemsOf(lacking)).not.toEqual([]);
    },
  );

  it('says the same in Turtle and in JSON-LD', async () => {
    const turtle = new Parser().parse((await get('/dcat.ttl')).body);
    const answer = await get('/dcat.jsonld');

    expect(answer.headers['content-type']).toContain('application/ld+json');
    const quads = await jsonld.toRDF(answer.json(), { format: 'application/n-quads' });
    expect(lines(new Parser().parse(String(quads)))).toEqual(lines(turtle));
  });

  it('has URIs at the public address of the gateway, the same for every client', async () => {
    const one = await get('/dcat.ttl', { host: 'one.example' });
    const two = await get('/dcat.ttl', { host: 'two.example' });

    expect(one.body).toBe(two.body);
    const subjects = new Parser().parse(one.body).map(({ subject }) => subject.value);
    expect(subjects.every((uri) => uri.startsWith('https://graph.example.org/dcat.ttl#'))).toBe(true);
  });

  it('has distributions that answer with data', async () => {
    const addresses = new Parser()
      .parse((await get('/dcat.ttl')).body)
      .flatMap(({ predicate, object }) => (predicate.value === ACCESS ? [object.value] : []));

    expect(addresses.length).toBeGreaterThan(8);
    for (const address of addresses) {
      const { pathname, search } = new URL(address);
      if (pathname.endsWith('.csv')) continue;
      const answer = await get(`${pathname}${search}`, { accept: 'application/json' });
      expect([address, answer.statusCode]).toEqual([address, 200]);
      const { data, errors } = answer.json();
      // A sample of statistics does not have every dimension that a saved query selects.
      const isOwn = !pathname.startsWith('/q/');
      if (isOwn) expect([address.slice(0, 120), errors]).toEqual([address.slice(0, 120), undefined]);
      expect(data).not.toBeNull();
    }
  });

  it('is not sent again to a client that has it', async () => {
    const { headers } = await get('/dcat.ttl');

    expect((await get('/dcat.ttl', { 'if-none-match': String(headers['etag']) })).statusCode).toBe(304);
  });
});
