import { setImmediate } from 'node:timers/promises';
import type { Concept } from '../entities/concept.ts';
import { entity } from '../entities/node.ts';
import { MatchReason, type Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { OccupationHit } from '../sources/kinds/education.ts';
import type { FoundTerm } from '../sources/kinds/text-terms.ts';
import { referenceSteps } from '../taxonomy/reference-taxonomy.ts';
import { labelsOf, type TaxonomyIndex } from '../taxonomy/taxonomy-index.ts';
import { isStopWord, stemOf, type Word, wordsOf } from '../text/words.ts';
import { TaskIndex } from './task-index.ts';
import { maxTitleWords, TitleIndex } from './title-index.ts';
import { isEnglish, type Stance, stancesOf, type Token, tokensOf } from './tokens.ts';

/** What sources find in a text; empty where they do not answer. */
export interface TextFindings {
  terms: readonly FoundTerm[];
  hits: readonly OccupationHit[];
}

type AddReason = (group: Occupation, reason: Reason) => void;

/** The weight of a title that means one group only. */
const titleWeight = 10;
/** The most groups that one title adds to. */
const maxGroupsOfTitle = 8;
/** What a title about the past says, relative to one about now. */
const pastShare = 0.2;
/** A denied title takes a group out when the title means it with at least this share. */
const minDeniedShare = 0.15;
const taskShare = 0.7;
/** What a word says again, by another concept of the same group. */
const repeatedShare = 0.15;
/** A score below this share of the rarity of a word that one group alone has comes from single common words. */
const minShareOfRare = 0.33;
const definitionShare = 0.12;
const skillShare = 0.6;
/** The weight of a term that a source is sure of; a rare word weighs about as much. */
const occupationTerm = 6;
const competencyTerm = 2;
/** The weight of the first occupation in a source's list; the next ones weigh less. */
const firstHit = 3;
const maxReasons = 8;
const conceptsInStep = 2_000;
const minTitleLength = 3;
/** The first words of a long text say the most. */
const maxWords = 2_000;

interface Reason {
  concept: Concept | null;
  term: string;
  weight: number;
}

/**
 * Finds the occupations that a text mentions: by titles in any form, by the labels of skills, by what is done, and by the
 * findings of sources. A title that is denied counts against its occupations. It works without any source.
 */
export class OccupationMatcher {
  private readonly titles: TitleIndex;
  private readonly tasks: TaskIndex;
  private readonly definitions = new Map<string, Set<Occupation>>();
  private readonly skills: { concept: Concept; stems: string[] }[] = [];
  private readonly skillsByStem = new Map<string, number[]>();
  private readonly groups: number;

  private readonly building: Generator<undefined, void>;

  constructor(private readonly taxonomyIndex: TaxonomyIndex) {
    this.groups = Math.max(1, this.groupsOfFourDigits().length);
    this.titles = new TitleIndex(taxonomyIndex, referenceSteps);
    this.tasks = new TaskIndex(taxonomyIndex);
    this.building = this.build();
  }

  /** Makes the indexes, so that the first text need not wait for all of them at once. */
  async prepare(): Promise<void> {
    while (!this.building.next().done) await setImmediate();
  }

  private *build(): Generator<undefined, void> {
    yield* this.titles.build();
    for (const group of this.groupsOfFourDigits()) {
      for (const text of Object.values(group.definition ?? {})) {
        for (const { stem } of wordsOf(text)) {
          this.definitions.set(stem, (this.definitions.get(stem) ?? new Set()).add(group));
        }
      }
    }
    yield;
    let count = 0;
    for (const concept of this.taxonomyIndex.concepts.values()) {
      if (++count % conceptsInStep === 0) yield;
      if (concept.type === 'skill' && this.taxonomyIndex.occupationsOf(concept).length > 0)
        this.addSkill(concept);
    }
  }

  private groupsOfFourDigits(): Occupation[] {
    return [...this.taxonomyIndex.occupations.values()].filter(({ level }) => level === 4);
  }

  /** The best matches, at most `first`; none where the text mentions no occupation. */
  match(text: string, first: number, findings: TextFindings = { terms: [], hits: [] }): OccupationMatch[] {
    // What `prepare` has not made yet.
    while (!this.building.next().done);
    const reasons = new Map<Occupation, Reason[]>();
    const add = (group: Occupation, reason: Reason) => push(reasons, group, reason);
    const tokens = tokensOf(text).slice(0, maxWords);
    const stances = stancesOf(tokens);
    const denied = this.byTitles(tokens, stances, add);
    const affirmed = tokens.filter((_, at) => !stances[at]?.isNegated && !stances[at]?.isPast);
    const words = wordsOf(affirmed.map(({ written }) => written).join(' '));
    this.bySkills(affirmed, add);
    this.byTasks(affirmed, add);
    this.byDefinitions(words, add);
    this.byFindings(findings, add);
    return [...reasons]
      .filter(([group]) => !denied.has(group))
      .map(([occupation, found]) => this.toMatch(occupation, found))
      .filter(({ score }) => score >= minShareOfRare * Math.log(1 + this.groups))
      .sort((a, b) => b.score - a.score || (a.occupation.key < b.occupation.key ? -1 : 1))
      .slice(0, first);
  }

  /** The score of a text that contains a title of one group only. */
  get titleScore(): number {
    return titleWeight;
  }

  /** Adds the groups of every title in the text, the longest titles first; gives the groups that are denied. */
  private byTitles(tokens: readonly Token[], stances: readonly Stance[], add: AddReason): Set<Occupation> {
    const english = isEnglish(tokens);
    const denied = new Set<Occupation>();
    const affirmed = new Set<Occupation>();
    for (let at = 0; at < tokens.length; ) {
      const found = this.titleAt(tokens, at, english);
      if (!found) {
        at++;
        continue;
      }
      const { title, length } = found;
      const { isNegated = false, isPast = false } = stances[at] ?? {};
      const term = tokens
        .slice(at, at + length)
        .map(({ written }) => written)
        .join(' ');
      for (const { group, concept, share } of title.groups.slice(0, maxGroupsOfTitle)) {
        if (isNegated) {
          if (share >= minDeniedShare) denied.add(group);
          continue;
        }
        if (!isPast && share >= minDeniedShare) affirmed.add(group);
        const weight = titleWeight * title.likeness * share ** 0.7 * (isPast ? pastShare : 1);
        add(group, { concept, term, weight });
      }
      at += length;
    }
    for (const group of affirmed) denied.delete(group);
    return denied;
  }

  private titleAt(tokens: readonly Token[], at: number, english: boolean) {
    for (let length = Math.min(maxTitleWords, tokens.length - at); length > 0; length--) {
      const span = tokens.slice(at, at + length);
      if (span.some(({ startsClause }, index) => index > 0 && startsClause)) continue;
      const words = span.map(({ word }) => word);
      if (length === 1 && ((words[0]?.length ?? 0) < minTitleLength || isStopWord(words[0] ?? ''))) continue;
      const title = this.titles.find(words, english);
      if (!title) continue;
      // `skotare` is a machine, though it looks like `skötare`; an office (`kontor`) is no misspelt `kantor`.
      if (!(title.isCorrected && this.tasks.knows(words[0] ?? ''))) return { title, length };
    }
    return null;
  }

  private byTasks(tokens: readonly Token[], add: AddReason): void {
    for (const { group, term, weight } of this.tasks.find(tokens)) {
      add(group, { concept: this.conceptOf(group), term, weight: weight * taskShare });
    }
  }

  private conceptOf({ taxonomyId }: Occupation): Concept | null {
    return (taxonomyId && this.taxonomyIndex.concepts.get(taxonomyId)) || null;
  }

  private addSkill(concept: Concept): void {
    for (const label of labelsOf(concept)) {
      const stems = tokensOf(label).map(({ word }) => stemOf(word));
      const [head] = stems;
      if (head === undefined) continue;
      push(this.skillsByStem, head, this.skills.length);
      this.skills.push({ concept, stems });
    }
  }

  private bySkills(tokens: readonly Token[], add: AddReason): void {
    const wordsByStem = new Map(tokens.map(({ word, written }) => [stemOf(word), written]));
    const seen = new Set<Concept>();
    for (const stem of wordsByStem.keys()) {
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
        add(group, { concept: this.conceptOf(group), term: word, weight });
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

  private toMatch(occupation: Occupation, found: readonly Reason[]): OccupationMatch {
    const merged = new Map<string, Reason>();
    for (const reason of found) {
      const key = `${reason.concept?.key ?? ''} ${reason.term}`;
      const before = merged.get(key);
      merged.set(key, before ? { ...before, weight: before.weight + reason.weight } : reason);
    }
    const said = new Set<string>();
    const because = [...merged.values()]
      .sort((a, b) => b.weight - a.weight)
      .map((reason) => {
        const isRepeated = said.has(reason.term);
        said.add(reason.term);
        return isRepeated ? { ...reason, weight: reason.weight * repeatedShare } : reason;
      })
      .sort((a, b) => b.weight - a.weight);
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

/** The matcher of a version of the taxonomy. Its indexes are made by `prepare`, or at the first text. */
export function occupationMatcher(taxonomyIndex: TaxonomyIndex): OccupationMatcher {
  const made = matchers.get(taxonomyIndex) ?? new OccupationMatcher(taxonomyIndex);
  matchers.set(taxonomyIndex, made);
  return made;
}
