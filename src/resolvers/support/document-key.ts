import type { ParliamentaryDocument } from '../../entities/parliament.ts';
import { sourceKey } from '../../loaders/by-source.ts';

/** The key of a document for the loaders. */
export function keyOfDocument({ documentId, provenance }: ParliamentaryDocument): string {
  return sourceKey(provenance.sourceId, documentId);
}
