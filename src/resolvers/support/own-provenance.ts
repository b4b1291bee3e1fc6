import type { Origin, OwnContent } from '../../entities/own-content.ts';
import { DataState, type Provenance } from '../../entities/provenance.ts';

const NOT_STATED = 'not stated';

/** Facts that come with the gateway, and are nobody's opinion. */
const isReference = ({ file }: Origin) => file.startsWith('reference/') || file === 'taxonomy-lists';

/**
 * Where a piece of content comes from: the association's own, or reference data with its own source. `publisher` is the
 * name of who published the document, where that is another than the association.
 */
export function ownProvenance({ origin }: OwnContent, publisher: string | null = null): Provenance {
  const [from, to] = origin.lines ?? [];
  const lines = from === undefined ? '' : from === to ? `, line ${from}` : `, lines ${from}–${to}`;
  return {
    sourceId: 'association',
    url: origin.url ?? null,
    retrievedAt: origin.retrievedAt ? new Date(origin.retrievedAt) : null,
    state: isReference(origin) ? DataState.REFERENCE : DataState.OWN,
    licence: origin.licence ?? NOT_STATED,
    attribution: isReference(origin)
      ? (origin.attribution ?? origin.document ?? null)
      : (origin.attribution ?? publisher ?? 'Swedish JobTech'),
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
    state: isReference(origin) ? DataState.REFERENCE : DataState.CACHED,
    licence: origin.licence ?? NOT_STATED,
    attribution: 'Arbetsförmedlingen, JobTech Taxonomy',
    locator: origin.document ?? null,
  };
}
