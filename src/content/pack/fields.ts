import { z } from 'zod';
import type { Ref } from '../../entities/commentary.ts';
import type { Identifier } from '../../entities/identifier.ts';
import { Language } from '../../entities/language.ts';
import { dataThemes } from '../../sources/formats/dcat.ts';
import type { Kind } from '../../sources/kinds/kinds.ts';
import { registry } from '../../sources/registry.ts';
import type { KnownKeys } from './known-keys.ts';

/** Schemas of the fields that content files share. References are checked against the known keys. */
export function contentFields(known: KnownKeys) {
  const ref = (type: string) =>
    z.string().superRefine((key, context) => {
      if (known.has(type, key)) return;
      context.addIssue({ code: 'custom', message: known.unknown(type, key) });
    });

  /** A reference such as `Person:olle-lundin`, with one of the given types. */
  const typedRef = (types: readonly string[]) =>
    z.string().transform((value, context): Ref => {
      const colon = value.indexOf(':');
      const type = value.slice(0, colon);
      const key = value.slice(colon + 1);
      if (colon < 1 || !types.includes(type)) {
        const message = `must be a type and a key, such as "${types[0]}:…", with one of the types ${types.join(', ')}`;
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      // The content does not know which sources exist, so only the form of a source id is checked.
      if (type === 'Source' ? !/^[a-z][a-z0-9-]*$/.test(key) : !known.has(type, key)) {
        context.addIssue({ code: 'custom', message: known.unknown(type, key) });
        return z.NEVER;
      }
      return `${type}:${key}`;
    });

  const origin = z.strictObject({
    /** A document of the pack, whose title and address are filled in. */
    of: ref('Document').optional(),
    document: text.optional(),
    lines: lines.optional(),
    url: url.optional(),
    licence: text.nullish(),
    /** Slug of the source that reference data is of. */
    source: slug.optional(),
    /** Whom to name with the data, when it is not the association. */
    attribution: text.optional(),
    retrievedAt: day.optional(),
  });

  return { ref, refs: (type: string) => z.array(ref(type)).default([]), typedRef, origin };
}

/** The schemas that depend on the known keys. */
export type ContentFields = ReturnType<typeof contentFields>;

export const text = z.string().trim().min(1, 'must not be empty; write something or remove the field');
export const texts = z.array(text).default([]);
export const slug = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'must be lower-case letters a to z, digits and hyphens, such as "data-sharing"',
  );
export const url = z.url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' });
export const day = z.iso.date('must be a day that exists, written as YYYY-MM-DD');
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters, such as SE');
export const count = z.int().min(0, 'must not be negative');

/** First and last line of the original. */
export const lines = z
  .tuple([z.int().min(1, 'must be at least 1'), z.int()])
  .refine(([from, to]) => from <= to, 'must be [first, last]; the first line must not come after the last');

/** A text by the association: always in Swedish and English. */
export const both = z.strictObject({ [Language.SV]: text, [Language.EN]: text });

const inSomeLanguage = (message: string) =>
  z
    .strictObject({
      [Language.SV]: text.optional(),
      [Language.EN]: text.optional(),
      [Language.NO]: text.optional(),
      [Language.ET]: text.optional(),
      [Language.DE]: text.optional(),
      [Language.FR]: text.optional(),
      [Language.IT]: text.optional(),
    })
    .refine((value) => Object.keys(value).length > 0, message);

/** A name, in the languages it has. */
export const name = inSomeLanguage('must have a name in at least one language');

/** A text whose translations may follow later. */
export const localised = inSomeLanguage('must have a text in at least one language');

/** `wikidata: Q123` becomes a list of identifiers. */
export const identifiers = z
  .record(z.string(), text)
  .default({})
  .transform((values): Identifier[] => Object.entries(values).map(([scheme, value]) => ({ scheme, value })));

const terms = z.array(z.string().trim().min(3, 'must have at least three letters to be searched for')).min(1);

/** What is searched by in the sources of a kind; `sources` replaces parts of it for single sources. */
function searchOf<Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  const ids = registry.filter((source) => source.kind === kind).map(({ id }) => id);
  const message = `must be a source of kind ${kind}: ${ids.join(', ')}`;
  return z.strictObject({
    ...shape,
    sources: z
      .record(
        z.string().refine((id) => ids.includes(id), message),
        z.strictObject(shape).partial(),
      )
      .optional(),
  });
}

/** What a topic or a gap is searched by, per kind of source. */
export const search = z
  .strictObject({
    catalogue: searchOf('CATALOGUE', {
      terms,
      related: terms.optional(),
      themes: z.array(z.enum(dataThemes)).optional(),
    }).optional(),
    jobs: searchOf('JOBS', { terms }).optional(),
    parliament: searchOf('PARLIAMENT', {
      terms,
      related: z.array(text).optional(),
      not: z.array(text).optional(),
      committee: z
        .string()
        .regex(/^[A-ZÅÄÖ][A-Za-zåäö]{1,3}$/, 'must be a committee code, such as AU')
        .optional(),
    }).optional(),
  })
  .default({});
