import type { GraphQLError } from 'graphql';
import type { Path } from './path.ts';

/** The errors of one execution. What fails below a value that has become null already is not told. */
export class CollectedErrors {
  readonly errors: GraphQLError[] = [];
  private readonly nulled = new Set<Path | undefined>();

  /** Adds the error that makes the value at this path null. The path of the whole answer is undefined. */
  add(error: GraphQLError, path: Path | undefined): void {
    for (let step = path; step; step = step.prev) if (this.nulled.has(step)) return;
    if (this.nulled.has(undefined)) return;
    this.nulled.add(path);
    this.errors.push(error);
  }
}
