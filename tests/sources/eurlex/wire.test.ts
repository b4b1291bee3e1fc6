import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actsIn, answer } from '../../../src/sources/eurlex/decode.ts';
import { eurlex } from '../../../src/sources/eurlex/index.ts';
import { actsQuery, isCelex } from '../../../src/sources/eurlex/query.ts';
import { SourceError } from '../../../src/upstream/errors.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { fixture, fixtureText } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

async function register(route: Route) {
  const server = await fakeUpstream({ '*': route });
  return { server, operations: eurlex.open(testUpstream({ ...eurlex, baseUrl: `${server.url}/sparql` })) };
}
const all = ['39999R0001', '59999PC0002', '39999L0003', '39999L0004'];
const sparql = (name: string): Route =>
  fixture('eurlex', name, { headers: { 'content-type': 'application/sparql-results+json' } });

it('groups rows by act: titles by language, days of entry into force, no end in the year 9999', async () => {
  const { operations } = await register(sparql('acts.json'));

  const acts = await operations.acts(all, aCall());

  expect(acts.get('39999R0001')).toMatchObject({
    title: { sv: 'Exempel: förordning', en: 'Example: regulation' },
    date: '2024-06-13',
    entryIntoForce: ['2024-08-01', '2026-08-02'],
    endOfValidity: null,
    eli: 'http://data.europa.eu/eli/reg/9999/1/oj',
    status: 'IN_FORCE',
    provenance: { url: 'https://eur-lex.europa.eu/legal-content/SV/TXT/?uri=CELEX:39999R0001' },
  });
});

it('tells what is no longer in force, what is not yet, and what nobody can tell', async () => {
  const { operations } = await register(sparql('acts.json'));

  const acts = await operations.acts(all, aCall());

  expect(all.slice(1).map((celex) => acts.get(celex)?.status)).toEqual([
    'UNKNOWN',
    'NOT_YET',
    'NOT_IN_FORCE',
  ]);
  expect(acts.get('39999L0004')?.endOfValidity).toBe('2010-12-31');
});

it('asks for twenty acts at a time at the endpoint itself, within 8 kB', async () => {
  const { server, operations } = await register(sparql('acts-empty.json'));
  const many = Array.from({ length: 45 }, (_, at) => `3${2000 + at}R${1000 + at}`);

  await operations.acts([...many, ...many], aCall());

  expect(server.asked).toHaveLength(3);
  for (const request of server.asked) {
    expect(request).toMatch(/^GET \/sparql\?query=/);
    expect(encodeURI(request).length).toBeLessThan(7000);
  }
});

it('asks nothing for what is no CELEX number', async () => {
  const { server, operations } = await register(sparql('acts-empty.json'));

  expect(await operations.acts(['" } DROP ALL #', '2022:818', ''], aCall())).toEqual(new Map());
  expect(server.asked).toEqual([]);
  expect(
    ['32024R1689', '52021PC0206', '52024XC05687', '31997Y1209(01)', 'E2021X0415(01)'].every(isCelex),
  ).toBe(true);
});

it('has no text in a query that is no CELEX number', () => {
  fc.assert(
    fc.property(fc.string(), (text) => isCelex(text) || !actsQuery([text]).includes('"^^xsd:string')),
  );
});

it('names the fault when an error has status 200', async () => {
  const { operations } = await register(fixture('eurlex', 'error.txt'));

  await expect(operations.acts(['32024R1689'], aCall())).rejects.toMatchObject({
    code: 'SOURCE_BAD_RESPONSE',
  });
  expect(fixtureText('eurlex', 'error.txt')).toContain('Virtuoso');
});

it('gives acts, or a typed error, for any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const body = JSON.stringify({
        results: { bindings: [value, { celex: { value: 'x' }, title: value, eif: value }] },
      });
      try {
        actsIn(decodeAtOnce('eurlex', body, { format: 'json', schema: answer }).value, '2026-01-01');
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
      }
    }),
  );
});
