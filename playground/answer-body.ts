/** Where a part of an answer is from, as `extensions.sources` says. */
export interface SourceLine {
  source: string;
  /** Null where the source failed. */
  state: string | null;
  retrievedAt: string | null;
  licence: string | null;
  error: string | null;
  requests: number;
  cacheHits: number;
}

export interface AnswerError {
  message: string;
  path: string;
}

/** What one GraphQL answer says. */
export interface AnswerBody {
  /** As it came. */
  whole: unknown;
  data: unknown;
  errors: readonly AnswerError[];
  sources: readonly SourceLine[];
  attributions: readonly string[];
  failures: readonly { source: string; message: string }[];
}

/** Reads an answer, whatever the server or something between has sent. */
export function readBody(whole: unknown): AnswerBody {
  const { data, errors, extensions } = record(whole);
  const { sources, attributions, failures } = record(extensions);
  return {
    whole,
    data: data ?? null,
    errors: list(errors).map((error) => ({
      message: text(record(error)['message']) ?? '?',
      path: list(record(error)['path']).join('.'),
    })),
    sources: list(sources).map((line) => {
      const { source, state, retrievedAt, licence, error, requests, cacheHits } = record(line);
      return {
        source: text(source) ?? '?',
        state: text(state),
        retrievedAt: text(retrievedAt),
        licence: text(licence),
        error: text(error),
        requests: Number(requests ?? 0),
        cacheHits: Number(cacheHits ?? 0),
      };
    }),
    attributions: list(attributions).map(String),
    failures: list(failures).map((failure) => ({
      source: text(record(failure)['source']) ?? '?',
      message: text(record(failure)['message']) ?? '?',
    })),
  };
}

export const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
