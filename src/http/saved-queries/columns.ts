import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';

/** A field of an answer: a cell, or what holds further cells. */
export type Field =
  | { key: string; column: number }
  | { key: string; fields: readonly Field[]; isList: boolean };

export interface Column {
  /** Unique within the table. */
  name: string;
  /** The keys that lead to it in the answer. */
  path: readonly string[];
  /** Name of its type in the schema. */
  type: string;
  /** Names of the types that it is a field of. */
  of: readonly string[];
}

/** The table that answers to a document are opened into. It depends on the document alone, never on an answer. */
export interface TablePlan {
  columns: readonly Column[];
  fields: readonly Field[];
  /** Names of all types that the document may reach. */
  types: ReadonlySet<string>;
}

/** Keys of a page of a list, which say nothing of what a column holds. */
export const pageKeys = new Set(['nodes', 'edges', 'node']);

/** Plans the table of an operation that is valid for the schema. */
export function planTable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): TablePlan {
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation} operations`);
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const found: Omit<Column, 'name'>[] = [];
  const types = new Set<string>();

  const fieldsOf = (parts: readonly Part[], path: readonly string[]): Field[] =>
    [...selected(schema, fragments, parts)].map(([key, fields]): Field => {
      const here = [...path, key];
      const [first] = fields;
      if (!first) throw new Error('a key without a field');
      const type = getNamedType(first.definition.type);
      if (!isCompositeType(type)) {
        found.push({ path: here, type: type.name, of: parts.map((part) => part.type.name) });
        return { key, column: found.length - 1 };
      }
      const inner = fields.flatMap(({ definition, node }) => {
        const named = getNamedType(definition.type);
        types.add(named.name);
        if (isAbstractType(named))
          for (const possible of schema.getPossibleTypes(named)) types.add(possible.name);
        return node.selectionSet && isCompositeType(named) ? [{ type: named, set: node.selectionSet }] : [];
      });
      return { key, fields: fieldsOf(inner, here), isList: isListOf(first.definition.type) };
    });

  const fields = fieldsOf([{ type: root, set: operation.selectionSet }], []);
  const names = namesOf(found.map(({ path }) => path));
  const columns = found.map((column, index) => ({ name: names[index] ?? '', ...column }));
  return { columns, fields, types };
}

interface Part {
  type: GraphQLCompositeType;
  set: SelectionSetNode;
}

interface Selected {
  node: FieldNode;
  definition: GraphQLField<unknown, unknown>;
}

/** The fields of selection sets by their key in the answer, in the order of the document, fragments written out. */
function selected(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  parts: readonly Part[],
): Map<string, Selected[]> {
  const byKey = new Map<string, Selected[]>();
  const visited = new Set<string>();
  const collect = ({ type, set }: Part): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const definition = fieldOf(type, selection.name.value);
        const key = (selection.alias ?? selection.name).value;
        const before = byKey.get(key);
        if (before) before.push({ node: selection, definition });
        else byKey.set(key, [{ node: selection, definition }]);
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : null;
      if (name !== null && visited.has(`${type.name} ${name}`)) continue;
      if (name !== null) visited.add(`${type.name} ${name}`);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      collect({ type: isCompositeType(condition) ? condition : type, set: fragment.selectionSet });
    }
  };
  for (const part of parts) collect(part);
  return byKey;
}

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  const definition = isUnionType(type) ? undefined : type.getFields()[name];
  if (!definition) throw new Error(`the schema has no field ${type.name}.${name}`);
  return definition;
}

function isListOf(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

/** Short names for paths: without the keys of pages, and without what all begin with. Whole paths where two would be equal. */
export function namesOf(paths: readonly (readonly string[])[]): string[] {
  const whole = paths.map((path) => path.join('.'));
  const short = paths.map((path) => {
    const kept = path.filter((key, index) => index === path.length - 1 || !pageKeys.has(key));
    return kept;
  });
  const [first = []] = short;
  let shared = 0;
  while (short.every((path) => path.length > shared + 1 && path[shared] === first[shared])) shared += 1;
  const names = short.map((path) => path.slice(shared).join('.'));
  return new Set(names).size === names.length ? names : whole;
}
