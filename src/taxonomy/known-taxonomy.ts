import { Concept, taxonomyScheme } from '../entities/concept.ts';
import type { LocalisedText } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { Occupation } from '../entities/occupation.ts';
import type { Origin } from '../entities/own-content.ts';
import type { TaxonomyConcept } from '../entities/taxonomy-concept.ts';
import { Groups } from './groups.ts';
import type { Steps } from './steps.ts';
import type { Taxonomy } from './taxonomy-store.ts';

const page = 'https://taxonomy.api.jobtechdev.se';
const conceptsInStep = 2_000;

/** What is known of the taxonomy, by the keys that it is asked for by. */
export interface Known {
  occupations: ReadonlyMap<string, Occupation>;
  concepts: ReadonlyMap<string, Concept>;
  version: number | null;
  /** Whether skills and substitutes are known. */
  isWhole: boolean;
  replacements: ReadonlyMap<string, string>;
  substitutes: ReadonlyMap<string, TaxonomyConcept['substitutes']>;
  byTaxonomyId: ReadonlyMap<string, Occupation>;
  byEscoUri: ReadonlyMap<string, Occupation>;
  namesByGroup: Groups<Concept>;
}

/** Occupations and concepts that the content refers to. */
export interface Reference {
  occupation: readonly Occupation[];
  concept: readonly Concept[];
}

/** Made in steps, so that other requests are answered between them. */
export function* knownOf(reference: Reference, taxonomy: Taxonomy | null): Steps<Known> {
  const usable = taxonomy?.concepts.some(({ code }) => code !== null) ? taxonomy : null;
  const ours = reference.concept.filter(({ scheme }) => scheme === taxonomyScheme);
  // The lists of the package have no exact matches; the files that the content refers to have some.
  const exact = usable?.origin ? new Map(ours.map(({ key, exactMatch }) => [key, exactMatch])) : null;
  const current = usable ? yield* conceptsOf(usable, exact) : ours;
  yield;
  // A loaded version does not have the short lists that ads are coded with.
  const loaded = new Set(current.map(({ type }) => type));
  const listed = new Set(current.map(({ key }) => key));
  const fromFiles = usable
    ? ours.filter(({ key, type }) => !loaded.has(type) || (usable.origin && !listed.has(key)))
    : [];
  yield;
  const unordered = usable ? occupationsOf(usable, exact) : reference.occupation;
  const all = [...unordered].sort((a, b) => (a.key < b.key ? -1 : 1));
  yield;
  const concepts = new Map([...fromFiles, ...current].map((concept) => [concept.key, concept]));
  const namesByGroup = new Groups<Concept>();
  for (const concept of concepts.values()) {
    if (concept.type === 'occupation-name') {
      for (const key of concept.broaderKeys) namesByGroup.add(key, concept);
    }
  }
  return {
    concepts,
    occupations: new Map(all.map((one) => [one.key, one])),
    version: usable && !usable.origin ? usable.version : null,
    isWhole: usable !== null,
    replacements: new Map(
      usable?.concepts.flatMap(({ key, replacedBy }) => (replacedBy ? [[key, replacedBy] as const] : [])),
    ),
    substitutes: new Map(
      usable?.concepts.flatMap(({ key, substitutes }) =>
        substitutes.length > 0 ? [[key, substitutes] as const] : [],
      ),
    ),
    byTaxonomyId: new Map(all.flatMap((one) => (one.taxonomyId ? [[one.taxonomyId, one] as const] : []))),
    // The narrowest groups come last, so that a URI leads to the narrowest group that has it.
    byEscoUri: new Map(
      [...all]
        .sort((a, b) => a.level - b.level)
        .flatMap((one) => one.escoUris.map((uri) => [uri, one] as const)),
    ),
    namesByGroup,
  };
}

function originOf({ version, loadedAt, origin }: Taxonomy): Origin {
  return (
    origin ?? {
      file: 'taxonomy',
      document: `JobTech taxonomy, version ${version}`,
      url: page,
      licence: 'CC0-1.0',
      retrievedAt: loadedAt.toISOString(),
    }
  );
}

/** Plain names, since V8 keeps room for four fields in an object whose names are computed. */
function textOf(label: string, english: string | null): LocalisedText {
  return english === null ? { sv: label } : { sv: label, en: english };
}

/** Most of twenty thousand concepts have no items in most of their lists. A list that has grown has room for more; a copy has not. */
const noKeys: string[] = [];
const keysOf = (keys: string[]): string[] => (keys.length === 0 ? noKeys : keys.slice());

type ExactMatches = ReadonlyMap<string, string[]> | null;

function* conceptsOf(taxonomy: Taxonomy, exact: ExactMatches): Steps<Concept[]> {
  const origin = originOf(taxonomy);
  const concepts: Concept[] = [];
  let position = 0;
  for (const concept of taxonomy.concepts) {
    if (concept.replacedBy !== null) continue;
    concepts.push(conceptOf(concept, position, origin, exact));
    if (++position % conceptsInStep === 0) yield;
  }
  return concepts;
}

function conceptOf(concept: TaxonomyConcept, position: number, origin: Origin, exact: ExactMatches): Concept {
  return entity(Concept, {
    key: concept.key,
    position,
    origin,
    scheme: taxonomyScheme,
    type: concept.type,
    prefLabel: textOf(concept.label, concept.english),
    altLabels: keysOf(concept.altLabels),
    definition: concept.definition === null ? null : { sv: concept.definition },
    broaderKeys: keysOf(concept.broaderKeys),
    relatedKeys: keysOf(concept.relatedKeys),
    exactMatch: keysOf(exact?.get(concept.key) ?? concept.exactMatch),
    closeMatches: concept.closeMatch ?? noKeys,
    topicKeys: noKeys,
  });
}

function occupationsOf(taxonomy: Taxonomy, exact: ExactMatches): Occupation[] {
  const origin = originOf(taxonomy);
  const groups = taxonomy.concepts.filter(
    ({ type, replacedBy }) => /^ssyk-level-\d$/.test(type) && !replacedBy,
  );
  const codeById = new Map(groups.map(({ key, code }) => [key, code]));
  const uris = new Map<string, string[]>();
  for (const { key, type, broaderKeys, exactMatch } of taxonomy.concepts) {
    if (type !== 'occupation-name') continue;
    for (const code of broaderKeys.flatMap((key) => codeById.get(key) ?? [])) {
      for (const uri of exact?.get(key) ?? exactMatch) push(uris, code, uri);
    }
  }
  const under = <T>(map: ReadonlyMap<string, readonly T[]>, code: string): T[] => [
    ...new Set([...map].filter(([one]) => one.startsWith(code)).flatMap(([, values]) => values)),
  ];
  const isco = new Map(groups.flatMap(({ code, iscoCodes }) => (code ? [[code, iscoCodes] as const] : [])));
  return groups.flatMap((group, position) => {
    const { code } = group;
    if (code === null) return [];
    return [
      entity(Occupation, {
        key: code,
        position,
        origin,
        level: code.length,
        prefLabel: textOf(group.label, group.english),
        definition: group.definition === null ? null : { sv: group.definition },
        taxonomyId: group.key,
        escoUris: under(uris, code),
        iscoCodes: under(isco, code),
      }),
    ];
  });
}

export function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (!group) groups.set(key, [value]);
  else if (!group.includes(value)) group.push(value);
}
