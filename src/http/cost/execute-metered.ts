import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { type AnswerLimits, defaultAnswerLimits } from './answer-meter.ts';
import { openMeter } from './metered-schema.ts';

/** The result of an execution, and whether it takes milliseconds to write it as JSON. */
export interface Metered {
  executed: ExecutionResult;
  isLong: boolean;
}

/**
 * Executes an operation on a metered schema. An answer that would be too large is nothing but the error that says so,
 * since part of an answer looks like an answer.
 */
export async function executeMetered(
  operation: ExecutionArgs & { contextValue: object },
  limits: AnswerLimits = defaultAnswerLimits,
): Promise<Metered> {
  const meter = openMeter(operation.contextValue, limits);
  const ended = meter.whenEnded.then((error): ExecutionResult => ({ errors: [error] }));
  const executed = await Promise.race([execute(operation), ended]);
  return { executed: meter.limitError ? { errors: [meter.limitError] } : executed, isLong: meter.isLong };
}
