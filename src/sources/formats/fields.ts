import { z } from 'zod';
import { bounded, LONGEST_TEXT } from '../../text/bounded.ts';
import { scrubContacts } from '../../text/scrub-contacts.ts';
import { isPlainUri } from '../../text/web-address.ts';
import { orNull } from '../../upstream/decode.ts';

/** A text without white space at its ends, as long as texts are at most; an item without it cannot be read. */
export const requiredText = z
  .string()
  .trim()
  .min(1)
  .transform((text) => bounded(text, LONGEST_TEXT));

/** The same, or null where the text is missing, empty or no text. */
export const optionalText = orNull(z.string()).transform((value) => textIn(value ?? ''));

/** The same by hand. */
export const textIn = (value: string): string | null => bounded(value.trim(), LONGEST_TEXT) || null;

/** A text, or a number written as one. */
export const textOrNumber = z.union([z.string(), z.number().transform(String)]);

/** An id that some records hold as a number; an item without it cannot be read. */
export const requiredId = z.union([z.string().min(1), z.number().transform(String)]);

/** The same for an ad: an id that holds a contact detail is none. */
export const adId = requiredId.refine((id) => /^[\w:.~-]{1,200}$/.test(id) || scrubContacts(id) === id);

/** An id or a code that some records hold as a number; null where it is missing or empty. */
export const optionalCode = orNull(textOrNumber).transform((value) => value?.trim() || null);

/** The URI of a concept, which is an address of the web too; kept as it is written, since it is an id. */
export const webUri = z.string().refine((text) => isPlainUri(text) && /^https?:/i.test(text));

/** A count; null where it is missing, no whole number, or more than GraphQL's Int holds. */
export const optionalCount = orNull(z.int32().nonnegative());
