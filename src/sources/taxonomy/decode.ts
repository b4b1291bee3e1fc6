import { z } from 'zod';
import { listOf, orNull } from '../../upstream/decode.ts';
import { requiredText, webUri } from '../formats/fields.ts';
import type { ListedConcept } from '../kinds/taxonomy.ts';

/** A relation may be null. Items that cannot be read are left out. */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((found) =>
      (found ?? []).flatMap((one): z.output<T>[] => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );
const ids = list(z.object({ id: z.string().min(1) }));
const labels = list(z.object({ preferred_label: requiredText }));

const concept = z
  .object({
    id: z.string().min(1),
    type: z.string().min(1),
    preferred_label: requiredText,
    alternative_labels: list(requiredText),
    definition: orNull(requiredText),
    deprecated: orNull(z.boolean()),
    replaced_by: ids,
    code: orNull(z.string().regex(/^\d{1,4}$/)),
    broader: ids,
    related: ids,
    isco: list(z.object({ isco_code_08: z.string().regex(/^\d{1,4}$/) })),
    keywords: labels,
    titles: labels,
    exact_match: list(z.object({ esco_uri: webUri })),
    substitutes: list(z.object({ id: z.string().min(1), substitutability_percentage: z.number() })),
  })
  .transform((read): ListedConcept => {
    const others = [...read.alternative_labels, ...read.keywords, ...read.titles].map((one) =>
      typeof one === 'string' ? one : one.preferred_label,
    );
    // A definition that only repeats the label is left out.
    const definition = read.definition === read.preferred_label ? null : read.definition;
    return {
      key: read.id,
      type: read.type,
      label: read.preferred_label,
      english: null,
      altLabels: [...new Set(others)].filter((other) => other !== read.preferred_label),
      definition,
      code: read.code,
      iscoCodes: [...new Set(read.isco.map((one) => one.isco_code_08))],
      broaderKeys: read.broader.map(({ id }) => id),
      relatedKeys: read.related.map(({ id }) => id),
      exactMatch: [...new Set(read.exact_match.map((one) => one.esco_uri))],
      substitutes: read.substitutes.map((one) => ({
        key: one.id,
        percentage: one.substitutability_percentage,
      })),
      replacedBy: read.deprecated ? (read.replaced_by[0]?.id ?? null) : null,
      withdrawn: read.deprecated === true,
    };
  });

/**
 * The answer of the GraphQL endpoint. With `errors` its data may be partial, and a version must be complete, so such an
 * answer is an error.
 */
export const conceptList = z
  .object({ data: z.object({ concepts: listOf(concept) }), errors: z.array(z.unknown()).max(0).nullish() })
  .transform(({ data }) => data.concepts);

/** The answer of `/main/versions`, in ascending order. */
export const versionList = listOf(z.object({ 'taxonomy/version': z.int32().positive() })).transform((found) =>
  found.map((one) => one['taxonomy/version']).sort((a, b) => a - b),
);
