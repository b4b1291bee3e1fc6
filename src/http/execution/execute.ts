import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql';
import { type AnswerLimits, AnswerMeter, defaultAnswerLimits } from '../cost/answer-meter.ts';
import { operationIn } from './operations.ts';
import { Run } from './run.ts';

/** A query, or an event of a subscription, to be executed. The document is valid. */
export interface Execution {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName?: string | null | undefined;
  /** As the client sent them. */
  variableValues: Readonly<Record<string, unknown>>;
  contextValue: object;
  rootValue?: unknown;
}

/** The result of an execution, and whether it takes milliseconds to write it as JSON. */
export interface Metered {
  executed: ExecutionResult;
  isLong: boolean;
}

/** graphql-js tells no more either. */
const maxErrors = 50;

/**
 * Executes an operation, at once where no field waits for anything. An answer that would be too large is nothing but the
 * error that says so, since part of an answer looks like an answer.
 */
export function execute(
  execution: Execution,
  limits: AnswerLimits = defaultAnswerLimits,
): Promise<Metered> | Metered {
  const { schema, document, operationName, variableValues, rootValue, contextValue } = execution;
  const operation = operationIn(schema, document, operationName);
  if (operation instanceof GraphQLError) return { executed: { errors: [operation] }, isLong: false };
  const { definition } = operation;
  const { coerced, errors } = getVariableValues(
    schema,
    definition.variableDefinitions ?? [],
    variableValues,
    { maxErrors },
  );
  if (errors) return { executed: { errors }, isLong: false };

  const meter = new AnswerMeter(limits);
  const run = new Run(operation.planWith(coerced), coerced, rootValue, contextValue, meter);
  const measured = (data: unknown): Metered => ({
    executed: meter.limitError ? { errors: [meter.limitError] } : resultOf(run, data),
    isLong: meter.isLong,
  });
  const type = schema.getRootType(definition.operation);
  if (!type) throw new Error(`validation refuses a ${definition.operation} that the schema does not have`);
  try {
    const data = run.fields(run.plan.root.fieldsOf(type), rootValue, undefined);
    if (!(data instanceof Promise)) return measured(data);
    const failed = (error: unknown) => nothing(run, error);
    return Promise.race([data.catch(failed), meter.whenEnded()]).then(measured);
  } catch (error) {
    return measured(nothing(run, error));
  }
}

/** A field that may not be null has failed, so the whole answer is null. */
function nothing(run: Run, error: unknown): null {
  run.errors.add(error instanceof GraphQLError ? error : new GraphQLError(String(error)), undefined);
  return null;
}

function resultOf({ errors: { errors } }: Run, data: unknown): ExecutionResult {
  const object = data as ExecutionResult['data'];
  return errors.length === 0 ? { data: object } : { errors, data: object };
}
