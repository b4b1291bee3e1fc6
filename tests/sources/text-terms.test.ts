import { expect, it } from 'vitest';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';
import { mergedTerms } from '../../src/sources/kinds/text-terms.ts';

const read = (sourceId: string, label: string, prediction: number, state = DataState.LIVE) => ({
  scheme: `${sourceId}-terms`,
  terms: [{ type: 'competency', label, term: label, prediction } as const],
  provenance: entity(Provenance, { sourceId, state }),
});
const origins = (merged: ReturnType<typeof mergedTerms>) =>
  merged?.terms.map(({ label, scheme, provenance }) => [label, scheme, provenance.sourceId]);

it('gives each term the origin and the dictionary of the source that is surest of it', () => {
  const merged = mergedTerms([read('one', 'java', 0.6), read('two', 'java', 0.9), read('two', 'sql', 0.7)]);

  expect(origins(merged)).toEqual([
    ['java', 'two-terms', 'two'],
    ['sql', 'two-terms', 'two'],
  ]);
});

it('leaves made-up terms out beside real ones', () => {
  const merged = mergedTerms([read('one', 'exempel', 0.9, DataState.SAMPLE), read('two', 'java', 0.6)]);

  expect(origins(merged)).toEqual([['java', 'two-terms', 'two']]);
});
