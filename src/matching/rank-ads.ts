import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import { type AdConcept, type JobAd, textOf } from '../entities/job-ad.ts';
import { JobAdMatch } from '../entities/job-ad-match.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { MatchReason, type Occupation } from '../entities/occupation.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { wordsOf } from '../text/words.ts';
import { conceptOfAd, groupOfAd, placeOfAd } from './ad-concept.ts';
import { offers } from './ad-conditions.ts';
import type { AdProfile, WantedOccupation } from './ad-profile.ts';
import { StemIndex, WordMatch } from './word-similarity.ts';

/** The largest weight of each reason, on one scale, since a score is their sum. */
const weights = {
  /** The occupation group of the ad: only the largest of these counts. */
  sameGroup: 10,
  closeSubstitute: 6,
  sameMinorGroup: 4,
  partlySubstitute: 2.5,
  /** Added where the client gave the occupation name of the ad. */
  sameName: 2,
  demandedSkill: 3,
  welcomeSkill: 1.5,
  /** A demanded skill that the client does not have, and the lowest sum of such weights. */
  lackingSkill: -0.5,
  minLacking: -2,
  /** The ad is at the place, or elsewhere in its county. */
  samePlace: 3,
  sameCounty: 1.5,
  /** A condition of the text that the ad names, such as nights or a language. */
  condition: 1,
};
/** The share of its rarity that a word weighs. */
const wordShare = 2.5;
/** Ads without any of the words that are added when rarity is computed: among a few ads alone, every word would be common. */
const assumedOtherAds = 50;
/** What a word in the description weighs, relative to one in the headline or the occupation name. */
const descriptionShare = 0.45;
/** In a description, less similar words are similar by chance. */
const minDegreeInDescription = 0.6;

/** What words weigh in an ad of another occupation, where the occupation that is wanted is sure. */
const otherShare = 0.6;
const minSureShare = 0.7;

interface Reason {
  concept: Concept | null;
  term: string;
  weight: number;
}
/** How well an ad matches each word of the profile, by its stem: 0 to 1. */
type MatchedWords = ReadonlyMap<string, number>;

/** The ads with a score above 0, the best first; ads with equal scores are sorted by id. */
export function rankAds(content: Content, profile: AdProfile, ads: readonly JobAd[]): JobAdMatch[] {
  const scorer = new AdScorer(content, profile, ads);
  return ads
    .flatMap((ad) => scorer.match(ad) ?? [])
    .sort((a, b) => b.score - a.score || (a.jobAd.id < b.jobAd.id ? -1 : 1));
}

/** Scores ads by one profile. A word weighs more the fewer of the ads have it. */
class AdScorer {
  private readonly matchedWords: ReadonlyMap<JobAd, MatchedWords>;
  /** The words of the text, by their stem. */
  private readonly textWords: ReadonlyMap<string, string>;
  private readonly rarities: ReadonlyMap<string, number>;
  private readonly substitutes: ReadonlyMap<string, { level: string | null; wanted: WantedOccupation }>;

  constructor(
    private readonly content: Content,
    private readonly profile: AdProfile,
    ads: readonly JobAd[],
  ) {
    const similarTo = cached(new StemIndex(profile.words.map(({ stem }) => stem)));
    this.matchedWords = new Map(
      ads.map((ad) => [ad, profile.words.length > 0 ? wordsMatchedIn(similarTo, ad) : new Map()]),
    );
    this.textWords = new Map(
      profile.words.flatMap(({ stem, word, concept }) => (concept === null ? [[stem, word] as const] : [])),
    );
    this.rarities = new Map(profile.words.map(({ stem }) => [stem, this.rarity(stem)]));
    this.substitutes = new Map(
      profile.occupations
        .toReversed()
        .flatMap((wanted) =>
          (content.taxonomyIndex.substitutesOf(wanted.occupation.key) ?? []).map(
            ({ concept, level }) => [concept.key, { level, wanted }] as const,
          ),
        ),
    );
  }

  private get isSure(): boolean {
    return (this.profile.occupations[0]?.share ?? 0) >= minSureShare;
  }

  match(ad: JobAd): JobAdMatch | null {
    if (ad.removed) return null;
    const occupation = this.byOccupation(ad);
    const isOther = occupation.length === 0 && this.isSure;
    const found = [...occupation, ...this.bySkills(ad), ...this.byWords(ad, isOther ? otherShare : 1)];
    // That an ad is at the place, or at night, is no reason to show it to somebody who can do something else.
    if (!found.some(({ weight }) => weight > 0)) return null;
    const reasons = [...found, ...this.byPlace(ad), ...this.byConditions(ad)]
      .map((reason) => ({ ...reason, weight: rounded(reason.weight) }))
      .filter(({ weight }) => weight !== 0)
      .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
    const score = rounded(reasons.reduce((sum, { weight }) => sum + weight, 0));
    if (score <= 0) return null;
    return entity(JobAdMatch, {
      jobAd: ad,
      score,
      because: reasons.map((reason) => entity(MatchReason, reason)),
    });
  }

  private byOccupation(ad: JobAd): Reason[] {
    const group = groupOfAd(this.content.taxonomyIndex, ad);
    const adOccupation = ad.occupationConcept;
    const found: Reason[] = [];
    for (const wanted of this.profile.occupations) {
      const { occupation, share, term, names } = wanted;
      const weight = this.groupWeight(ad, group, occupation);
      if (weight === 0) continue;
      const isName = adOccupation !== null && names.has(adOccupation.conceptId);
      const concept = isName ? this.concept(ad, adOccupation) : this.groupConcept(ad, group);
      found.push({ concept, term, weight: share * (weight + (isName ? weights.sameName : 0)) });
    }
    const substitute = adOccupation && this.substitutes.get(adOccupation.conceptId);
    if (adOccupation && substitute) {
      const weight = substitute.level === 'close' ? weights.closeSubstitute : weights.partlySubstitute;
      const { share, term } = substitute.wanted;
      found.push({ concept: this.concept(ad, adOccupation), term, weight: share * weight });
    }
    const named = adOccupation && this.wordsOfName(adOccupation.label);
    if (adOccupation && named) {
      const weight = weights.sameGroup + weights.sameName;
      found.push({ concept: this.concept(ad, adOccupation), term: named, weight });
    }
    const [best] = found.sort((a, b) => b.weight - a.weight);
    return best ? [best] : [];
  }

  /** The words of the text that are all words of one name in a label such as “Akutsjuksköterska/Sjuksköterska, akutmottagning”. */
  private wordsOfName(label: string): string | null {
    for (const name of label.split('/')) {
      const wanted = wordsOf(name).map(({ stem }) => this.textWords.get(stem));
      if (wanted.length > 1 && wanted.every((word) => word !== undefined)) return wanted.join(' ');
    }
    return null;
  }

  private groupWeight(ad: JobAd, group: Occupation | null, wanted: Occupation): number {
    // An occupation with fewer than four digits includes all groups whose codes begin with its code.
    if (group?.key.startsWith(wanted.key)) return weights.sameGroup;
    const isForeign = group === null && ad.occupationCode !== null;
    if (isForeign && wanted.iscoCodes.includes(ad.occupationCode ?? '')) return weights.sameGroup;
    return group && wanted.level === 4 && group.key.slice(0, 3) === wanted.key.slice(0, 3)
      ? weights.sameMinorGroup
      : 0;
  }

  private bySkills(ad: JobAd): Reason[] {
    const { skills, hasSkillList } = this.profile;
    const skillsByKey = new Map(skills.toReversed().map((skill) => [skill.key, skill]));
    const isSkill = ({ type }: AdConcept) => type === 'skill';
    const found: Reason[] = [];
    let lacking = 0;
    const seen = new Set<string>();
    for (const one of ad.mustHaveConcepts.filter(isSkill)) {
      if (seen.has(one.conceptId)) continue;
      seen.add(one.conceptId);
      const skill = skillsByKey.get(one.conceptId);
      const concept = this.concept(ad, one);
      if (skill) found.push({ concept, term: skill.term, weight: skill.share * weights.demandedSkill });
      else if (hasSkillList && lacking > weights.minLacking) {
        lacking += weights.lackingSkill;
        found.push({
          concept,
          term: concept.prefLabel[Language.SV] ?? one.label,
          weight: weights.lackingSkill,
        });
      }
    }
    for (const one of ad.niceToHaveConcepts.filter(isSkill)) {
      const skill = skillsByKey.get(one.conceptId);
      if (!skill || seen.has(one.conceptId)) continue;
      seen.add(one.conceptId);
      found.push({
        concept: this.concept(ad, one),
        term: skill.term,
        weight: skill.share * weights.welcomeSkill,
      });
    }
    return found;
  }

  private byWords(ad: JobAd, adShare: number): Reason[] {
    const matched = this.matchedWords.get(ad);
    const { words } = this.profile;
    // Each of many words says less.
    const share = (adShare * wordShare) / Math.sqrt(words.length);
    return words.flatMap(({ stem, word, concept }) => {
      const degree = matched?.get(stem) ?? 0;
      return degree > 0
        ? [{ concept, term: word, weight: share * degree * (this.rarities.get(stem) ?? 0) }]
        : [];
    });
  }

  private byPlace(ad: JobAd): Reason[] {
    const wanted = this.profile.place;
    if (!wanted || wanted.kind === PlaceKind.COUNTRY) return [];
    const at = placeOfAd(this.content, ad);
    if (!at) return [];
    const isThere = at.key === wanted.key || at.countyKey === wanted.key;
    if (isThere) return [{ concept: null, term: wanted.name, weight: weights.samePlace }];
    const isNear = wanted.countyKey !== null && (at.countyKey ?? at.key) === wanted.countyKey;
    return isNear ? [{ concept: null, term: at.name, weight: weights.sameCounty }] : [];
  }

  private byConditions(ad: JobAd): Reason[] {
    return this.profile.conditions
      .filter((condition) => offers(ad, condition))
      .map(({ term }) => ({ concept: null, term, weight: weights.condition }));
  }

  private rarity(stem: string): number {
    let having = 0;
    for (const matched of this.matchedWords.values()) having += matched.get(stem) ?? 0;
    const all = this.matchedWords.size + assumedOtherAds;
    return Math.log(1 + (all - having + 0.5) / (having + 0.5));
  }
  private concept(ad: JobAd, one: AdConcept): Concept {
    return conceptOfAd(this.content, one, ad.provenance);
  }
  private groupConcept(ad: JobAd, group: Occupation | null): Concept | null {
    if (group?.taxonomyId) return this.content.concepts.get(group.taxonomyId) ?? null;
    return ad.occupationGroupConcept && this.concept(ad, ad.occupationGroupConcept);
  }
}

/** Ads share most of their words, so each stem is compared once. */
function cached(stems: StemIndex): StemIndex['similarTo'] {
  const results = new Map<string, ReturnType<StemIndex['similarTo']>>();
  return (stem) => {
    const result = results.get(stem) ?? stems.similarTo(stem);
    results.set(stem, result);
    return result;
  };
}

/** How well an ad matches the words of the profile; words of its headline and occupation name count fully. */
function wordsMatchedIn(similarTo: StemIndex['similarTo'], ad: JobAd): MatchedWords {
  const matches = new Map<string, WordMatch>();
  const read = (text: string, share: number, minDegree: number) => {
    for (const { stem, word } of wordsOf(text)) {
      for (const [wanted, { degree, part }] of similarTo(stem)) {
        if (degree < minDegree) continue;
        const match = matches.get(wanted) ?? new WordMatch();
        matches.set(wanted, match);
        match.add(part, degree * share, word);
      }
    }
  };
  read([ad.headline, ad.occupationConcept?.label].join(' '), 1, 0);
  const description = textOf(ad.description);
  if (description) read(description, descriptionShare, minDegreeInDescription);
  return new Map([...matches].map(([stem, { weight }]) => [stem, Math.min(1, weight)]));
}

const rounded = (weight: number): number => Math.round(weight * 1e4) / 1e4;
