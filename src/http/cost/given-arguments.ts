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
    return this.ofVariable(value.name.value);
  }

  /** Every text that an argument of the field holds, with the name of its argument or input field. */
  *texts(node: FieldNode): Iterable<{ name: string; text: string }> {
    const open = (node.arguments ?? []).map(({ name, value }) => ({ name: name.value, node: value }));
    for (let at = open.pop(); at; at = open.pop()) {
      const { name, node: value } = at;
      if (value.kind === Kind.STRING) yield { name, text: value.value };
      else if (value.kind === Kind.VARIABLE) yield* textsIn(name, this.ofVariable(value.name.value));
      else if (value.kind === Kind.LIST) open.push(...value.values.map((item) => ({ name, node: item })));
      else if (value.kind === Kind.OBJECT)
        open.push(...value.fields.map((field) => ({ name: field.name.value, node: field.value })));
    }
  }

  private ofVariable(name: string): unknown {
    return Object.hasOwn(this.variables, name) ? this.variables[name] : this.defaults.get(name);
  }
}

function* textsIn(name: string, value: unknown): Iterable<{ name: string; text: string }> {
  const open = [{ name, value }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { name: inside, value: found } = at;
    if (typeof found === 'string') yield { name: inside, text: found };
    else if (Array.isArray(found))
      open.push(...found.map((item: unknown) => ({ name: inside, value: item })));
    else if (typeof found === 'object' && found !== null)
      open.push(...Object.entries(found).map(([key, item]) => ({ name: key, value: item })));
  }
}

function literal(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.map(literal);
  if (value.kind === Kind.OBJECT)
    return Object.fromEntries(value.fields.map((field) => [field.name.value, literal(field.value)]));
  return value.kind === Kind.STRING ? value.value : null;
}
