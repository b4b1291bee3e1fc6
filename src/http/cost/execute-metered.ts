import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { type AnswerLimits, defaultAnswerLimits } from './answer-meter.ts';
import { openMeter } from './metered-schema.ts';

/** The result of an execution, and whether it takes milliseconds to write it as JSON. */
export interface Metered {
  executed: ExecutionResult;
  isLong: boolean;
}

/**
 * Executes an operation on a metered schema, at once where no field waits for anything. An answer that would be too large
 * is nothing but the error that says so, since part of an answer looks like an answer.
 */
export function executeMetered(
  operation: ExecutionArgs & { contextValue: object },
  limits: AnswerLimits = defaultAnswerLimits,
): Promise<Metered> | Metered {
  const meter = openMeter(operation.contextValue, limits);
  const measured = (executed: ExecutionResult): Metered => ({
    executed: meter.limitError ? { errors: [meter.limitError] } : executed,
    isLong: meter.isLong,
  });
  const executed = execute(operation);
  if (!(executed instanceof Promise)) return measured(executed);
  const ended = meter.whenEnded().then((error): ExecutionResult => ({ errors: [error] }));
  return Promise.race([executed, ended]).then(measured);
}
