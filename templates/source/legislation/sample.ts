import type { SampleRequest } from '../../../src/upstream/sample.ts';

/** Made-up answers in the source's own wire format; every title begins with “Exempel”. */
export function samples({ query }: SampleRequest): object {
  const asked = query.getAll('celex');
  return { total: asked.length, items: asked.map((celex, at) => ({ number: at + 1, celex })) };
}
