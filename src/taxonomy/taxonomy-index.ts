import { Concept, taxonomyScheme } from '../entities/concept.ts';
import { Language, type LocalisedText, localise } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { Occupation, Substitute } from '../entities/occupation.ts';
import type { Origin } from '../entities/own-content.ts';
import type { TaxonomyConcept } from '../entities/taxonomy-concept.ts';
import { fold } from '../text/fold.ts';
import { wordsOf } from '../text/words.ts';
import type { Taxonomy } from './taxonomy-store.ts';

const nothing: readonly never[] = [];
const page = 'https://taxonomy.api.jobtechdev.se';

/** What is known of the taxonomy, by the keys that it is asked for by. */
interface Known {
  occupations: ReadonlyMap<string, Occupation>;
  concepts: ReadonlyMap<string, Concept>;
  version: number | null;
  /** Whether skills and substitutes are known. */
  isWhole: boolean;
  replacements: ReadonlyMap<string, string>;
  substitutes: ReadonlyMap<string, TaxonomyConcept['substitutes']>;
  byTaxonomyId: ReadonlyMap<string, Occupation>;
  byEscoUri: ReadonlyMap<string, Occupation>;
  namesByGroup: ReadonlyMap<string, Concept[]>;
}

/** Occupations and concepts that the content refers to. */
interface Reference {
  occupation: readonly Occupation[];
  concept: readonly Concept[];
}

/**
 * Occupations and concepts of the JobTech taxonomy: those of the loaded version, or of the reference files before a
 * load. It is made at its first use: a start does not wait for it, and a gateway that is never asked does without.
 */
export class TaxonomyIndex {
  private source: { reference: Reference; taxonomy: Taxonomy | (() => Taxonomy) | null } | null;
  private made: Known | null = null;
  private labels: Map<string, Concept[]> | null = null;
  private skillGroups: Map<string, Occupation[]> | null = null;
  private searchTexts: readonly Searched[] | null = null;

  constructor(reference: Reference, taxonomy: Taxonomy | (() => Taxonomy) | null) {
    this.source = { reference, taxonomy };
  }

  /** By SSYK code, in the order of the codes. */
  get occupations(): ReadonlyMap<string, Occupation> {
    return this.known.occupations;
  }
  /** Concepts by id, without withdrawn ones. */
  get concepts(): ReadonlyMap<string, Concept> {
    return this.known.concepts;
  }
  /** The loaded version; null for the reference files. */
  get version(): number | null {
    return this.known.version;
  }

  private get known(): Known {
    if (this.made) return this.made;
    const { reference, taxonomy } = this.source ?? {
      reference: { occupation: [], concept: [] },
      taxonomy: null,
    };
    this.made = knownOf(reference, typeof taxonomy === 'function' ? taxonomy() : taxonomy);
    // The rows of a loaded version are not needed any more.
    this.source = null;
    return this.made;
  }

  private get byLabel(): Map<string, Concept[]> {
    if (this.labels) return this.labels;
    this.labels = new Map();
    for (const concept of this.concepts.values()) {
      for (const label of labelsOf(concept)) push(this.labels, fold(label), concept);
    }
    return this.labels;
  }
  private get groupsBySkill(): Map<string, Occupation[]> {
    if (this.skillGroups) return this.skillGroups;
    this.skillGroups = new Map();
    for (const occupation of this.occupations.values()) {
      for (const skill of this.ownSkills(occupation) ?? []) push(this.skillGroups, skill.key, occupation);
    }
    return this.skillGroups;
  }
  private get searched(): readonly Searched[] {
    this.searchTexts ??= [...this.occupations.values()].map((occupation) => this.toSearched(occupation));
    return this.searchTexts;
  }

  /** A concept by id. The id of a withdrawn concept gives the concept that replaces it. */
  concept(id: string): Concept | null {
    const seen = new Set<string>();
    let key = id;
    for (let next = this.known.replacements.get(key); next !== undefined && !seen.has(next); ) {
      seen.add(next);
      key = next;
      next = this.known.replacements.get(key);
    }
    return this.concepts.get(key) ?? null;
  }
  /** Concepts with a label, preferred or alternative; case and diacritics do not matter. */
  conceptsLabelled(label: string): readonly Concept[] {
    return this.byLabel.get(fold(label)) ?? nothing;
  }
  /** Concepts with a label that begins with the words, the shortest label first. */
  conceptsBeginning(words: string): Concept[] {
    const wanted = fold(words);
    const found = [...this.byLabel].filter(([label]) => label === wanted || label.startsWith(`${wanted} `));
    return found.sort(([a], [b]) => a.length - b.length).flatMap(([, concepts]) => concepts);
  }
  /** The occupation with an SSYK code, a concept id of a group or an occupation name, or an ESCO URI. */
  occupation(key: string): Occupation | null {
    const direct = this.occupations.get(key) ?? this.known.byEscoUri.get(key);
    if (direct) return direct;
    const concept = this.concept(key);
    return concept ? (this.occupationsOf(concept)[0] ?? null) : null;
  }
  /** The groups that a group, an occupation name or a skill belongs to. */
  occupationsOf(concept: Concept): readonly Occupation[] {
    const own = this.known.byTaxonomyId.get(concept.key);
    if (own) return [own];
    if (concept.type === 'skill') return this.groupsBySkill.get(concept.key) ?? nothing;
    return concept.broaderKeys.flatMap((key) => this.known.byTaxonomyId.get(key) ?? []);
  }
  broaderThan(code: string): Occupation | null {
    return this.occupations.get(code.slice(0, -1)) ?? null;
  }
  narrowerThan(code: string): Occupation[] {
    return [...this.occupations.values()].filter(
      ({ key }) => key.length === code.length + 1 && key.startsWith(code),
    );
  }
  /** The four-digit groups that are the occupation or are below it. */
  groupsOf(code: string): Occupation[] {
    return [...this.occupations.values()].filter(({ key, level }) => level === 4 && key.startsWith(code));
  }
  namesOf(code: string): Concept[] {
    return this.groupsOf(code).flatMap(
      ({ taxonomyId }) => (taxonomyId ? this.known.namesByGroup.get(taxonomyId) : undefined) ?? [],
    );
  }
  /** Null where the taxonomy does not connect skills with occupations. */
  skillsOf(code: string): Concept[] | null {
    if (!this.known.isWhole) return null;
    return [...new Set(this.groupsOf(code).flatMap((group) => this.ownSkills(group) ?? []))];
  }
  /** Occupation names that can substitute for those of the group, the closest first; null where the taxonomy has none. */
  substitutesOf(code: string): Substitute[] | null {
    if (!this.known.isWhole) return null;
    const names = this.namesOf(code);
    const own = new Set(names.map(({ key }) => key));
    const best = new Map<string, number>();
    for (const { key } of names) {
      for (const { key: other, percentage } of this.known.substitutes.get(key) ?? []) {
        if (!own.has(other)) best.set(other, Math.max(percentage, best.get(other) ?? 0));
      }
    }
    return [...best]
      .sort(([, a], [, b]) => b - a)
      .flatMap(([key, percentage]) => {
        const concept = this.concept(key);
        return concept ? [entity(Substitute, { concept, level: levels.get(percentage) ?? null })] : [];
      });
  }
  /** Occupations by the first digits of a code, by words of a label or occupation name, or by a job title; the best match first. */
  search(query: string, level: number | null): Occupation[] {
    const found = this.searchFor(fold(query).split(' '), level);
    if (found.length > 0) return found;
    const titled = this.byTitle(query, level);
    if (titled.length > 0) return titled;
    // Other forms of the words begin alike.
    const stems = wordsOf(query).map(({ stem }) => stem);
    return stems.length > 0 ? this.searchFor(stems, level) : [];
  }

  /** Occupations whose names are related to a job title: a “lastbilschaufför” is a “lastbilsförare”. */
  private byTitle(query: string, level: number | null): Occupation[] {
    const names = (this.byLabel.get(fold(query)) ?? [])
      .filter(({ type }) => type === 'job-title')
      .flatMap(({ relatedKeys }) => relatedKeys.flatMap((key) => this.concepts.get(key) ?? []));
    const occupations = new Set(names.flatMap((name) => this.occupationsOf(name)));
    return [...occupations].filter((occupation) => occupation.level === (level ?? 4));
  }

  private searchFor(words: readonly string[], level: number | null): Occupation[] {
    const [only = ''] = words;
    const found: { occupation: Occupation; score: number }[] = [];
    for (const one of this.searched) {
      if (level !== null && one.occupation.level !== level) continue;
      const byCode = words.length === 1 && /^\d+$/.test(only) && one.occupation.key.startsWith(only);
      const score = byCode ? 10 - one.occupation.level : scoreOf(words, one.texts);
      if (score > 0) found.push({ occupation: one.occupation, score });
    }
    return found.sort((a, b) => b.score - a.score).map(({ occupation }) => occupation);
  }

  private ownSkills({ taxonomyId }: Occupation): Concept[] | null {
    const group = taxonomyId ? this.concepts.get(taxonomyId) : undefined;
    if (!group) return null;
    return group.relatedKeys
      .flatMap((key) => this.concepts.get(key) ?? [])
      .filter(({ type }) => type === 'skill');
  }
  private toSearched(occupation: Occupation): Searched {
    const names = occupation.level === 4 ? this.namesOf(occupation.key) : [];
    const labels = Object.values(occupation.prefLabel);
    return {
      occupation,
      texts: [...labels, ...names.flatMap(labelsOf)].map((text, at) => ({
        text: ` ${fold(text).replace(/[^\p{L}\p{N}+#. ]/gu, '')} `,
        isLabel: at < labels.length,
      })),
    };
  }
}

function knownOf(reference: Reference, taxonomy: Taxonomy | null): Known {
  const usable = taxonomy?.concepts.some(({ code }) => code !== null) ? taxonomy : null;
  const ours = reference.concept.filter(({ scheme }) => scheme === taxonomyScheme);
  // The lists of the package have no exact matches; the files that the content refers to have some.
  const exact = usable?.origin ? new Map(ours.map(({ key, exactMatch }) => [key, exactMatch])) : null;
  const current = usable ? conceptsOf(usable, exact) : ours;
  // A loaded version does not have the short lists that ads are coded with.
  const loaded = new Set(current.map(({ type }) => type));
  const listed = new Set(current.map(({ key }) => key));
  const fromFiles = usable
    ? ours.filter(({ key, type }) => !loaded.has(type) || (usable.origin && !listed.has(key)))
    : [];
  const unordered = usable ? occupationsOf(usable, exact) : reference.occupation;
  const all = [...unordered].sort((a, b) => (a.key < b.key ? -1 : 1));
  const concepts = new Map([...fromFiles, ...current].map((concept) => [concept.key, concept]));
  const namesByGroup = new Map<string, Concept[]>();
  for (const concept of concepts.values()) {
    if (concept.type === 'occupation-name') {
      for (const key of concept.broaderKeys) push(namesByGroup, key, concept);
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

interface Searched {
  occupation: Occupation;
  texts: { text: string; isLabel: boolean }[];
}

const levels = new Map([
  [75, 'close'],
  [25, 'partly'],
]);

/** How well the words match the best of the texts; 0 when no text has all the words. */
function scoreOf(words: readonly string[], texts: Searched['texts']): number {
  const whole = ` ${words.join(' ')} `;
  let best = 0;
  for (const { text, isLabel } of texts) {
    const own = isLabel ? 0.5 : 0;
    if (text === whole) best = Math.max(best, 4 + own);
    else if (text.startsWith(whole.trimEnd())) best = Math.max(best, 3 + own);
    else if (words.every((word) => text.includes(` ${word}`))) best = Math.max(best, 2 + own);
    // Swedish compounds: “systemutvecklare” contains “utvecklare”.
    else if (words.every((word) => word.length > 3 && text.includes(word))) best = Math.max(best, 1 + own);
  }
  return best;
}

/** The labels of a concept in every language, and the parts of labels with a slash. */
export function labelsOf({ prefLabel, altLabels }: Concept): string[] {
  const whole = [...Object.values(prefLabel), ...altLabels];
  const parts = whole.flatMap((label) => (label.includes('/') ? label.split('/') : []));
  return [...new Set([...whole, ...parts].map((label) => label.trim()).filter((label) => label.length > 1))];
}

/** The label in the first of the languages that has one, or else the code. */
export function labelOf({ prefLabel, key }: Occupation, languages: readonly Language[] = []): string {
  return localise(prefLabel, languages) ?? key;
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

function textOf(label: string, english: string | null): LocalisedText {
  return english === null ? { [Language.SV]: label } : { [Language.SV]: label, [Language.EN]: english };
}

type ExactMatches = ReadonlyMap<string, string[]> | null;

function conceptsOf(taxonomy: Taxonomy, exact: ExactMatches): Concept[] {
  const origin = originOf(taxonomy);
  return taxonomy.concepts
    .filter(({ replacedBy }) => replacedBy === null)
    .map((concept, position) =>
      entity(Concept, {
        key: concept.key,
        position,
        origin,
        scheme: taxonomyScheme,
        type: concept.type,
        prefLabel: textOf(concept.label, concept.english),
        altLabels: concept.altLabels,
        definition: concept.definition === null ? null : { [Language.SV]: concept.definition },
        broaderKeys: concept.broaderKeys,
        relatedKeys: concept.relatedKeys,
        exactMatch: exact?.get(concept.key) ?? concept.exactMatch,
        closeMatches: concept.closeMatch ?? [],
        topicKeys: [],
      }),
    );
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
        definition: group.definition === null ? null : { [Language.SV]: group.definition },
        taxonomyId: group.key,
        escoUris: under(uris, code),
        iscoCodes: under(isco, code),
      }),
    ];
  });
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (!group) groups.set(key, [value]);
  else if (!group.includes(value)) group.push(value);
}
