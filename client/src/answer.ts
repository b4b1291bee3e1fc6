import type { AnswerError } from './errors.ts';

/** Where a part of an answer is from. */
export interface SourceLine {
  source: string;
  /** `LIVE`, `CACHED`, `STALE`, `SAMPLE`, `OWN` or `REFERENCE`; null where the source gave nothing. */
  state: 'LIVE' | 'CACHED' | 'STALE' | 'SAMPLE' | 'OWN' | 'REFERENCE' | null;
  retrievedAt?: string | null;
  licence?: string | null;
  /** Code of its failure. */
  error?: string | null;
}

/** A source that failed in a list that has the data of others. */
export interface SourceFailure {
  path: readonly (string | number)[];
  source: string;
  code: string;
  message: string;
  retryAfterSeconds?: number | null;
}

/** An answer with data. A field that failed is null, and `errors` says why. */
export interface Answer<Data> {
  data: Data;
  errors: readonly AnswerError[];
  sources: readonly SourceLine[];
  /** Whom to name under what is made from the answer. */
  attributions: readonly string[];
  /** Only of `query` and `subscribe`. */
  failures: readonly SourceFailure[];
}
