import { z } from 'zod';
import { listOf, orNull } from '../../upstream/decode.ts';
import { requiredText } from '../formats/fields.ts';
import type { ListedConcept } from '../kinds/taxonomy.ts';

/** Relations may be null where there is none. */
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
    exact_match: list(z.object({ esco_uri: z.url() })),
    substitutes: list(z.object({ id: z.string().min(1), substitutability_percentage: z.number() })),
  })
  .transform((read): ListedConcept => {
    const others = [...read.alternative_labels, ...read.keywords, ...read.titles].map((one) =>
      typeof one === 'string' ? one : one.preferred_label,
    );
    // A definition that only repeats the label tells nothing.
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
 * The answer of the GraphQL endpoint. Where it tells of errors its data may hold a part only, and a version is whole
 * or nothing.
 */
export const conceptList = z
  .object({ data: z.object({ concepts: listOf(concept) }), errors: z.array(z.unknown()).max(0).nullish() })
  .transform(({ data }) => data.concepts);

/** `/main/versions`; the numbers in rising order. */
export const versionList = listOf(z.object({ 'taxonomy/version': z.int().positive() })).transform((found) =>
  found.map((one) => one['taxonomy/version']).sort((a, b) => a - b),
);
