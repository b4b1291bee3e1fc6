import { z } from 'zod';
import { listOf } from '../../../src/upstream/decode.ts';

const item = z.object({ number: z.number().int() });

/** A page of the source's wire format: only the fields that are served; a bad item is dropped and counted. */
export const page = z.object({ total: z.int32().nonnegative(), items: listOf(item) });

/** The same as a store has it: the decoded value is stored, and never the answer, which may name persons. */
export const storedPage = z.object({ total: z.number(), items: z.array(item) });
