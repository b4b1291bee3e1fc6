import type { SampleRequest } from '../../../src/upstream/sample.ts';

const NUMBERS = [1, 2, 3];

/** Made-up answers in the source's own wire format; every title begins with “Exempel”. */
export function samples({ query }: SampleRequest): object {
  const asked = query.get('numbers')?.split(',').map(Number);
  if (asked) return { total: asked.length, items: asked.map((number) => ({ number })) };
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? NUMBERS.length);
  const numbers = NUMBERS.slice(offset, offset + limit);
  return { total: NUMBERS.length, items: numbers.map((number) => ({ number })) };
}
