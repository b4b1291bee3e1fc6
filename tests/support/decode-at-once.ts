import type { z } from 'zod';
import { decodeBody } from '../../src/upstream/decode.ts';
import { Pieces } from '../../src/upstream/pieces.ts';

/** Decodes without turns for other work, however slow the machine is. */
export function decodeAtOnce<Schema extends z.ZodType>(
  sourceId: string,
  body: string,
  reading: Parameters<typeof decodeBody<Schema>>[2],
): Awaited<ReturnType<typeof decodeBody<Schema>>> {
  const decoded = decodeBody(sourceId, body, reading, new Pieces(() => 0));
  if (decoded instanceof Promise) throw new TypeError('time stands still, and yet it takes several turns');
  return decoded;
}
