import { z } from 'zod';
import { nothingFor } from './nothing-for.ts';
import { Problem } from './problem.ts';

const source = z.object({
  source: z.string(),
  /** For people. */
  name: z.string().nullish(),
  state: z.string().nullable(),
  retrievedAt: z.string().nullish(),
  licence: z.string().nullish(),
  /** Code of its failure. */
  error: z.string().nullish(),
});
/** Where an answer is from, as `extensions.sources` names it. */
export type SourceLine = z.output<typeof source>;

const graphqlError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.looseObject({ code: z.string().default('UNKNOWN') }).default({ code: 'UNKNOWN' }),
});
type GraphQLErrorLine = z.output<typeof graphqlError>;

const result = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphqlError).default([]),
  extensions: z
    .object({
      sources: z.array(source).default([]),
      attributions: z.array(z.string()).default([]),
      failures: z.array(z.object({ source: z.string(), code: z.string(), message: z.string() })).default([]),
    })
    .default({ sources: [], attributions: [], failures: [] }),
});

/** The answer to a query, without timings: equal answers are equal. */
export interface Answer {
  data: Readonly<Record<string, unknown>>;
  errors: readonly GraphQLErrorLine[];
  sources: readonly SourceLine[];
  /** Whom to name under what is made from it. */
  attributions: readonly string[];
}

/** The name of a source for people; null where it is unknown. */
export type NameOfSource = (slug: string) => string | null;

/** States that a reader must see. */
const doubtful = ['SAMPLE', 'STALE'] as const;
export type DoubtfulState = (typeof doubtful)[number];

/**
 * Reads the answer of the GraphQL endpoint. Throws a `Problem` where it holds nothing to show, or where a variable is
 * wrong: where an error is of an argument that `isGiven` by a variable.
 */
export function readAnswer(
  text: string,
  given: Readonly<Record<string, unknown>>,
  isGiven: (argument: unknown) => boolean,
  nameOfSource: NameOfSource,
): Answer {
  const { data, errors, extensions } = result.parse(JSON.parse(text));
  const [first] = errors;
  if (!data) throw problemOf(first);
  const wrong = errors.find(
    ({ extensions: { code, argument } }) =>
      code === 'TOO_MANY_CELLS' || (code === 'BAD_USER_INPUT' && isGiven(argument)),
  );
  if (wrong) throw problemOf(wrong);
  if (Object.values(data).every((value) => value === null)) {
    const [failed] = extensions.failures;
    if (first) throw problemOf(first);
    if (failed) throw new Problem(failed.code, failed.message, { source: failed.source });
    throw nothingFor(given);
  }
  return {
    data,
    errors,
    sources: extensions.sources.map(({ source: id, state, retrievedAt, licence, error }) => ({
      source: id,
      name: nameOfSource(id),
      state,
      retrievedAt: retrievedAt ?? null,
      licence: licence ?? null,
      ...(error && { error }),
    })),
    attributions: extensions.attributions,
  };
}

function problemOf(error: GraphQLErrorLine | undefined): Problem {
  if (!error)
    return new Problem('INTERNAL_SERVER_ERROR', { en: 'There is no answer.', sv: 'Det finns inget svar.' });
  const { code, ...facts } = error.extensions;
  return new Problem(code, error.message, facts);
}

const keptAnswer = z.object({
  data: z.record(z.string(), z.unknown()),
  errors: z.array(graphqlError).default([]),
  sources: z.array(source),
  attributions: z.array(z.string()).default([]),
});

/** Reads an answer that was kept as the JSON of a saved query. */
export const readKept = (text: string): Answer => keptAnswer.parse(JSON.parse(text));

/** The state that a reader must see before the figures; null where all is real and up to date. */
export function doubtfulState({ sources }: Answer): DoubtfulState | null {
  return doubtful.find((state) => sources.some((line) => line.state === state)) ?? null;
}

/** The oldest time at which a source gave its part; null where none says. */
export function retrievedAt({ sources }: Answer): string | null {
  return sources.flatMap((line) => line.retrievedAt ?? []).sort()[0] ?? null;
}
