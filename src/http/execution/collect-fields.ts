import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What has selections: an operation, a fragment, or a field. */
export interface Selecting {
  selectionSet?: SelectionSetNode | undefined;
}

/** What decides which selections of a document apply. */
export interface Selected {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  variables: Readonly<Record<string, unknown>>;
}

/** The fields that these nodes select in an object of the type, by their names in the answer and in its order. */
export function collectFields(
  selected: Selected,
  type: GraphQLObjectType,
  nodes: readonly Selecting[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const collect = ({ selectionSet }: Selecting): void => {
    for (const selection of selectionSet?.selections ?? []) {
      if (!isIncluded(selection, selected.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodesOfKey = fields.get(key);
        if (nodesOfKey) nodesOfKey.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selected.schema, selection.typeCondition?.name.value, type)) collect(selection);
        continue;
      }
      const name = selection.name.value;
      const fragment = selected.fragments[name];
      if (seen.has(name) || !fragment) continue;
      seen.add(name);
      if (applies(selected.schema, fragment.typeCondition.name.value, type)) collect(fragment);
    }
  };
  for (const node of nodes) collect(node);
  return fields;
}

function isIncluded(node: SelectionNode, variables: Selected['variables']): boolean {
  if (!node.directives || node.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
