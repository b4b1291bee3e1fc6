import { afterAll, beforeAll, expect, it } from 'vitest';
import { globalId } from '../../src/entities/node.ts';
import { createSchema } from '../../src/schema.ts';
import { registry } from '../../src/sources/registry.ts';
import { type Graph, graphOver } from '../support/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await graphOver(registry, { mode: 'sample' });
});
afterAll(() => graph.close());

const schema = createSchema();
const node = schema.getType('Node');
const nodeTypes = node && 'getInterfaces' in node ? schema.getPossibleTypes(node as never) : [];
const sources = registry.map(({ id }) => id);
const agencies = registry.filter(({ kind }) => kind === 'STATISTICS').map(({ id }) => id);

const impossible = [
  '.',
  '..',
  '/',
  '//',
  ',',
  'a/../b',
  '../../x',
  'a%2fb',
  '%2e%2e',
  'a?b=c',
  'a#b',
  'a\\b',
  'a\nb',
  'a\u007fb',
  ' ',
  'x'.repeat(10_000),
  '\u200b',
  '__proto__',
  'constructor',
];

it.each(impossible)(
  '%j is an error of the client or nothing in every look-up, and never a failure of a source',
  async (id) => {
    const text = JSON.stringify(id);
    const uris = [
      'https://www.dataportal.se/datasets/',
      'https://data.europa.eu/data/datasets/',
      'https://example.org/',
    ].map((beginning) => JSON.stringify(`${beginning}${id}`));
    const fields = [
      ...agencies.map((agency) => `statisticsTable(agency: "${agency}", tableId: ${text}) { tableId }`),
      ...nodeTypes.flatMap(({ name }) =>
        sources.map((source) => `node(id: ${JSON.stringify(globalId(name, `${source}:${id}`))}) { id }`),
      ),
      ...nodeTypes.map(({ name }) => `node(id: ${JSON.stringify(globalId(name, id))}) { id }`),
      ...sources.map((source) => `jobAd(id: ${JSON.stringify(globalId('JobAd', `${source}:${id}`))}) { id }`),
      `statisticsTable(agency: ${text}, tableId: "TAB1") { tableId }`,
      `node(id: ${text}) { id }`,
      `jobAd(id: ${text}) { id }`,
      ...uris.map((uri) => `dataset(uri: ${uri}) { id }`),
      ...uris.map((uri) => `concept(conceptId: ${uri}) { id }`),
      ...[
        'dataset(uri:',
        'concept(conceptId:',
        'legalAct(celex:',
        'legalAct(sfs:',
        'document(slug:',
        'source(slug:',
      ].map((look) => `${look} ${text}) { __typename }`),
      ...[
        'place(code:',
        'occupation(code:',
        'party(code:',
        'topic(slug:',
        'organisation(slug:',
        'indicator(slug:',
      ].map((look) => `${look} ${text}) { __typename }`),
    ];

    const { errors, failures, data } = await graph.ask(
      `{ ${fields.map((field, at) => `f${at}: ${field}`).join(' ')} }`,
    );

    expect(data).not.toBeNull();
    // The source without look-ups says so of every id that it has not listed, and a sample answers every search.
    const expected = /^joblinks gives no single ads|package_search with something else/;
    const others = errors.filter(({ code, message }) => code !== 'BAD_USER_INPUT' && !expected.test(message));
    expect(others).toEqual([]);
    expect(failures.filter(({ message }) => !expected.test(message))).toEqual([]);
  },
);
