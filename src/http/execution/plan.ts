import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { collectFields, type Selected, type Selecting } from './collect-fields.ts';
import { type FieldFacts, factsOf } from './field-facts.ts';

export type Values = Readonly<Record<string, unknown>>;

/** What quotation marks, colon and comma add to a field, and a number or a date to its name. */
const bytesAround = 8;

/** A field that is selected in objects of one type, with all that does not depend on the object. */
export class PlannedField {
  readonly facts: FieldFacts;
  /** The bytes of the answer beside its value. */
  readonly bytes: number;
  /** What is selected in its value. */
  readonly selection: Selection;
  readonly hasArguments: boolean;
  /** Its arguments, where none of them is a variable. */
  private readonly fixed: Values | null;

  constructor(
    plan: Plan,
    readonly parentType: GraphQLObjectType,
    /** Its name in the answer. */
    readonly key: string,
    readonly nodes: readonly [FieldNode, ...FieldNode[]],
    readonly definition: GraphQLField<unknown, unknown>,
  ) {
    this.facts = factsOf(definition);
    this.bytes = key.length + bytesAround;
    this.selection = new Selection(plan, nodes);
    this.hasArguments = definition.args.length > 0;
    this.fixed = hasVariables(nodes[0]) ? null : fixedArguments(definition, nodes[0]);
  }

  argumentsWith(variables: Values): Values {
    return this.fixed ?? getArgumentValues(this.definition, this.nodes[0], variables);
  }
}

/** The fields that are selected in a value, by the type that it turns out to have. */
export class Selection {
  private readonly byType = new Map<GraphQLObjectType, readonly PlannedField[]>();
  private counted = -1;

  constructor(
    private readonly plan: Plan,
    private readonly nodes: readonly Selecting[],
  ) {}

  fieldsOf(type: GraphQLObjectType): readonly PlannedField[] {
    let fields = this.byType.get(type);
    if (!fields) {
      fields = this.plan.fieldsOf(type, this.nodes);
      this.byType.set(type, fields);
    }
    return fields;
  }

  /** How many fields are selected, with those of fragments for other types, but not what is inside them. */
  get size(): number {
    if (this.counted < 0) this.counted = this.nodes.reduce((sum, node) => sum + this.plan.sizeOf(node), 0);
    return this.counted;
  }
}

/** An operation, with those values of its variables that decide which of its fields are selected. */
export class Plan {
  readonly root: Selection;
  private readonly selected: Selected;

  constructor(
    readonly schema: GraphQLSchema,
    readonly operation: OperationDefinitionNode,
    readonly fragments: Record<string, FragmentDefinitionNode>,
    deciding: Values,
  ) {
    this.selected = { schema, fragments, variables: deciding };
    this.root = new Selection(this, [operation]);
  }

  fieldsOf(type: GraphQLObjectType, nodes: readonly Selecting[]): PlannedField[] {
    const fields: PlannedField[] = [];
    for (const [key, [first, ...others]] of collectFields(this.selected, type, nodes)) {
      const definition = first && definitionOf(this.schema, type, first.name.value);
      // Validation has refused a field that the type does not have.
      if (definition) fields.push(new PlannedField(this, type, key, [first, ...others], definition));
    }
    return fields;
  }

  sizeOf({ selectionSet }: Selecting): number {
    let size = 0;
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD) size += 1;
      else if (selection.kind === Kind.INLINE_FRAGMENT) size += this.sizeOf(selection);
      else size += this.sizeOf(this.fragments[selection.name.value] ?? {});
    }
    return size;
  }
}

/** Introspection, and fields of the type. */
function definitionOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return type.getFields()[name];
}

function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given)
    visit(argument, {
      Variable: () => {
        found = true;
      },
    });
  return found;
}

/** Null for arguments that are wrong, which are refused when the field is executed. All requests share the others. */
function fixedArguments(definition: GraphQLField<unknown, unknown>, node: FieldNode): Values | null {
  try {
    return frozen(getArgumentValues(definition, node));
  } catch {
    return null;
  }
}

/** No request may change what others get. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}

/** Names of the variables that decide which fields of a document are selected. */
export function decidingVariables(
  nodes: readonly (OperationDefinitionNode | FragmentDefinitionNode)[],
): string[] {
  const names = new Set<string>();
  const note = ({ name, arguments: given = [] }: DirectiveNode): void => {
    if (name.value !== 'skip' && name.value !== 'include') return;
    for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const node of nodes) visit(node, { Directive: note });
  return [...names];
}
