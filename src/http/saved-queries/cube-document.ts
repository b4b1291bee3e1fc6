import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const cubeType = 'Cube';
/** The field with the whole of a cube. */
export const fieldOfCube = 'jsonStat';

/** The document with the whole of its cubes in place of their selected fields; null where it reaches none. */
export function cubeDocumentOf(schema: GraphQLSchema, document: string): string | null {
  const types = new TypeInfo(schema);
  let found = false;
  const changed = visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field: (node): FieldNode | undefined => {
        const type = types.getType();
        if (!type || getNamedType(type).name !== cubeType) return undefined;
        found = true;
        const field: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: fieldOfCube } };
        return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } };
      },
    }),
  );
  return found ? print(withoutUnusedVariables(changed)) : null;
}

/** The variables of fields that are no longer there would make the document invalid. */
function withoutUnusedVariables<T extends ReturnType<typeof parse>>(document: T): T {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}
