import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import { Language } from '../entities/language.ts';
import type { Occupation, OccupationMatch } from '../entities/occupation.ts';
import type { Place } from '../entities/place.ts';
import { labelsOf } from '../taxonomy/taxonomy-index.ts';
import { wordsOf } from '../text/words.ts';
import { type Hints, occupationMatcher } from './occupation-matching.ts';

/** What ads shall fit, checked. */
export interface AdWish {
  text: string | null;
  /** The group that is meant, and what the client called it. */
  occupation: { meant: Occupation; said: string } | null;
  /** Concept ids. */
  skills: readonly string[] | null;
  place: Place | null;
}

export interface WantedOccupation {
  occupation: Occupation;
  /** How much it is wanted, 1 for the most. */
  share: number;
  /** The client's words for it. */
  term: string;
  /** Occupation names that were said, by concept id. */
  names: ReadonlySet<string>;
}

export interface WantedSkill {
  key: string;
  /** Null where the concept is not kept here. */
  concept: Concept | null;
  term: string;
  share: number;
}

export interface WantedWord {
  stem: string;
  word: string;
  /** What it is a word of, where it stands for a concept. */
  concept: Concept | null;
}

/** What ads are measured by. */
export interface AdProfile {
  /** The most wanted first. */
  occupations: readonly WantedOccupation[];
  skills: readonly WantedSkill[];
  words: readonly WantedWord[];
  place: Place | null;
  /** Whether the skills are all that there are, as far as the client said. */
  isSkilled: boolean;
}

/** Below this share of what a whole rare label scores an occupation is found by chance; up to it, it counts the less. */
const leastSure = 0.4;
/** Occupations that fit the text less than this share of the best are left out. */
const nearBest = 0.45;
const mostOccupations = 5;
/** A skill that a source reads out of the text, against one that is given. */
const readShare = 0.6;
/** A competency that the model finds less likely than this is not had. */
const likely = 0.5;
/** Words of a text that are looked for in ads; the first of a long one say the most. */
const mostWords = 150;

/** What ads are measured by: from what is given, and from what a text tells, with what sources read out of it. */
export function adProfile(content: Content, wish: AdWish, hints: Hints): AdProfile {
  const { text, occupation, skills, place } = wish;
  return {
    occupations: occupation ? [given(content, occupation)] : text ? read(content, text, hints) : [],
    skills: [...(skills ?? []).map((key) => skillOf(content, key)), ...skillsIn(content, hints)],
    words: wantedWords(content, wish),
    place,
    isSkilled: skills !== null,
  };
}

function given(
  { taxonomyIndex }: Content,
  { meant, said }: { meant: Occupation; said: string },
): WantedOccupation {
  const names = [taxonomyIndex.concept(said), ...taxonomyIndex.conceptsLabelled(said)].filter(
    (one) => one?.type === 'occupation-name' && taxonomyIndex.occupationsOf(one).includes(meant),
  );
  return {
    occupation: meant,
    share: 1,
    term: said,
    names: new Set(names.flatMap((one) => one?.key ?? [])),
  };
}

function read({ taxonomyIndex }: Content, text: string, hints: Hints): WantedOccupation[] {
  const matcher = occupationMatcher(taxonomyIndex);
  const found = matcher.match(text, mostOccupations, hints);
  const best = found[0]?.score ?? 0;
  const sureness = Math.min(1, best / matcher.ofRareLabel);
  if (sureness < leastSure) return [];
  return found
    .filter(({ score }) => score >= best * nearBest)
    .map((match) => ({
      occupation: match.occupation,
      share: (sureness ** 2 * match.score) / best,
      term: match.because[0]?.term ?? '',
      names: namesIn(match, best),
    }));
}

/** The names that told of an occupation nearly as clearly as the best of all. */
function namesIn({ because }: OccupationMatch, best: number): Set<string> {
  const clear = because.filter(({ weight }) => weight >= best * nearBest);
  return new Set(clear.flatMap(({ concept }) => (concept?.type === 'occupation-name' ? [concept.key] : [])));
}

function skillOf({ taxonomyIndex }: Content, key: string): WantedSkill {
  const concept = taxonomyIndex.concept(key);
  return { key: concept?.key ?? key, concept, term: concept?.prefLabel[Language.SV] ?? key, share: 1 };
}

function skillsIn({ taxonomyIndex }: Content, { terms }: Hints): WantedSkill[] {
  return terms
    .filter(({ type, prediction }) => type === 'competency' && prediction >= likely)
    .flatMap(({ label, term, prediction }) =>
      taxonomyIndex
        .conceptsLabelled(label)
        .filter(({ type }) => type === 'skill')
        .map((concept) => ({ key: concept.key, concept, term, share: prediction * readShare })),
    );
}

/** Of what the skills and the occupation are called, then of the text. */
function wantedWords({ taxonomyIndex }: Content, { text, occupation, skills }: AdWish): WantedWord[] {
  const words = new Map<string, WantedWord>();
  const add = (said: string, concept: Concept | null) => {
    for (const word of wordsOf(said)) if (!words.has(word.stem)) words.set(word.stem, { ...word, concept });
  };
  const concepts = new Set((skills ?? []).map((key) => taxonomyIndex.concept(key)));
  if (occupation) {
    const { meant, said } = occupation;
    concepts.add(taxonomyIndex.concept(said) ?? taxonomyIndex.conceptsLabelled(said)[0] ?? null);
    concepts.add(meant.taxonomyId ? taxonomyIndex.concept(meant.taxonomyId) : null);
  }
  for (const concept of concepts) {
    if (concept) for (const label of labelsOf(concept)) add(label, concept);
  }
  if (text) add(text, null);
  return [...words.values()].slice(0, mostWords);
}
