import { z } from 'zod';
import { orNull } from '../../upstream/decode.ts';

/** A text without white space at its ends; an item without it cannot be read. */
export const requiredText = z.string().trim().min(1);

/** The same, or null where the text is missing, empty or no text. */
export const optionalText = orNull(z.string()).transform((value) => value?.trim() || null);

/** A text, or a number written as one. */
export const textOrNumber = z.union([z.string(), z.number().transform(String)]);

/** An id that some records hold as a number; an item without it cannot be read. */
export const requiredId = z.union([z.string().min(1), z.number().transform(String)]);

/** The same for an ad: without blanks and signs, so that it holds no text. */
export const adId = requiredId.pipe(z.string().regex(/^[\w:.~-]{1,200}$/));

/** An id or a code that some records hold as a number; null where it is missing or empty. */
export const optionalCode = orNull(textOrNumber).transform((value) => value?.trim() || null);

/** A count; null where it is missing or no whole number. */
export const optionalCount = orNull(z.number().int().nonnegative());
