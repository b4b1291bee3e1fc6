/** `auto`: live, and samples while a source was never reached. `live`: never samples. `sample`: no network at all. */
export type SourceMode = 'auto' | 'live' | 'sample';

/** What a sample is asked; the path begins below the base URL, without a slash. */
export interface SampleRequest {
  operation: string;
  path: string;
  query: URLSearchParams;
  /** What a POST sends, read as JSON. */
  body?: unknown;
}

/**
 * Answers as the source would, in its wire format: an object for a source that sends JSON, the text itself for any
 * other, null for what the source would say 404 to. Echoes the ids, codes, terms and limits asked for.
 */
export type SampleHandler = (request: SampleRequest) => object | string | null;
