import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/**
 * Whether a document asks for a field that depends on the present, such as the health of a source. Fields say so by the
 * extension `dependsOnNow`.
 */
export function presentFields(schema: GraphQLSchema): (document: DocumentNode) => boolean {
  const known = new WeakMap<DocumentNode, boolean>();
  return (document) => {
    const before = known.get(document);
    if (before !== undefined) return before;
    const types = new TypeInfo(schema);
    let found = false;
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: () => {
          found ||= types.getFieldDef()?.extensions['dependsOnNow'] === true;
        },
      }),
    );
    known.set(document, found);
    return found;
  };
}
