import { z } from 'zod';
import { listOf } from '../../../src/upstream/decode.ts';

const item = z.object({ number: z.number().int() });

/** A page of the source's wire format: only the fields that are served; a bad item is dropped and counted. */
export const page = z.object({ total: z.number().int().nonnegative(), items: listOf(item) });
