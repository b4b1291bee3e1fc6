import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import type { AdConcept, JobAd } from '../entities/job-ad.ts';
import { JobAdMatch } from '../entities/job-ad-match.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { MatchReason, type Occupation } from '../entities/occupation.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { wordsOf } from '../text/words.ts';
import { conceptOfAd, groupOfAd, placeOfAd } from './ad-concept.ts';
import type { AdProfile, WantedOccupation } from './ad-profile.ts';
import { Meeting, StemIndex } from './likeness.ts';

/** What each reason weighs at most; all in one measure, so that a score is their sum. */
const weights = {
  /** The ad's occupation group is the wanted one, or near: the best of these counts. */
  sameGroup: 10,
  closeSubstitute: 6,
  sameMinorGroup: 4,
  partlySubstitute: 2.5,
  /** Its very name was said. */
  sameName: 2,
  demandedSkill: 3,
  welcomeSkill: 1.5,
  /** A skill that is demanded and was not given; all that lack together count so much at most. */
  lackingSkill: -0.5,
  mostLacking: -2,
  /** The ad is where it is wanted, or elsewhere in the same county. */
  samePlace: 3,
  sameCounty: 1.5,
};
/** Of a word's rarity. */
const wordShare = 2.5;
/** So many more ads, without any of the words, are thought beside those at hand: few ads make no word common. */
const otherAds = 50;
/** Of a word in the description, against one in the headline or the occupation's name. */
const descriptionShare = 0.45;
/** Less alike than this, a word of a long text is alike by chance. */
const leastInText = 0.6;

interface Reason {
  concept: Concept | null;
  term: string;
  weight: number;
}
/** How the words of the profile are met in an ad, by their stem: 0 to 1. */
type Met = ReadonlyMap<string, number>;

/** The ads that have something of the profile, the best first, equal ones in the order of their ids. */
export function rankAds(content: Content, profile: AdProfile, ads: readonly JobAd[]): JobAdMatch[] {
  const judge = new AdJudge(content, profile, ads);
  return ads
    .flatMap((ad) => judge.match(ad) ?? [])
    .sort((a, b) => b.score - a.score || (a.jobAd.id < b.jobAd.id ? -1 : 1));
}

/** Measures ads against one profile. Words weigh by how few of the ads have them. */
class AdJudge {
  private readonly met: ReadonlyMap<JobAd, Met>;
  private readonly rarities: ReadonlyMap<string, number>;
  private readonly substitutes: ReadonlyMap<string, { level: string | null; wanted: WantedOccupation }>;

  constructor(
    private readonly content: Content,
    private readonly profile: AdProfile,
    ads: readonly JobAd[],
  ) {
    const alike = remembering(new StemIndex(profile.words.map(({ stem }) => stem)));
    this.met = new Map(ads.map((ad) => [ad, profile.words.length > 0 ? metIn(alike, ad) : new Map()]));
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

  match(ad: JobAd): JobAdMatch | null {
    if (ad.removed) return null;
    const reasons = [...this.byOccupation(ad), ...this.bySkills(ad), ...this.byWords(ad), ...this.byPlace(ad)]
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
    const said = ad.occupationConcept;
    const found: Reason[] = [];
    for (const wanted of this.profile.occupations) {
      const { occupation, share, term, names } = wanted;
      const weight = this.groupWeight(ad, group, occupation);
      if (weight === 0) continue;
      const isName = said !== null && names.has(said.conceptId);
      const concept = isName ? this.concept(ad, said) : this.groupConcept(ad, group);
      found.push({ concept, term, weight: share * (weight + (isName ? weights.sameName : 0)) });
    }
    const stand = said && this.substitutes.get(said.conceptId);
    if (said && stand) {
      const weight = stand.level === 'close' ? weights.closeSubstitute : weights.partlySubstitute;
      const { share, term } = stand.wanted;
      found.push({ concept: this.concept(ad, said), term, weight: share * weight });
    }
    const [best] = found.sort((a, b) => b.weight - a.weight);
    return best ? [best] : [];
  }

  private groupWeight(ad: JobAd, group: Occupation | null, wanted: Occupation): number {
    // An occupation of fewer digits stands for all groups below it.
    if (group?.key.startsWith(wanted.key)) return weights.sameGroup;
    const isForeign = group === null && ad.occupationCode !== null;
    if (isForeign && wanted.iscoCodes.includes(ad.occupationCode ?? '')) return weights.sameGroup;
    return group && wanted.level === 4 && group.key.slice(0, 3) === wanted.key.slice(0, 3)
      ? weights.sameMinorGroup
      : 0;
  }

  private bySkills(ad: JobAd): Reason[] {
    const { skills, isSkilled } = this.profile;
    const had = new Map(skills.toReversed().map((skill) => [skill.key, skill]));
    const isSkill = ({ type }: AdConcept) => type === 'skill';
    const found: Reason[] = [];
    let lacking = 0;
    const told = new Set<string>();
    for (const one of ad.mustHaveConcepts.filter(isSkill)) {
      if (told.has(one.conceptId)) continue;
      told.add(one.conceptId);
      const skill = had.get(one.conceptId);
      const concept = this.concept(ad, one);
      if (skill) found.push({ concept, term: skill.term, weight: skill.share * weights.demandedSkill });
      else if (isSkilled && lacking > weights.mostLacking) {
        lacking += weights.lackingSkill;
        found.push({
          concept,
          term: concept.prefLabel[Language.SV] ?? one.label,
          weight: weights.lackingSkill,
        });
      }
    }
    for (const one of ad.niceToHaveConcepts.filter(isSkill)) {
      const skill = had.get(one.conceptId);
      if (!skill || told.has(one.conceptId)) continue;
      told.add(one.conceptId);
      found.push({
        concept: this.concept(ad, one),
        term: skill.term,
        weight: skill.share * weights.welcomeSkill,
      });
    }
    return found;
  }

  private byWords(ad: JobAd): Reason[] {
    const met = this.met.get(ad);
    const { words } = this.profile;
    // Of many words each tells less.
    const share = wordShare / Math.sqrt(words.length);
    return words.flatMap(({ stem, word, concept }) => {
      const degree = met?.get(stem) ?? 0;
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

  private rarity(stem: string): number {
    let having = 0;
    for (const met of this.met.values()) having += met.get(stem) ?? 0;
    const all = this.met.size + otherAds;
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

/** Ads say much the same words: each is compared once. */
function remembering(stems: StemIndex): StemIndex['alike'] {
  const known = new Map<string, ReturnType<StemIndex['alike']>>();
  return (stem) => {
    const before = known.get(stem);
    if (before) return before;
    const found = stems.alike(stem);
    known.set(stem, found);
    return found;
  };
}

/** How the words that are looked for are met in an ad; those of its headline and occupation count whole. */
function metIn(alike: StemIndex['alike'], ad: JobAd): Met {
  const meetings = new Map<string, Meeting>();
  const read = (text: string, share: number, least: number) => {
    for (const { stem, word } of wordsOf(text)) {
      for (const [known, { degree, part }] of alike(stem)) {
        if (degree < least) continue;
        const meeting = meetings.get(known) ?? new Meeting();
        meetings.set(known, meeting);
        meeting.add(part, degree * share, word);
      }
    }
  };
  read([ad.headline, ad.occupationConcept?.label].join(' '), 1, 0);
  if (ad.description) read(ad.description, descriptionShare, leastInText);
  return new Map([...meetings].map(([known, { weight }]) => [known, Math.min(1, weight)]));
}

const rounded = (weight: number): number => Math.round(weight * 1e4) / 1e4;
