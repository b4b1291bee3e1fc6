import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { isGraph, type RdfGraph, rdfGraph } from '../../../src/sources/formats/rdf-json.ts';
import { listOf, part } from '../../../src/upstream/decode.ts';
import { countItems } from '../../../src/upstream/dropped-items.ts';
import { runs } from '../../support/runs.ts';

/** The shape as it is documented, with nothing read by hand. */
const term = z.object({
  type: z.enum(['uri', 'literal', 'bnode']),
  value: z.string(),
  lang: z.string().optional(),
});
const bySchema = z.record(z.string(), z.record(z.string(), part(listOf(term), [])));

const odd = fc.oneof(fc.constantFrom(null, undefined, '', 1, [], {}, 'uri'), fc.jsonValue({ maxDepth: 2 }));
const mostly = (right: fc.Arbitrary<unknown>, weight = 30) =>
  fc.oneof({ weight, arbitrary: right }, { weight: 1, arbitrary: odd });
const wireTerm = fc.record(
  {
    type: mostly(fc.constantFrom('uri', 'literal', 'bnode')),
    value: mostly(fc.string()),
    lang: mostly(fc.constantFrom('sv', 'en')),
    datatype: fc.constant('http://www.w3.org/2001/XMLSchema#date'),
  },
  { requiredKeys: ['type', 'value'] },
);
const name = fc.oneof(fc.webUrl(), fc.constantFrom('__proto__', '_:b1'));
const wireNode = fc.dictionary(name, mostly(fc.array(mostly(wireTerm), { maxLength: 3 })), { maxKeys: 4 });
const wireGraph = mostly(fc.dictionary(name, mostly(wireNode), { maxKeys: 3 }));

/** The graph itself is served, with what no decoder reads of its terms. */
const withoutDatatypes = (graph: RdfGraph): unknown =>
  Object.fromEntries(
    Object.entries(graph).map(([subject, node]) => [
      subject,
      Object.fromEntries(
        Object.entries(node).map(([name, terms]) => [
          name,
          terms.map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'datatype'))),
        ]),
      ),
    ]),
  );

it('reads every graph as the schema does, with the same number of terms', () => {
  let quick = 0;
  fc.assert(
    fc.property(wireGraph, (graph) => {
      if (isGraph(graph, { count: 0 })) quick++;
      const read = countItems(rdfGraph, graph);
      const expected = countItems(bySchema, graph);
      expect(read.read.success).toBe(expected.read.success);
      expect(read.read.data && withoutDatatypes(read.read.data)).toStrictEqual(expected.read.data);
      expect(read.items).toEqual(expected.items);
      expect(read.read.error?.issues[0]?.path).toEqual(expected.read.error?.issues[0]?.path);
    }),
    { numRuns: runs(1000) },
  );
  expect(quick).toBeGreaterThan(100);
});
