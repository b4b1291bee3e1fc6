import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Milliseconds for which an answer about the present is true. */
const present = 1_000;

/**
 * Milliseconds for which the answer to a document may be kept, by the extension `answerKept` of its fields: `a second`
 * for what depends on the present, such as the health of a source; `never` for what is made of a text that a client
 * has written.
 */
export function keptByFields(schema: GraphQLSchema): (document: DocumentNode) => number {
  const known = new WeakMap<DocumentNode, number>();
  return (document) => {
    const before = known.get(document);
    if (before !== undefined) return before;
    const types = new TypeInfo(schema);
    let keptFor = Number.POSITIVE_INFINITY;
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: () => {
          const kept = types.getFieldDef()?.extensions['answerKept'];
          if (kept === 'a second') keptFor = Math.min(keptFor, present);
          if (kept === 'never') keptFor = 0;
        },
      }),
    );
    known.set(document, keptFor);
    return keptFor;
  };
}
