import type { Concept } from '../entities/concept.ts';
import { entity } from '../entities/node.ts';
import { MatchReason, type Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { OccupationHit } from '../sources/kinds/education.ts';
import type { FoundTerm } from '../sources/kinds/text-terms.ts';
import { labelsOf, type TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';
import { type Word, wordsOf } from '../text/words.ts';
import { StemIndex, WordMatch } from './word-similarity.ts';

/** What sources find in a text; empty where they do not answer. */
export interface TextFindings {
  terms: readonly FoundTerm[];
  hits: readonly OccupationHit[];
}

type AddReason = (group: Occupation, reason: Reason) => void;

/** The share of each matching label of a group, the best first. Further labels do not count. */
const labelShares = [1, 0.3, 0.15, 0.1];
const definitionShare = 0.12;
const skillShare = 0.6;
/** The weight of a term that a source is sure of; a rare word weighs about as much. */
const occupationTerm = 6;
const competencyTerm = 2;
/** The weight of the first occupation in a source's list; the next ones weigh less. */
const firstHit = 3;
const maxReasons = 8;

/** One label of one concept of a group. */
interface Label {
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
 * Finds the occupations that a text mentions: by the labels of groups and occupation names, in which rare words weigh
 * more than common ones, by the labels of skills once a version of the taxonomy is loaded, and by the findings of sources.
 * It works without any source.
 */
export class OccupationMatcher {
  private readonly labelsByStem = new Map<string, Label[]>();
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
      const groupConcept = group.taxonomyId ? taxonomyIndex.concepts.get(group.taxonomyId) : undefined;
      for (const concept of [...(groupConcept ? [groupConcept] : []), ...taxonomyIndex.namesOf(group.key)]) {
        for (const label of labelsOf(concept)) this.addLabel(concept, group, label);
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

  /** The best matches, at most `first`; none where the text mentions no occupation. */
  match(text: string, first: number, findings: TextFindings = { terms: [], hits: [] }): OccupationMatch[] {
    const reasons = new Map<Occupation, Reason[]>();
    const add = (group: Occupation, reason: Reason) => push(reasons, group, reason);
    const words = wordsOf(text);
    this.byLabels(words, add);
    this.bySkills(words, add);
    this.byDefinitions(words, add);
    this.byFindings(findings, add);
    return [...reasons]
      .map(([occupation, found]) => this.toMatch(occupation, found))
      .sort((a, b) => b.score - a.score || (a.occupation.key < b.occupation.key ? -1 : 1))
      .slice(0, first);
  }

  /** The score of a text that contains a whole label whose word no other group has. */
  get rareLabelScore(): number {
    return Math.log(1 + this.groups);
  }

  private addLabel(concept: Concept, group: Occupation, text: string): void {
    const stems = wordsOf(text).map(({ stem }) => stem);
    if (stems.length === 0) return;
    const label = { concept, group, stems };
    for (const stem of stems) {
      push(this.labelsByStem, stem, label);
      this.stems.add(stem);
    }
  }

  private addSkill(concept: Concept): void {
    for (const label of labelsOf(concept)) {
      const stems = wordsOf(label).map(({ stem }) => stem);
      const [head] = stems;
      if (head === undefined) continue;
      push(this.skillsByStem, head, this.skills.length);
      this.skills.push({ concept, stems });
    }
  }

  private byLabels(words: readonly Word[], add: AddReason): void {
    const matched = new Map<string, WordMatch>();
    for (const { stem, word } of words) {
      const similar = this.stems.similarTo(stem);
      // A part that occurs in many labels says little, however rare the whole word is.
      const rarityOfAll = this.rarityOf([...similar.keys()]);
      for (const [indexed, { degree, part }] of similar) {
        const rarity = this.rarity(indexed);
        const weight = degree * (degree === 1 ? rarity : Math.min(rarityOfAll, rarity));
        const match = matched.get(indexed) ?? new WordMatch();
        matched.set(indexed, match);
        match.add(part, weight, word);
      }
    }
    const candidates = new Set([...matched.keys()].flatMap((stem) => this.labelsByStem.get(stem) ?? []));
    const byGroup = new Map<Occupation, Map<Concept, Reason>>();
    for (const { concept, group, stems } of candidates) {
      let all = 0;
      let matchedWeight = 0;
      const terms = new Set<string>();
      for (const stem of stems) {
        const rarity = this.rarity(stem);
        all += rarity;
        const match = matched.get(stem);
        matchedWeight += Math.min(rarity, match?.weight ?? 0);
        for (const word of match?.words ?? []) terms.add(word);
      }
      // The matched weight, times its share of the label: a whole short label weighs more than a part of a long one.
      const weight = (matchedWeight * matchedWeight) / all;
      const reasons = byGroup.get(group) ?? new Map<Concept, Reason>();
      byGroup.set(group, reasons);
      if (weight > (reasons.get(concept)?.weight ?? 0))
        reasons.set(concept, { concept, term: [...terms].join(' '), weight });
    }
    for (const [group, reasons] of byGroup) {
      const best = [...reasons.values()].sort((a, b) => b.weight - a.weight);
      for (const [at, share] of labelShares.entries()) {
        const reason = best[at];
        if (reason) add(group, { ...reason, weight: reason.weight * share });
      }
    }
  }

  private bySkills(words: readonly Word[], add: AddReason): void {
    const wordsByStem = new Map(words.map(({ stem, word }) => [stem, word]));
    const seen = new Set<Concept>();
    for (const { stem } of words) {
      for (const at of this.skillsByStem.get(stem) ?? []) {
        const skill = this.skills[at];
        if (!skill || seen.has(skill.concept) || !skill.stems.every((one) => wordsByStem.has(one))) continue;
        seen.add(skill.concept);
        const term = skill.stems.map((one) => wordsByStem.get(one)).join(' ');
        this.addSkillReason(skill.concept, term, skillShare, add);
      }
    }
  }

  private addSkillReason(concept: Concept, term: string, share: number, add: AddReason): void {
    const groups = this.taxonomyIndex.occupationsOf(concept);
    // A skill of many groups says little.
    const weight = share * Math.log(1 + this.groups / Math.max(1, groups.length));
    for (const group of groups) add(group, { concept, term, weight });
  }

  private byDefinitions(words: readonly Word[], add: AddReason): void {
    for (const { stem, word } of words) {
      const groups = this.definitions.get(stem);
      if (!groups) continue;
      const weight = definitionShare * Math.log(this.groups / groups.size);
      if (weight <= 0) continue;
      for (const group of groups) {
        const concept = group.taxonomyId ? this.taxonomyIndex.concepts.get(group.taxonomyId) : undefined;
        add(group, { concept: concept ?? null, term: word, weight });
      }
    }
  }

  private byFindings({ terms, hits }: TextFindings, add: AddReason): void {
    for (const { type, label, term, prediction } of terms) {
      if (type !== 'occupation' && type !== 'competency') continue;
      for (const concept of this.taxonomyIndex.conceptsLabelled(label)) {
        if (type === 'competency') {
          if (concept.type === 'skill')
            this.addSkillReason(concept, term, prediction * competencyTerm * skillShare, add);
          continue;
        }
        const groups = this.taxonomyIndex.occupationsOf(concept).filter(({ level }) => level === 4);
        for (const group of groups) add(group, { concept, term, weight: prediction * occupationTerm });
      }
    }
    for (const [at, { conceptId, label, ssyk }] of hits.entries()) {
      const concept = this.taxonomyIndex.concept(conceptId);
      const group =
        (ssyk ? this.taxonomyIndex.occupations.get(ssyk) : undefined) ??
        this.taxonomyIndex.occupation(conceptId);
      if (group?.level === 4) add(group, { concept, term: label, weight: firstHit / (at + 1) });
    }
  }

  private rarityOf(stems: readonly string[]): number {
    const groups = new Set(
      stems.flatMap((stem) => this.labelsByStem.get(stem) ?? []).map(({ group }) => group),
    );
    return Math.log(1 + this.groups / Math.max(1, groups.size));
  }

  private rarity(stem: string): number {
    const cached = this.rarities.get(stem);
    if (cached !== undefined) return cached;
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
      because: because.slice(0, maxReasons).map((reason) => entity(MatchReason, reason)),
    });
  }
}

function push<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const matchers = new WeakMap<TaxonomyIndex, OccupationMatcher>();

/** The matcher of a version of the taxonomy. It is made for the first text, because making it takes long. */
export function occupationMatcher(taxonomyIndex: TaxonomyIndex): OccupationMatcher {
  const made = matchers.get(taxonomyIndex) ?? new OccupationMatcher(taxonomyIndex);
  matchers.set(taxonomyIndex, made);
  return made;
}
