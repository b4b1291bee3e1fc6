import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Answer } from '../../sources/across/ask-each.ts';
import { CursorError } from '../../sources/across/list-cursor.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { badInput } from './input.ts';

/**
 * The value of a field that several sources fill. When some of them fail, the failures are added to
 * `extensions.failures` and not to `errors`, because graphql-request throws and Apollo Client drops the data when there
 * are `errors`. When all fail, the field is null with the error of the first source, and the others are in
 * `extensions.failures`.
 */
export async function answerOf<T>(
  context: Context,
  info: GraphQLResolveInfo,
  asked: Promise<Answer<T>>,
): Promise<T | null> {
  const { value, failures } = await asked.catch((error: unknown) => {
    throw error instanceof CursorError ? badInput('after', error.message) : error;
  });
  for (const { sourceId, code } of failures) context.call.ledger.line(sourceId).failed(code);
  const [first, ...others] = failures;
  if (value === null && first) {
    noteFailures(context, info, others);
    throw first;
  }
  noteFailures(context, info, failures);
  return value;
}

/** Notes failures in a field that has a value all the same. */
export function noteFailures(
  context: Context,
  info: GraphQLResolveInfo,
  failures: readonly SourceError[],
): void {
  if (failures.length === 0) return;
  const path: (string | number)[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = info.path; step; step = step.prev)
    path.unshift(step.key);
  for (const error of failures) context.failures.push({ path, error });
}
