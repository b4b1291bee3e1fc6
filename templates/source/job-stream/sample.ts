import type { SampleRequest } from '../../../src/upstream/sample.ts';

const ITEMS = [1, 2, 3].map((number) => ({ number }));

/** Made-up answers in the source's own wire format; every title begins with “Exempel”. */
export function samples({ operation }: SampleRequest): object {
  return operation === 'snapshot' ? ITEMS : { total: ITEMS.length, items: ITEMS };
}
