import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** Reads numbers, texts and lists in arguments of a query before execution, whether literal or given by a variable. */
export class GivenArguments {
  /** True once a value came from a variable, so that the result holds only for these variables. */
  usedVariables = false;
  private readonly defaults = new Map<string, unknown>();

  constructor(
    operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue) this.defaults.set(variable.name.value, literal(defaultValue));
    }
  }

  /** The value; null or undefined where there is none. A variable has not been validated yet, so it may be anything. */
  read(node: FieldNode, argument: string): unknown {
    const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
    if (value?.kind !== Kind.VARIABLE) return value && literal(value);
    this.usedVariables = true;
    const name = value.name.value;
    return Object.hasOwn(this.variables, name) ? this.variables[name] : this.defaults.get(name);
  }
}

function literal(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.map(literal);
  if (value.kind === Kind.OBJECT)
    return Object.fromEntries(value.fields.map((field) => [field.name.value, literal(field.value)]));
  return value.kind === Kind.STRING ? value.value : null;
}
