import type { OwnContent } from '../../entities/own-content.ts';
import { DataState, type Provenance } from '../../entities/provenance.ts';

/** Where a piece of the association's own content comes from. */
export function ownProvenance({ origin }: OwnContent): Provenance {
  const [from, to] = origin.lines ?? [];
  const lines = from === undefined ? '' : from === to ? `, line ${from}` : `, lines ${from}–${to}`;
  return {
    sourceId: 'association',
    url: origin.url ?? null,
    retrievedAt: origin.retrievedAt ? new Date(origin.retrievedAt) : null,
    state: DataState.OWN,
    licence: origin.licence ?? null,
    attribution: 'Swedish JobTech',
    locator: `${origin.document ?? origin.file}${lines}`,
  };
}

/** The provenance of a concept or an occupation from a stored version of the taxonomy. */
export function taxonomyProvenance({ origin }: OwnContent): Provenance {
  return {
    sourceId: 'taxonomy',
    url: origin.url ?? null,
    retrievedAt: origin.retrievedAt ? new Date(origin.retrievedAt) : null,
    // A published version never changes.
    state: DataState.CACHED,
    licence: origin.licence ?? null,
    attribution: 'Arbetsförmedlingen, JobTech Taxonomy',
    locator: origin.document ?? null,
  };
}
