import type { GraphQLSchema } from 'graphql';
import type { Content } from '../../content/snapshot.ts';
import type { ListLengths } from './field-cost.ts';
import { listLengths, NotReadYet } from './list-lengths.ts';

/** What is made of the taxonomy at its first use. */
const ofTaxonomy = ['taxonomyIndex', 'concepts', 'occupations', 'narrowerThanConcept'] as const;
/** Types that only the taxonomy leads to. */
export const typesOfTaxonomy = new Set(['Concept', 'Occupation', 'Substitute']);

/**
 * The lengths of lists in the content, counted at their first use and again after a change. The taxonomy is read only
 * for a query that has a field of it.
 */
export function lengthsOfContent(schema: GraphQLSchema, context: object): (content: Content) => ListLengths {
  let last: { content: Content; lengths: ListLengths } | null = null;
  return (content) => {
    if (last?.content !== content) last = { content, lengths: count(schema, context, content) };
    return last.lengths;
  };
}

function count(schema: GraphQLSchema, context: object, content: Content): ListLengths {
  const later = new Set<string>();
  const objects = objectsOf(content);
  const withoutTaxonomy = listLengths(schema, {
    objects,
    context: { ...context, content: unread(content) },
    later: (field) => later.add(field),
  });
  let whole: ListLengths | null = null;
  return (type, field) => {
    const known = withoutTaxonomy(type, field);
    if (known !== undefined) return known;
    if (!typesOfTaxonomy.has(type) && !later.has(`${type}.${field}`)) return undefined;
    whole ??= listLengths(schema, {
      objects: [...objects, ...content.concepts.values(), ...content.occupations.values()],
      context: { ...context, content },
    });
    return whole(type, field);
  };
}

/** The content without the taxonomy. */
function unread(content: Content): Content {
  const hidden = Object.fromEntries(
    ofTaxonomy.map((name) => [
      name,
      {
        get() {
          throw new NotReadYet();
        },
      },
    ]),
  );
  return Object.defineProperties({ ...content }, hidden);
}

function objectsOf(content: Content): object[] {
  return Object.values(content).flatMap((table: unknown) =>
    table instanceof Map ? [...table.values()] : [],
  );
}
