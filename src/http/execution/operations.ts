import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { decidingVariables, Plan, type Values } from './plan.ts';

/** Plans of one operation, which differ in the variables of `@skip` and `@include`. */
const maxPlans = 16;

/** What is known of an operation before its variables are. */
export class Operation {
  private readonly deciding: readonly string[];
  private readonly plans = new Map<string, Plan>();

  constructor(
    private readonly schema: GraphQLSchema,
    readonly definition: OperationDefinitionNode,
    private readonly fragments: Record<string, FragmentDefinitionNode>,
  ) {
    this.deciding = decidingVariables([definition, ...Object.values(fragments)]);
  }

  planWith(variables: Values): Plan {
    const key = this.deciding.map((name) => String(variables[name])).join();
    let plan = this.plans.get(key);
    if (!plan) {
      const deciding = Object.fromEntries(this.deciding.map((name) => [name, variables[name]]));
      plan = new Plan(this.schema, this.definition, this.fragments, deciding);
      if (this.plans.size >= maxPlans) this.plans.clear();
      this.plans.set(key, plan);
    }
    return plan;
  }
}

const known = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, Operation>>();

/** The operation of a document that is to be executed, or the error of a document that has none of this name. */
export function operationIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): Operation | GraphQLError {
  const definition = definitionIn(document, operationName);
  if (definition instanceof GraphQLError) return definition;
  let operations = known.get(schema);
  if (!operations) {
    operations = new WeakMap();
    known.set(schema, operations);
  }
  let operation = operations.get(definition);
  if (!operation) {
    operation = new Operation(schema, definition, fragmentsOf(document));
    operations.set(definition, operation);
  }
  return operation;
}

function definitionIn(
  { definitions }: DocumentNode,
  operationName: string | null | undefined,
): OperationDefinitionNode | GraphQLError {
  const operations = definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operationName != null)
    return (
      operations.find(({ name }) => name?.value === operationName) ??
      new GraphQLError(`Unknown operation named "${operationName}".`)
    );
  const [first, second] = operations;
  if (second) return new GraphQLError('Must provide operation name if query contains multiple operations.');
  return first ?? new GraphQLError('Must provide an operation.');
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}
