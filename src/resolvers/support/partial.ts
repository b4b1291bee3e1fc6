import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { SourceError } from '../../upstream/errors.ts';

/** Puts what failed beside a field's answer into the errors of the whole, with the field's path. */
export function reportPartial(
  { partialErrors }: Context,
  info: GraphQLResolveInfo,
  errors: readonly SourceError[],
): void {
  const path: (string | number)[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = info.path; step; step = step.prev)
    path.unshift(step.key);
  for (const error of errors) {
    partialErrors.push(
      new GraphQLError(error.message, {
        nodes: info.fieldNodes,
        path,
        originalError: error,
        extensions: error.extensions,
      }),
    );
  }
}
