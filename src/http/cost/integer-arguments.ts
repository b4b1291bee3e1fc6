import { type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** Reads integer arguments of a query before execution, whether literal or given by a variable. */
export class IntegerArguments {
  /** True once a value came from a variable, so that the result holds only for these variables. */
  usedVariables = false;
  private readonly defaults = new Map<string, number>();

  constructor(
    operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue?.kind === Kind.INT) this.defaults.set(variable.name.value, Number(defaultValue.value));
    }
  }

  /** The value; null or undefined where there is none. A variable has not been validated yet, so it may be anything. */
  read(node: FieldNode, argument: string): unknown {
    const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return null;
    this.usedVariables = true;
    const name = value.name.value;
    return Object.hasOwn(this.variables, name) ? this.variables[name] : this.defaults.get(name);
  }
}
