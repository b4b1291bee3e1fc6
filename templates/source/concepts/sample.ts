import type { SampleRequest } from '../../../src/upstream/sample.ts';

/** Made-up answers in the source's own wire format; every title begins with “Exempel”. */
export function samples({ query }: SampleRequest): object {
  const uris = query.getAll('uri');
  return { total: uris.length, items: uris.map((uri, at) => ({ number: at + 1, uri })) };
}
