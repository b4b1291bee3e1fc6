import { ImpossibleIdError, SourceError, UnexpectedSourceError } from '../../upstream/errors.ts';
import { CursorError } from './list-cursor.ts';

/** What came of asking several sources the same, in the order of the sources. */
export interface Gathered<T> {
  answers: { id: string; value: T }[];
  failures: SourceError[];
}

/**
 * Asks all sources in parallel. A source that fails, in whatever way, costs its own answer only; `off` holds the
 * failures of those that cannot be asked at all.
 */
export async function askEach<M extends { id: string }, T>(
  { on, off }: { on: readonly M[]; off: readonly SourceError[] },
  ask: (member: M) => Promise<T>,
): Promise<Gathered<T>> {
  const outcomes = await Promise.all(
    on.map(async (member) => {
      try {
        return { id: member.id, value: await ask(member) };
      } catch (error) {
        return failureIn(member.id, error);
      }
    }),
  );
  return {
    answers: outcomes.flatMap((outcome) => (outcome instanceof SourceError ? [] : [outcome])),
    failures: [...outcomes.filter((outcome) => outcome instanceof SourceError), ...off],
  };
}

/** An error as the failure of one source; what the client did wrong stays an error of the request. */
export function failureIn(sourceId: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  if (error instanceof CursorError || error instanceof ImpossibleIdError) throw error;
  return new UnexpectedSourceError(sourceId, error);
}

/** The merged answer of several sources, and the failures; null when all failed. */
export interface Answer<T> {
  value: T | null;
  failures: SourceError[];
}

/**
 * The answers of several sources as one value. Null only where nothing came; without a source that could be asked, an
 * empty merge.
 */
export function merged<T, R>({ answers, failures }: Gathered<T>, merge: (values: T[]) => R): Answer<R> {
  const isLost = answers.length === 0 && failures.length > 0;
  return { value: isLost ? null : merge(answers.map(({ value }) => value)), failures };
}

/**
 * One thing that any of several sources may have. What one source has is answered although others fail; what none has
 * is null only when all of them have said so, else the failure is thrown.
 */
export function foundIn<T>(
  { answers, failures }: Gathered<T | null>,
  join: (one: T, other: T) => T,
): T | null {
  const found = answers.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, ...others] = found;
  if (first !== undefined) return others.reduce(join, first);
  const [failure] = failures;
  if (failure) throw failure;
  return null;
}
