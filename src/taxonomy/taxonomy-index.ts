import type { Concept } from '../entities/concept.ts';
import { type Language, localise } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { type Occupation, Substitute } from '../entities/occupation.ts';
import { fold } from '../text/fold.ts';
import { isOneLetterOff, isSwapped } from '../text/one-letter-off.ts';
import { wordsOf } from '../text/words.ts';
import { Groups } from './groups.ts';
import { type Known, knownOf, type Reference } from './known-taxonomy.ts';
import { MadeOnce, type Steps } from './steps.ts';
import type { Taxonomy } from './taxonomy-store.ts';

const none: Reference = { occupation: [], concept: [] };

/** Where the taxonomy comes from; null for the reference files alone. */
export type TaxonomySource = Taxonomy | (() => Steps<Taxonomy>) | null;

const labelsInStep = 3_000;
/** A shorter word may well be another one. */
const shortestCorrected = 5;
const longestCorrected = 100;

/** Whether two words differ by one letter, or by two neighbours in each other's place. */
const isNear = (one: string, other: string): boolean => isOneLetterOff(one, other) || isSwapped(one, other);

/**
 * Occupations and concepts of the JobTech taxonomy: those of the loaded version, or of the reference files before a
 * load. It is made at its first use: a start does not wait for it. `prepare` makes it in steps.
 */
export class TaxonomyIndex {
  private readonly made: MadeOnce<Known>;
  private readonly byLabel = new MadeOnce(() => this.readLabels());
  private readonly groupsBySkill = new MadeOnce(() => this.readSkills());
  private readonly searched = new MadeOnce(() => this.readSearched());
  private readonly vocabulary = new MadeOnce(() => this.readVocabulary());

  private readonly parts: readonly Pick<MadeOnce<unknown>, 'isMade' | 'prepare'>[];

  constructor(reference: Reference, taxonomy: TaxonomySource) {
    let source: { reference: Reference; taxonomy: TaxonomySource } | null = { reference, taxonomy };
    this.made = new MadeOnce(function* () {
      const { reference, taxonomy } = source ?? { reference: none, taxonomy: null };
      const read = typeof taxonomy === 'function' ? yield* taxonomy() : taxonomy;
      const known = yield* knownOf(reference, read);
      // The rows of a loaded version are not needed any more.
      source = null;
      return known;
    });
    this.parts = [this.made, this.byLabel, this.groupsBySkill, this.searched];
  }

  /** Makes all of it in steps of at most some tens of milliseconds, between which requests are answered. */
  async prepare(): Promise<void> {
    for (const part of this.parts) await part.prepare();
  }

  /** Whether nothing is left to make. */
  get isPrepared(): boolean {
    return this.parts.every(({ isMade }) => isMade);
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
    return this.made.get();
  }

  private *readLabels(): Steps<Groups<Concept>> {
    const labels = new Groups<Concept>();
    let count = 0;
    for (const concept of this.concepts.values()) {
      for (const label of labelsOf(concept)) labels.add(fold(label), concept);
      if (++count % labelsInStep === 0) yield;
    }
    return labels;
  }
  private *readSkills(): Steps<Groups<Occupation>> {
    const groups = new Groups<Occupation>();
    for (const occupation of this.occupations.values()) {
      for (const skill of this.ownSkills(occupation) ?? []) groups.add(skill.key, occupation);
    }
    yield;
    return groups;
  }
  private *readSearched(): Steps<readonly Searched[]> {
    const texts: Searched[] = [];
    for (const occupation of this.occupations.values()) texts.push(this.toSearched(occupation));
    yield;
    return texts;
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
    return this.byLabel.get().get(fold(label));
  }
  /** Concepts with a label that begins with the words, the shortest label first. */
  conceptsBeginning(words: string): Concept[] {
    const wanted = fold(words);
    const labels = this.byLabel.get();
    const found = [...labels.keys()].filter((label) => label === wanted || label.startsWith(`${wanted} `));
    return found.sort((a, b) => a.length - b.length).flatMap((label) => labels.get(label));
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
    if (concept.type === 'skill') return this.groupsBySkill.get().get(concept.key);
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
    return this.groupsOf(code).flatMap(({ taxonomyId }) =>
      taxonomyId ? this.known.namesByGroup.get(taxonomyId) : [],
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
    const alike = stems.length > 0 ? this.searchFor(stems, level) : [];
    return alike.length > 0 ? alike : this.nearly(query, level);
  }

  /** With one letter of a word wrong, or two neighbours in each other's place. */
  private nearly(query: string, level: number | null): Occupation[] {
    const words = fold(query).slice(0, longestCorrected).split(' ');
    const corrected = words.map((word) => this.corrected(word));
    return corrected.some((word, at) => word !== words[at]) ? this.searchFor(corrected, level) : [];
  }

  private corrected(word: string): string {
    const known = this.vocabulary.get();
    if (word.length < shortestCorrected || known.has(word)) return word;
    let found = word;
    for (const other of known) {
      if (!isNear(word, other)) continue;
      // The first letter is seldom wrong.
      if (other[0] === word[0]) return other;
      found = other;
    }
    return found;
  }

  private *readVocabulary(): Steps<ReadonlySet<string>> {
    const words = new Set<string>();
    for (const { texts } of this.searched.get())
      for (const { text } of texts) for (const word of text.split(' ')) words.add(word);
    yield;
    return words;
  }

  /** Occupations whose names are related to a job title: a “lastbilschaufför” is a “lastbilsförare”. */
  private byTitle(query: string, level: number | null): Occupation[] {
    const names = this.byLabel
      .get()
      .get(fold(query))
      .filter(({ type }) => type === 'job-title')
      .flatMap(({ relatedKeys }) => relatedKeys.flatMap((key) => this.concepts.get(key) ?? []));
    const occupations = new Set(names.flatMap((name) => this.occupationsOf(name)));
    return [...occupations].filter((occupation) => occupation.level === (level ?? 4));
  }

  private searchFor(words: readonly string[], level: number | null): Occupation[] {
    const [only = ''] = words;
    const found: { occupation: Occupation; score: number }[] = [];
    for (const one of this.searched.get()) {
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
        // Joined by an array, since V8 keeps the parts of a text that is added together.
        text: ['', fold(text).replace(/[^\p{L}\p{N}+#. ]/gu, ''), ''].join(' '),
        isLabel: at < labels.length,
      })),
    };
  }
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
