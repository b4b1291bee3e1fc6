import { entity } from '../entities/node.ts';
import { SourceFailure } from '../entities/source.ts';
import type { SourceError } from '../upstream/errors.ts';

/** A failed source as clients see it beside what the others gave. */
export function failureOf({ sourceId, code, message, retryAfterSeconds }: SourceError): SourceFailure {
  return entity(SourceFailure, { sourceId, code, message, retryAfterSeconds });
}
