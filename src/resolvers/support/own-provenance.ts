import type { Content } from '../../content/snapshot.ts';
import { Concept, taxonomyScheme } from '../../entities/concept.ts';
import { Document } from '../../entities/document.ts';
import { localise } from '../../entities/language.ts';
import { Occupation } from '../../entities/occupation.ts';
import type { Origin, OwnContent } from '../../entities/own-content.ts';
import { DataState, type Provenance } from '../../entities/provenance.ts';

const NOT_STATED = 'not stated';
const ASSOCIATION = { id: 'association', name: 'Swedish JobTech' };

/** Facts of others that come with the gateway or are loaded by `refresh`, and are nobody's opinion. */
const isReference = ({ file, source }: Origin) =>
  source !== undefined || file.startsWith('reference/') || file === 'taxonomy-lists';

/** A record, which may be a part of a document by others. */
type Stated = OwnContent & { documentKey?: string | null };

/** Where a record of the content comes from. The publisher of a document by others is named with all of its parts. */
export function statedProvenance(stated: Stated, content: Content): Provenance {
  if (stated instanceof Occupation || (stated instanceof Concept && stated.scheme === taxonomyScheme)) {
    return taxonomyProvenance(stated);
  }
  const document = stated instanceof Document ? stated : content.documents.get(stated.documentKey ?? '');
  const publisher = content.organisations.get(document?.publisherKey ?? '');
  return ownProvenance(stated, publisher ? localise(publisher.name, []) : null);
}

/** `publisher` is the name of who published the document, where that is another than the association. */
function ownProvenance({ origin }: OwnContent, publisher: string | null): Provenance {
  const [from, to] = origin.lines ?? [];
  const lines = from === undefined ? '' : from === to ? `, line ${from}` : `, lines ${from}–${to}`;
  return {
    sourceId: origin.source ?? ASSOCIATION.id,
    url: origin.url ?? null,
    retrievedAt: origin.retrievedAt ? new Date(origin.retrievedAt) : null,
    state: isReference(origin) ? DataState.REFERENCE : DataState.OWN,
    licence: origin.licence ?? NOT_STATED,
    attribution: isReference(origin)
      ? (origin.attribution ?? origin.document ?? null)
      : (origin.attribution ?? publisher ?? ASSOCIATION.name),
    locator: `${origin.document ?? origin.file}${lines}`,
  };
}

/** Of a concept or an occupation from a stored version of the taxonomy. */
function taxonomyProvenance({ origin }: OwnContent): Provenance {
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
