import { readFileSync } from 'node:fs';
import type { Occupation } from '../entities/occupation.ts';
import type { TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';
import { stemOf } from '../text/words.ts';
import type { Token } from './tokens.ts';

const file = new URL('../../reference/occupation-tasks.json', import.meta.url);

/** What people do in a group of occupations, in the words that they say it with: tasks, tools, places of work. */
interface Tasks {
  groups: Record<string, { sv: string[]; en: string[] }>;
}

interface Phrase {
  group: Occupation;
  stems: readonly string[];
}

export interface FoundTask {
  group: Occupation;
  /** The words of the text. */
  term: string;
  weight: number;
}

/** The share of each phrase of a group, the best first. */
const shares = [1, 0.7, 0.5, 0.35, 0.25, 0.2];

/** Endings of the supine and the past of Swedish verbs, longest first. */
const pastEndings = ['ade', 'dde', 'ats', 'at', 'it', 'tt', 'de', 'te', 't'];

/** Finds occupations by what a text says is done. */
export class TaskIndex {
  private readonly phrases = new Map<string, Phrase[]>();
  /** Stems of the verbs in phrases, which are in the present tense. */
  private readonly verbs = new Set<string>();
  private readonly groupsByStem = new Map<string, Set<Occupation>>();
  private readonly groups: number;

  constructor(taxonomyIndex: TaxonomyIndex) {
    const { groups }: Tasks = JSON.parse(readFileSync(file, 'utf8'));
    this.groups = Object.keys(groups).length;
    for (const [code, { sv, en }] of Object.entries(groups)) {
      const group = taxonomyIndex.occupations.get(code);
      if (!group) continue;
      for (const text of [...sv, ...en]) {
        const stems = [...new Set(stemsOf(text))];
        for (const [, verb] of text.toLowerCase().matchAll(/(?<!\p{L})(\p{L}+[aeö]r)(?!\p{L})/gu))
          if (verb) this.verbs.add(stemOf(verb));
        const phrase = { group, stems };
        for (const stem of stems) {
          const known = this.phrases.get(stem);
          if (known) known.push(phrase);
          else this.phrases.set(stem, [phrase]);
          this.groupsByStem.set(stem, (this.groupsByStem.get(stem) ?? new Set()).add(group));
        }
      }
    }
  }

  /** Whether a word, as it is written, belongs to a task. */
  knows(word: string): boolean {
    return this.phrases.has(stemOf(word));
  }

  /** What the words of a text say of tasks, by group; the denied words are left out beforehand. */
  find(tokens: readonly Token[]): FoundTask[] {
    const words = new Map<string, string>();
    for (const { word, written } of tokens) {
      for (const stem of stemsOf(word)) {
        const known = this.phrases.has(stem) ? stem : (this.verbOf(word) ?? stem);
        if (!words.has(known)) words.set(known, written);
      }
    }
    const candidates = new Set([...words.keys()].flatMap((stem) => this.phrases.get(stem) ?? []));
    const byGroup = new Map<Occupation, FoundTask[]>();
    for (const { group, stems } of candidates) {
      let all = 0;
      let matched = 0;
      const terms: string[] = [];
      for (const stem of stems) {
        const rarity = this.rarity(stem);
        all += rarity;
        const word = words.get(stem);
        if (word === undefined) continue;
        matched += rarity;
        terms.push(word);
      }
      const found = { group, term: terms.join(' '), weight: (matched * matched) / all };
      byGroup.set(group, [...(byGroup.get(group) ?? []), found]);
    }
    return [...byGroup.values()].flatMap((found) => {
      const seen = new Set<string>();
      const distinct = found
        .sort((a, b) => b.weight - a.weight)
        .filter(({ term }) => !seen.has(term) && seen.add(term));
      return distinct
        .slice(0, shares.length)
        .map((one, at) => ({ ...one, weight: one.weight * (shares[at] ?? 0) }));
    });
  }

  /** The stem of the verb that a word is a past form of: `städat`, `städade`, `kört`, `byggde`, `skrivit`. */
  private verbOf(word: string): string | null {
    const ending = pastEndings.find(
      (end) => word.endsWith(end) && this.verbs.has(word.slice(0, -end.length)),
    );
    return ending === undefined ? null : word.slice(0, -ending.length);
  }

  private rarity(stem: string): number {
    return Math.log(1 + this.groups / Math.max(1, this.groupsByStem.get(stem)?.size ?? 0));
  }
}

const small = new Set(
  'och i att på som med för en ett till av jag vi är från hos inom eller åt de den det the and in of with for a an to we is are my at on or our you vid ut in upp om under över efter man sig kan ska har får vill eller arbeta arbetar arbete jobb jobba jobbar göra gör'.split(
    ' ',
  ),
);

function stemsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}+#]+/gu) ?? []
  )
    .filter((word) => !small.has(word) && word.length > 1)
    .map(stemOf);
}
