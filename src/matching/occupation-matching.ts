import type { Concept } from '../entities/concept.ts';
import { entity } from '../entities/node.ts';
import { MatchReason, type Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { OccupationHit } from '../sources/kinds/education.ts';
import type { FoundTerm } from '../sources/kinds/text-terms.ts';
import { labelsOf, type TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';
import { type Word, wordsOf } from '../text/words.ts';
import { Meeting, StemIndex } from './likeness.ts';

/** What sources read out of the text; empty where they do not answer. */
export interface Hints {
  terms: readonly FoundTerm[];
  hits: readonly OccupationHit[];
}

type Give = (group: Occupation, reason: Reason) => void;

/** How much each of a group's labels counts after the best. */
const labelShares = [1, 0.3, 0.15, 0.1];
const definitionShare = 0.12;
const skillShare = 0.6;
/** Of a term that a source is sure of, in the measure of a rare word. */
const occupationTerm = 6;
const competencyTerm = 2;
/** Of the first occupation in a source's list; the next ones count less. */
const firstHit = 3;
const mostReasons = 8;

/** One label of one concept, in stems. */
interface Phrase {
  concept: Concept;
  group: Occupation;
  stems: readonly string[];
}
interface Reason {
  concept: Concept | null;
  term: string;
  weight: number;
}

/**
 * Finds the occupations of a text in the labels of groups and occupation names, weighing rare words above common
 * ones, and adds what the sources found in it. Needs no source; with the skills of a loaded version it knows more.
 */
export class OccupationMatcher {
  private readonly phrasesByStem = new Map<string, Phrase[]>();
  private readonly definitions = new Map<string, Set<Occupation>>();
  private readonly skills: { concept: Concept; stems: string[] }[] = [];
  private readonly skillsByStem = new Map<string, number[]>();
  private readonly stems = new StemIndex();
  private readonly rarities = new Map<string, number>();
  private readonly groups: number;

  constructor(private readonly taxonomyIndex: TaxonomyIndex) {
    const groups = [...taxonomyIndex.occupations.values()].filter(({ level }) => level === 4);
    this.groups = Math.max(1, groups.length);
    for (const group of groups) {
      const own = group.taxonomyId ? taxonomyIndex.concepts.get(group.taxonomyId) : undefined;
      for (const concept of [...(own ? [own] : []), ...taxonomyIndex.namesOf(group.key)]) {
        for (const label of labelsOf(concept)) this.addPhrase(concept, group, label);
        for (const text of Object.values(concept.definition ?? {})) {
          for (const { stem } of wordsOf(text)) {
            this.definitions.set(stem, (this.definitions.get(stem) ?? new Set()).add(group));
          }
        }
      }
    }
    for (const concept of taxonomyIndex.concepts.values()) {
      if (concept.type === 'skill' && taxonomyIndex.occupationsOf(concept).length > 0) this.addSkill(concept);
    }
  }

  /** The best matches, at most `first`; none where nothing in the text tells of an occupation. */
  match(text: string, first: number, hints: Hints = { terms: [], hits: [] }): OccupationMatch[] {
    const reasons = new Map<Occupation, Reason[]>();
    const give = (group: Occupation, reason: Reason) => {
      const own = reasons.get(group);
      if (own) own.push(reason);
      else reasons.set(group, [reason]);
    };
    const words = wordsOf(text);
    this.byLabels(words, give);
    this.bySkills(words, give);
    this.byDefinitions(words, give);
    this.byHints(hints, give);
    return [...reasons]
      .map(([occupation, found]) => this.toMatch(occupation, found))
      .sort((a, b) => b.score - a.score || (a.occupation.key < b.occupation.key ? -1 : 1))
      .slice(0, first);
  }

  /** The score of a text that says the whole of a label whose word no other group has. */
  get ofRareLabel(): number {
    return Math.log(1 + this.groups);
  }

  private addPhrase(concept: Concept, group: Occupation, label: string): void {
    const stems = wordsOf(label).map(({ stem }) => stem);
    if (stems.length === 0) return;
    const phrase = { concept, group, stems };
    for (const stem of stems) {
      const known = this.phrasesByStem.get(stem);
      if (known) known.push(phrase);
      else this.phrasesByStem.set(stem, [phrase]);
      this.stems.add(stem);
    }
  }

  private addSkill(concept: Concept): void {
    for (const label of labelsOf(concept)) {
      const stems = wordsOf(label).map(({ stem }) => stem);
      const [head] = stems;
      if (head === undefined) continue;
      add(this.skillsByStem, head, this.skills.length);
      this.skills.push({ concept, stems });
    }
  }

  private byLabels(words: readonly Word[], give: Give): void {
    const matched = new Map<string, Meeting>();
    for (const { stem, word: said } of words) {
      const alike = this.stems.alike(stem);
      // A part that is in many labels tells little, however rare the whole word is.
      const common = this.rarityOf([...alike.keys()]);
      for (const [known, { degree, part }] of alike) {
        const weight = degree * (degree === 1 ? this.rarity(known) : Math.min(common, this.rarity(known)));
        const meeting = matched.get(known) ?? new Meeting();
        matched.set(known, meeting);
        meeting.add(part, weight, said);
      }
    }
    const candidates = new Set([...matched.keys()].flatMap((stem) => this.phrasesByStem.get(stem) ?? []));
    const byGroup = new Map<Occupation, Map<Concept, Reason>>();
    for (const { concept, group, stems } of candidates) {
      let all = 0;
      let met = 0;
      const said = new Set<string>();
      for (const stem of stems) {
        const rarity = this.rarity(stem);
        all += rarity;
        const meeting = matched.get(stem);
        met += Math.min(rarity, meeting?.weight ?? 0);
        for (const word of meeting?.said ?? []) said.add(word);
      }
      // What is met, times how much of the label that is: a whole short label beats a part of a long one.
      const weight = (met * met) / all;
      const own = byGroup.get(group) ?? new Map<Concept, Reason>();
      byGroup.set(group, own);
      if (weight > (own.get(concept)?.weight ?? 0))
        own.set(concept, { concept, term: [...said].join(' '), weight });
    }
    for (const [group, own] of byGroup) {
      const best = [...own.values()].sort((a, b) => b.weight - a.weight);
      for (const [at, share] of labelShares.entries()) {
        const reason = best[at];
        if (reason) give(group, { ...reason, weight: reason.weight * share });
      }
    }
  }

  private bySkills(words: readonly Word[], give: Give): void {
    const said = new Map(words.map(({ stem, word }) => [stem, word]));
    const told = new Set<Concept>();
    for (const { stem } of words) {
      for (const at of this.skillsByStem.get(stem) ?? []) {
        const skill = this.skills[at];
        if (!skill || told.has(skill.concept) || !skill.stems.every((one) => said.has(one))) continue;
        told.add(skill.concept);
        const term = skill.stems.map((one) => said.get(one)).join(' ');
        this.giveSkill(skill.concept, term, skillShare, give);
      }
    }
  }

  private giveSkill(concept: Concept, term: string, share: number, give: Give): void {
    const groups = this.taxonomyIndex.occupationsOf(concept);
    // A skill that is asked for everywhere tells little.
    const weight = share * Math.log(1 + this.groups / Math.max(1, groups.length));
    for (const group of groups) give(group, { concept, term, weight });
  }

  private byDefinitions(words: readonly Word[], give: Give): void {
    for (const { stem, word: said } of words) {
      const groups = this.definitions.get(stem);
      if (!groups) continue;
      const weight = definitionShare * Math.log(this.groups / groups.size);
      if (weight <= 0) continue;
      for (const group of groups) {
        const concept = group.taxonomyId ? this.taxonomyIndex.concepts.get(group.taxonomyId) : undefined;
        give(group, { concept: concept ?? null, term: said, weight });
      }
    }
  }

  private byHints({ terms, hits }: Hints, give: Give): void {
    for (const { type, label, term, prediction } of terms) {
      if (type !== 'occupation' && type !== 'competency') continue;
      for (const concept of this.taxonomyIndex.conceptsLabelled(label)) {
        if (type === 'competency') {
          if (concept.type === 'skill')
            this.giveSkill(concept, term, prediction * competencyTerm * skillShare, give);
          continue;
        }
        const groups = this.taxonomyIndex.occupationsOf(concept).filter(({ level }) => level === 4);
        for (const group of groups) give(group, { concept, term, weight: prediction * occupationTerm });
      }
    }
    for (const [at, { conceptId, label, ssyk }] of hits.entries()) {
      const concept = this.taxonomyIndex.concept(conceptId);
      const group =
        (ssyk ? this.taxonomyIndex.occupations.get(ssyk) : undefined) ??
        this.taxonomyIndex.occupation(conceptId);
      if (group?.level === 4) give(group, { concept, term: label, weight: firstHit / (at + 1) });
    }
  }

  private rarityOf(stems: readonly string[]): number {
    const groups = new Set(
      stems.flatMap((stem) => this.phrasesByStem.get(stem) ?? []).map(({ group }) => group),
    );
    return Math.log(1 + this.groups / Math.max(1, groups.size));
  }

  private rarity(stem: string): number {
    const known = this.rarities.get(stem);
    if (known !== undefined) return known;
    const rarity = this.rarityOf([stem]);
    this.rarities.set(stem, rarity);
    return rarity;
  }

  private toMatch(occupation: Occupation, found: readonly Reason[]): OccupationMatch {
    const merged = new Map<string, Reason>();
    for (const reason of found) {
      const key = `${reason.concept?.key ?? ''} ${reason.term}`;
      const before = merged.get(key);
      merged.set(key, before ? { ...before, weight: before.weight + reason.weight } : reason);
    }
    const because = [...merged.values()].sort((a, b) => b.weight - a.weight);
    return entity(OccupationMatch, {
      occupation,
      score: because.reduce((sum, { weight }) => sum + weight, 0),
      because: because.slice(0, mostReasons).map((reason) => entity(MatchReason, reason)),
    });
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const matchers = new WeakMap<TaxonomyIndex, OccupationMatcher>();

/** The matcher of a version of the taxonomy; made at the first text, since it takes a while. */
export function occupationMatcher(taxonomyIndex: TaxonomyIndex): OccupationMatcher {
  const made = matchers.get(taxonomyIndex) ?? new OccupationMatcher(taxonomyIndex);
  matchers.set(taxonomyIndex, made);
  return made;
}
