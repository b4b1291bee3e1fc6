import type { Concept } from '../entities/concept.ts';
import type { Occupation } from '../entities/occupation.ts';
import type { ReferenceTaxonomy } from '../taxonomy/reference-taxonomy.ts';
import type { Steps } from '../taxonomy/steps.ts';
import { labelsOf, type TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';
import { isOneLetterOff } from '../text/one-letter-off.ts';
import { tokensOf } from './tokens.ts';

/** How much a label says about a group, by where it comes from. */
const labelWeights = { name: 3, group: 3, title: 2, wording: 2, head: 1, english: 1.2 } as const;

/** A group that a title can mean, and the concept whose label it is. */
interface Meaning {
  group: Occupation;
  concept: Concept | null;
  weight: number;
}

/** What a title means: groups with their shares of 1, the likeliest first. */
export interface FoundTitle {
  /** From 0 to 1: how like the words of the text are to the title. */
  likeness: number;
  /** Whether the words are the title only if they are written wrong: `skotare` for `skötare`, `kontor` for `kantor`. */
  isCorrected: boolean;
  groups: readonly { group: Occupation; concept: Concept | null; share: number }[];
}

const likeness = { same: 1, inflected: 0.95, head: 0.75, misspelt: 0.7, tail: 0.6, folded: 0.9 };

export const maxTitleWords = 5;
const minTail = 4;
const minInflected = 4;
/** Names that are searched for more often than this weigh more than others. */
const searchesOfRare = 10_000;
const minHead = 5;
const minMisspelt = 6;
const minTitlesOfTail = 2;
/** Titles that are read before others take their turn. */
const itemsInStep = 1_000;

/** Titles as people write them: names, job titles, inflected and misspelt forms, and English labels. */
export class TitleIndex {
  private readonly meanings = new Map<string, Meaning[]>();
  private readonly english = new Map<string, Meaning[]>();
  /** Titles of one word by their first letter, for those with a letter wrong. */
  private readonly byLetter = new Map<string, string[]>();
  /** Titles without diacritics, for texts that are typed so. */
  private readonly folded = new Map<string, string>();
  /** Longer titles by what they end in: an `elektriker` may be an `installationselektriker`. */
  private readonly backwards: string[] = [];
  private readonly englishTails = new Map<string, string[]>();
  private readonly found = new Map<string, FoundTitle | null>();

  constructor(
    private readonly taxonomyIndex: TaxonomyIndex,
    private readonly reference: () => Steps<Pick<ReferenceTaxonomy, 'wordings' | 'searches'>>,
  ) {}

  /** Reads all titles, in steps between which others can take their turn. */
  *build(): Generator<undefined, void> {
    const { taxonomyIndex } = this;
    const { wordings, searches } = yield* this.reference();
    let count = 0;
    const groupsOf = (concept: Concept) =>
      taxonomyIndex.occupationsOf(concept).filter(({ level }) => level === 4);
    const popularity = (key: string) => Math.sqrt(1 + (searches.get(key) ?? 0) / searchesOfRare);
    const groupPopularity = new Map<string, number>();
    for (const concept of taxonomyIndex.concepts.values()) {
      if (concept.type !== 'occupation-name') continue;
      for (const { key } of groupsOf(concept)) {
        groupPopularity.set(key, (groupPopularity.get(key) ?? 0) + (searches.get(concept.key) ?? 0));
      }
    }
    const popularityOfGroup = ({ key }: Occupation) =>
      Math.sqrt(1 + (groupPopularity.get(key) ?? 0) / searchesOfRare);
    const note = (into: Map<string, Meaning[]>, label: string, meaning: Meaning) => {
      const words = tokensOf(label).map(({ word }) => word);
      if (words.length === 0 || words.length > maxTitleWords) return;
      push(into, words.join(' '), meaning);
    };
    for (const group of taxonomyIndex.occupations.values()) {
      if (group.level !== 4) continue;
      const concept = (group.taxonomyId && taxonomyIndex.concepts.get(group.taxonomyId)) || null;
      for (const label of partsOf(group.prefLabel.sv ?? '')) {
        note(this.meanings, label, { group, concept, weight: labelWeights.group });
      }
      const english = group.prefLabel.en ?? '';
      note(this.english, english, { group, concept, weight: labelWeights.english });
      note(this.english, singular(english), { group, concept, weight: labelWeights.english });
    }
    yield;
    for (const concept of taxonomyIndex.concepts.values()) {
      if (++count % itemsInStep === 0) yield;
      if (concept.type === 'occupation-name') {
        for (const group of groupsOf(concept)) {
          const weight = popularity(concept.key);
          for (const label of labelsOf(concept)) {
            note(this.meanings, label, { group, concept, weight: labelWeights.name * weight });
            const [head, ...rest] = label.split(/,| i | inom | på | med /);
            if (head && rest.length > 0)
              note(this.meanings, head, { group, concept, weight: labelWeights.head * weight });
          }
        }
      } else if (concept.type === 'job-title') {
        for (const key of concept.relatedKeys) {
          const name = taxonomyIndex.concepts.get(key);
          if (!name) continue;
          for (const group of groupsOf(name)) {
            const weight = labelWeights.title * popularity(key);
            note(this.meanings, concept.prefLabel.sv ?? '', { group, concept: name, weight });
          }
        }
      }
    }
    for (const { text, meant } of wordings) {
      if (++count % itemsInStep === 0) yield;
      for (const key of meant) {
        const group = taxonomyIndex.occupations.get(key);
        if (group)
          note(this.english, text, {
            group,
            concept: null,
            weight: labelWeights.english * popularityOfGroup(group),
          });
        const name = taxonomyIndex.concepts.get(key);
        if (!name) continue;
        for (const one of groupsOf(name)) {
          note(this.meanings, text, {
            group: one,
            concept: name,
            weight: labelWeights.wording * popularity(key),
          });
        }
      }
    }
    for (const label of this.english.keys()) {
      if (++count % itemsInStep === 0) yield;
      const last = label.slice(label.lastIndexOf(' ') + 1);
      if (last !== label) push(this.englishTails, last, label);
      const [, head] = /^(\S+) (?:responsible|for|in|of) /.exec(label) ?? [];
      if (head) push(this.englishTails, head, label);
    }
    for (const title of this.meanings.keys()) {
      if (++count % itemsInStep === 0) yield;
      if (title.includes(' ')) continue;
      push(this.byLetter, title.slice(0, 1), title);
      this.backwards.push(reversed(title));
      const plain = withoutMarks(title);
      if (plain !== title && !this.folded.has(plain)) this.folded.set(plain, title);
    }
    yield;
    this.backwards.sort();
    yield;
    for (const tail of commonTails(this.backwards)) {
      if (!this.meanings.has(tail)) push(this.byLetter, tail.slice(0, 1), tail);
    }
  }

  /** The title that these words are, in any form; null where they are none. */
  find(words: readonly string[], isEnglish: boolean): FoundTitle | null {
    const key = `${isEnglish ? 'en' : 'sv'} ${words.join(' ')}`;
    const cached = this.found.get(key);
    if (cached !== undefined) return cached;
    const title = this.search(words, isEnglish);
    if (this.found.size >= maxCached) this.found.clear();
    this.found.set(key, title);
    return title;
  }

  private search(words: readonly string[], isEnglish: boolean): FoundTitle | null {
    const text = words.join(' ');
    const last = words.at(-1) ?? '';
    const start = words.slice(0, -1).join(' ');
    const inFront = (word: string) => (start ? `${start} ${word}` : word);
    if (isEnglish) {
      for (const form of [last, ...englishForms(last)]) {
        const meanings = this.english.get(inFront(form));
        if (meanings) return titleOf(meanings, form === last ? likeness.same : likeness.inflected);
      }
      // Many titles are the same in both languages.
      const shared = [last, ...englishForms(last)].flatMap((form) => this.meanings.get(inFront(form)) ?? []);
      if (shared.length > 0 && text.length > 3) return titleOf(shared, likeness.inflected);
      const longer =
        words.length > 1
          ? []
          : [last, ...englishForms(last)].flatMap((form) => this.englishTails.get(form) ?? []);
      return longer.length > 0
        ? titleOf(
            longer.flatMap((label) => this.english.get(label) ?? []),
            likeness.tail,
          )
        : null;
    }
    const exact = this.meanings.get(text);
    if (exact) return titleOf(exact, likeness.same);
    for (const form of formsOf(last)) {
      const meanings = this.meanings.get(inFront(form));
      // A title of three letters, such as `trä`, is too short to be told from the beginning of another word.
      if (meanings && inFront(form).length >= minInflected) return titleOf(meanings, likeness.inflected);
    }
    if (words.length === 1) {
      const plain = this.folded.get(text);
      const meanings = plain === undefined ? undefined : this.meanings.get(plain);
      if (meanings) return titleOf(meanings, likeness.folded);
    }
    const english = this.english.get(text);
    if (english && (words.length > 1 || last.length > 6)) return titleOf(english, likeness.inflected);
    return words.length === 1 ? this.partOf(last) : null;
  }

  /** A title within a compound, or one with a letter wrong. */
  private partOf(word: string): FoundTitle | null {
    const head =
      /^(.+?)s?(?:jobb|jobbet|arbete|tjänst|tjänsten|tjänster|yrke|yrket|vikarie|vikariat|utbildning)$/u.exec(
        word,
      )?.[1];
    if (head && head.length >= minHead) {
      for (const form of [head, `${head}e`, `${head}a`, ...formsOf(head)]) {
        const meanings = this.meanings.get(form);
        if (meanings) return titleOf(meanings, likeness.head);
      }
    }
    for (const form of [word, ...formsOf(word)]) {
      const longer = this.endingIn(form);
      if (longer.length > 0) return titleOf(longer, likeness.head);
    }
    const misspelt = this.misspelt(word);
    if (misspelt) return titleOf(misspelt, likeness.misspelt);
    for (let at = 3; word.length - at >= minTail; at++) {
      const tail = word.slice(at);
      for (const form of [tail, ...formsOf(tail)]) {
        if (form.length < minTail) continue;
        const meanings = this.meanings.get(form) ?? this.endingIn(form);
        if (meanings.length > 0) return titleOf(meanings, likeness.tail);
      }
    }
    return null;
  }

  /** What compounds that end in a word mean together. */
  private endingIn(word: string): Meaning[] {
    const end = reversed(word);
    const titles: string[] = [];
    for (let at = firstFrom(this.backwards, end); this.backwards[at]?.startsWith(end); at++) {
      const title = reversed(this.backwards[at] ?? '');
      if (title !== word) titles.push(title);
    }
    if (word.length < minHead || titles.length < minTitlesOfTail) return [];
    return titles.flatMap((title) => this.meanings.get(title) ?? []);
  }

  private misspelt(word: string): readonly Meaning[] | null {
    if (word.length < minMisspelt) return null;
    let best: readonly Meaning[] = [];
    for (const form of [word, ...formsOf(word)]) {
      if (form.length < minMisspelt) continue;
      for (const title of this.byLetter.get(form.slice(0, 1)) ?? []) {
        if (Math.abs(title.length - form.length) > 1 || title.length < minMisspelt) continue;
        // A verb is no misspelt title: who `packar` is not yet a `packare`.
        const isNear = isOneLetterOff(title, form) && title !== `${word}e`;
        const meanings = isNear ? (this.meanings.get(title) ?? this.endingIn(title)) : [];
        if (weightOf(meanings) > weightOf(best)) best = meanings;
      }
      if (best.length > 0) return best;
    }
    return null;
  }
}

const maxCached = 20_000;

const weightOf = (meanings: readonly Meaning[]) => meanings.reduce((sum, { weight }) => sum + weight, 0);

function titleOf(meanings: readonly Meaning[], like: number): FoundTitle {
  const byGroup = new Map<Occupation, { concept: Concept | null; weight: number; best: number }>();
  let all = 0;
  for (const { group, concept, weight } of meanings) {
    all += weight;
    const before = byGroup.get(group);
    if (!before) byGroup.set(group, { concept, weight, best: weight });
    else {
      before.weight += weight;
      if (weight > before.best) Object.assign(before, { concept, best: weight });
    }
  }
  const groups = [...byGroup]
    .map(([group, { concept, weight }]) => ({ group, concept, share: weight / all }))
    .sort((a, b) => b.share - a.share);
  return { likeness: like, isCorrected: like === likeness.folded || like === likeness.misspelt, groups };
}

/** The parts of a label such as `Kockar och kallskänkor` or `Läkare m.fl.`. */
function partsOf(label: string): string[] {
  const whole = label.replace(/\s*m\.\s?fl\.?|\bövriga\b/giu, '').trim();
  // `Chefer och ledare inom trossamfund` is one thing, not two.
  if (/ (?:inom|i|vid|med|för) /.test(whole)) return [whole];
  return [whole, ...whole.split(/,| och | samt | and /)]
    .map((part) => part.trim())
    .filter((part) => part.length > 2 && !part.endsWith('-'));
}

const singular = (label: string) => label.replace(/(?<=[a-z]{3})s$/i, '');

const reversed = (text: string) => [...text].reverse().join('');

/** The place of the first text of a sorted list that is not before another one. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What neighbours in a list of reversed titles both end in, such as `elektriker`. */
function commonTails(backwards: readonly string[]): Set<string> {
  const tails = new Set<string>();
  for (let at = 1; at < backwards.length; at++) {
    const [one = '', other = ''] = [backwards[at - 1], backwards[at]];
    let shared = 0;
    while (shared < one.length && one[shared] === other[shared]) shared++;
    if (shared >= minMisspelt) tails.add(reversed(one.slice(0, shared)));
  }
  return tails;
}

const withoutMarks = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');

/** Endings of a Swedish title, and what the title without them ends in. */
const endings: [ending: string, instead: string[]][] = [
  ['arnas', ['are', '']],
  ['arens', ['are', '']],
  ['ornas', ['a', '']],
  ['ernas', ['', 'e']],
  ['arna', ['are', '']],
  ['aren', ['are', '']],
  ['ares', ['are']],
  ['orna', ['a', '']],
  ['erna', ['', 'e']],
  ['erskor', ['are', '']],
  ['erskan', ['are', '']],
  ['erska', ['are', '']],
  ['örskan', ['ör', 'ör']],
  ['örska', ['ör']],
  ['ens', ['', 'e']],
  ['ans', ['a', '']],
  ['or', ['a', '']],
  ['an', ['a']],
  ['er', ['', 'e']],
  ['en', ['', 'e']],
  ['et', ['', 'e']],
  ['ar', ['', 'e']],
  ['na', ['']],
  ['n', ['']],
  ['s', ['']],
];

/** The words that a word may be a form of. */
function formsOf(word: string): string[] {
  return endings.flatMap(([ending, instead]) => {
    if (!word.endsWith(ending) || word.length - ending.length < 3) return [];
    const stem = word.slice(0, -ending.length);
    return instead.map((end) => stem + end);
  });
}

const englishForms = (word: string) =>
  /s$/.test(word) && word.length > 4
    ? [word.slice(0, -1), word.replace(/ies$/, 'y'), word.replace(/es$/, '')]
    : [];

function push<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
