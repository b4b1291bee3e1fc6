import { Concept } from '../../entities/concept.ts';
import { Language } from '../../entities/language.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { days, seconds } from '../../upstream/time.ts';
import { batchesOf } from '../formats/batches.ts';
import type { ConceptOperations } from '../kinds/concepts.ts';
import { checkableAt, defineSource } from '../source.ts';
import { type EscoDraft, type EscoLink, resources } from './decode.ts';
import { samples } from './sample.ts';

/** Without a version the service answers from an old one. */
const VERSION = 'v1.2.0';
/** Keeps long URIs within the maximum length of a URL. */
const URIS_A_REQUEST = 20;
const ESCO_URI = /^http:\/\/data\.europa\.eu\/esco\/(occupation|isco|skill)\/[\w-]+$/i;

/** ESCO: Europe's occupations and skills, in many languages. Open, no key. */
export const esco = defineSource({
  id: 'esco',
  kind: 'CONCEPTS',
  name: 'ESCO',
  publisher: 'European Commission',
  homepage: 'https://esco.ec.europa.eu',
  documentation: 'https://esco.ec.europa.eu/en/use-esco/use-esco-services-api/esco-web-service-api',
  licence: 'https://eur-lex.europa.eu/eli/dec/2011/833/oj',
  attribution: 'European Commission, ESCO',
  country: null,
  baseUrl: 'https://ec.europa.eu/esco/api',
  // No limit is published; this one is ours.
  budget: { limit: 100, windowSeconds: 60 },
  concurrency: 3,
  timeoutMs: seconds(8),
  maxBytes: 16 * 1024 * 1024,
  // A published version does not change.
  freshFor: days(30),
  usableFor: days(365),
  // One request takes twenty URIs.
  requests: { byUri: 1 / URIS_A_REQUEST },
  identifiers: ['esco', 'isco-08'],
  samples,
  open: (upstream): ConceptOperations => ({
    uriPrefix: 'http://data.europa.eu/esco/',
    async byUri(uris, call) {
      const wanted = [...new Set(uris.filter((uri) => ESCO_URI.test(uri)).map(canonical))].sort();
      const batches = ['occupation', 'skill'].flatMap((type) => {
        const ofType = wanted.filter((uri) => (kindOf(uri) === 'skill') === (type === 'skill'));
        return batchesOf(ofType, URIS_A_REQUEST).map((batch) => ({ type, uris: batch }));
      });
      const answers = await Promise.all(
        batches.map(({ type, uris: batch }) =>
          upstream.find(
            {
              operation: 'resources',
              path: `resource/${type}`,
              query: { uris: batch, language: 'sv', selectedVersion: VERSION },
              decode: resources,
              echo: { asked: batch, of: (drafts) => drafts.map(({ uri }) => [uri]) },
            },
            call,
          ),
        ),
      );
      const found = answers.flatMap((answer) =>
        answer ? answer.value.map((draft) => toConcept(draft, answer.provenance)) : [],
      );
      const byUri = new Map(found.map((concept) => [concept.key, concept]));
      return new Map(
        uris.flatMap((uri) => {
          const concept = byUri.get(canonical(uri));
          return concept ? [[uri, concept] as const] : [];
        }),
      );
    },
  }),
});

/** ESCO writes ISCO groups as `C2512`, Norwegian sources as `c2512`. */
const canonical = (uri: string): string => uri.replace(/\/isco\/c(?=\d)/, '/isco/C');

function kindOf(uri: string): string {
  return ESCO_URI.exec(uri)?.[1]?.toLowerCase() ?? '';
}

function typeOf(uri: string): string {
  const kind = kindOf(uri);
  return kind === 'isco' ? 'isco-group' : `esco-${kind || 'concept'}`;
}

function toConcept(draft: EscoDraft, provenance: Provenance): Concept {
  const { broader, narrower, related } = draft;
  const concept = bare(draft.uri, checkableAt(draft.uri, provenance));
  concept.prefLabel = draft.prefLabel;
  concept.altLabels = draft.altLabels;
  concept.definition = Object.keys(draft.definition).length > 0 ? draft.definition : null;
  concept.linked = {
    broader: broader.map((one) => named(one, provenance)),
    narrower: narrower.map((one) => named(one, provenance)),
    related: related.map((one) => named(one, provenance)),
  };
  return concept;
}

/** A concept that another one links to: only its label is known, in the language of the request. */
function named({ uri, title }: EscoLink, provenance: Provenance): Concept {
  const concept = bare(uri, checkableAt(uri, provenance));
  concept.prefLabel = { [Language.SV]: title };
  return concept;
}

function bare(uri: string, provenance: Provenance): Concept {
  return entity(Concept, {
    key: uri,
    scheme: 'esco',
    type: typeOf(uri),
    prefLabel: {},
    altLabels: [],
    definition: null,
    broaderKeys: [],
    relatedKeys: [],
    exactMatch: [],
    topicKeys: [],
    provenance,
  });
}
