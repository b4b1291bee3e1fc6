import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import { Language } from '../entities/language.ts';
import type { Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { labelsOf } from '../taxonomy/taxonomy-index.ts';
import { wordsOf } from '../text/words.ts';
import { conditionsIn, type WantedCondition } from './ad-conditions.ts';
import { occupationMatcher, type TextFindings } from './occupation-matcher.ts';
import { placeIn } from './place-in-text.ts';
import { stancesOf, tokensOf } from './tokens.ts';

/** The validated arguments of `matchJobAds`. */
export interface AdMatchRequest {
  text: string | null;
  /** The argument as the client gave it, and the group that it was resolved to. */
  occupation: { value: string; resolved: Occupation } | null;
  /** Concept ids. */
  skills: readonly string[] | null;
  place: Place | null;
}

export interface WantedOccupation {
  occupation: Occupation;
  /** From 0 to 1: how sure it is that the client means this occupation. */
  share: number;
  /** The client's words for it. */
  term: string;
  /** Concept ids of the occupation names that the client gave, or that the text clearly mentions. */
  names: ReadonlySet<string>;
}

export interface WantedSkill {
  key: string;
  /** Null where the loaded taxonomy does not have it. */
  concept: Concept | null;
  term: string;
  /** From 0 to 1: how sure it is that the client has this skill. */
  share: number;
}

export interface WantedWord {
  stem: string;
  word: string;
  /** The concept whose label the word comes from; null for a word of the text. */
  concept: Concept | null;
}

/** What the ads are scored by. */
export interface AdProfile {
  /** The surest first. */
  occupations: readonly WantedOccupation[];
  skills: readonly WantedSkill[];
  words: readonly WantedWord[];
  place: Place | null;
  conditions: readonly WantedCondition[];
  /** Whether the client gave a list of skills, so that other skills an ad demands are lacking. */
  hasSkillList: boolean;
}

/** An occupation whose score is below this share of the score of a whole rare label is found by chance. */
const minSureness = 0.2;
/** Occupations whose score is below this share of the best score are left out. */
const minShareOfBest = 0.45;
const maxOccupations = 5;
/** The share of a skill that a source finds in the text; a given skill has the share 1. */
const foundSkillShare = 0.6;
/** Competencies in the text with a lower prediction are left out. */
const minPrediction = 0.5;
/** How many words are searched for in ads; the first words of a long text say the most. */
const maxWords = 150;

/** The profile of a request: its arguments, and what the matcher and the sources find in its text. */
export function adProfile(content: Content, request: AdMatchRequest, findings: TextFindings): AdProfile {
  const { text, occupation, skills } = request;
  const place = request.place ?? (text === null ? null : placeIn(content, text));
  return {
    occupations: occupation
      ? [givenOccupation(content, occupation)]
      : text
        ? occupationsIn(content, text, findings)
        : [],
    skills: [...(skills ?? []).map((key) => skillOf(content, key)), ...skillsIn(content, findings)],
    words: wantedWords(content, request),
    place,
    conditions: text === null ? [] : conditionsIn(affirmed(text)),
    hasSkillList: skills !== null,
  };
}

function givenOccupation(
  { taxonomyIndex }: Content,
  { value, resolved }: { value: string; resolved: Occupation },
): WantedOccupation {
  const names = [taxonomyIndex.concept(value), ...taxonomyIndex.conceptsLabelled(value)].filter(
    (one) => one?.type === 'occupation-name' && taxonomyIndex.occupationsOf(one).includes(resolved),
  );
  return {
    occupation: resolved,
    share: 1,
    term: value,
    names: new Set(names.flatMap((one) => one?.key ?? [])),
  };
}

function occupationsIn({ taxonomyIndex }: Content, text: string, findings: TextFindings): WantedOccupation[] {
  const matcher = occupationMatcher(taxonomyIndex);
  const found = matcher.match(text, maxOccupations, findings);
  const best = found[0]?.score ?? 0;
  const sureness = Math.min(1, best / matcher.titleScore);
  if (sureness < minSureness) return [];
  return found
    .filter(({ score }) => score >= best * minShareOfBest)
    .map((match) => ({
      occupation: match.occupation,
      share: (sureness * match.score) / best,
      term: match.because[0]?.term ?? '',
      names: namesIn(match, best),
    }));
}

/** The occupation names in the text that weigh nearly as much as the best score. */
function namesIn({ because }: OccupationMatch, best: number): Set<string> {
  const clear = because.filter(({ weight }) => weight >= best * minShareOfBest);
  return new Set(clear.flatMap(({ concept }) => (concept?.type === 'occupation-name' ? [concept.key] : [])));
}

function skillOf({ taxonomyIndex }: Content, key: string): WantedSkill {
  const concept = taxonomyIndex.concept(key);
  return { key: concept?.key ?? key, concept, term: concept?.prefLabel[Language.SV] ?? key, share: 1 };
}

function skillsIn({ taxonomyIndex }: Content, { terms }: TextFindings): WantedSkill[] {
  return terms
    .filter(({ type, prediction }) => type === 'competency' && prediction >= minPrediction)
    .flatMap(({ label, term, prediction }) =>
      taxonomyIndex
        .conceptsLabelled(label)
        .filter(({ type }) => type === 'skill')
        .map((concept) => ({ key: concept.key, concept, term, share: prediction * foundSkillShare })),
    );
}

/** The text without what it denies: an ad for what somebody does not want is no match. */
function affirmed(text: string): string {
  const tokens = tokensOf(text);
  const stances = stancesOf(tokens);
  return tokens
    .filter((_, at) => !stances[at]?.isNegated)
    .map(({ written }) => written)
    .join(' ');
}

/** The words of the labels of skills and occupation, then those of the text. */
function wantedWords({ taxonomyIndex }: Content, { text, occupation, skills }: AdMatchRequest): WantedWord[] {
  const words = new Map<string, WantedWord>();
  const add = (source: string, concept: Concept | null) => {
    for (const word of wordsOf(source)) if (!words.has(word.stem)) words.set(word.stem, { ...word, concept });
  };
  const concepts = new Set((skills ?? []).map((key) => taxonomyIndex.concept(key)));
  if (occupation) {
    const { value, resolved } = occupation;
    concepts.add(taxonomyIndex.concept(value) ?? taxonomyIndex.conceptsLabelled(value)[0] ?? null);
    concepts.add(resolved.taxonomyId ? taxonomyIndex.concept(resolved.taxonomyId) : null);
  }
  for (const concept of concepts) {
    if (concept) for (const label of labelsOf(concept)) add(label, concept);
  }
  if (text) add(affirmed(text), null);
  return [...words.values()].slice(0, maxWords);
}
