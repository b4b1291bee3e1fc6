import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import { SkillCount } from '../entities/demand.ts';
import type { AdConcept, JobAd } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { MergedTerms } from '../sources/kinds/text-terms.ts';
import { fold } from '../text/fold.ts';
import { conceptOfAd } from './ad-concept.ts';
import { conceptOfTerm } from './term-concept.ts';

/** Competencies with a lower prediction do not count as asked for. */
export const minPrediction = 0.5;
const maxAdsPerEmployer = 5;

/** The first ads of each employer, in their order. Each ad without an employer counts as an employer of its own. */
export function limitPerEmployer(ads: readonly JobAd[]): JobAd[] {
  const counted = new Map<string, number>();
  return ads.filter(({ organisationNumber, employer }) => {
    const key = organisationNumber ?? (employer && fold(employer));
    if (!key) return true;
    const before = counted.get(key) ?? 0;
    counted.set(key, before + 1);
    return before < maxAdsPerEmployer;
  });
}

/** An ad with the terms that a source found in its text; null where none answered. */
export interface AdWithTerms {
  ad: JobAd;
  terms: MergedTerms | null;
}

/**
 * How many of the ads ask for each skill, the most frequent first. An ad counts once for each skill. Ads and terms that
 * are in memory are counted once.
 */
export function countSkills(content: Content, ads: readonly AdWithTerms[]): SkillCount[] {
  const [first] = ads;
  if (!first) return [];
  const byFirst: Counted = counted.get(content) ?? new WeakMap();
  counted.set(content, byFirst);
  const known = byFirst.get(first.ad);
  if (known && isSame(known.ads, ads)) return known.skills;
  const skills = counts(content, ads);
  byFirst.set(first.ad, { ads, skills });
  return skills;
}

/** By the first ad: the others come in the same answer, and go with it. */
type Counted = WeakMap<JobAd, { ads: readonly AdWithTerms[]; skills: SkillCount[] }>;

/** By the content, so that an ad in memory does not hold the content that was replaced. */
const counted = new WeakMap<Content, Counted>();

const isSame = (some: readonly AdWithTerms[], others: readonly AdWithTerms[]): boolean =>
  some.length === others.length &&
  some.every(({ ad, terms }, at) => ad === others[at]?.ad && terms === others[at]?.terms);

function counts(content: Content, ads: readonly AdWithTerms[]): SkillCount[] {
  // A term in the text of one ad and a field of another with the same label are one skill, even outside the loaded taxonomy.
  const named = new Map<string, AdConcept>();
  for (const { ad } of ads) for (const one of skillsOf(ad)) named.set(fold(one.label), one);

  const byKey = new Map<string, SkillCount>();
  for (const { ad, terms } of ads) {
    const skills = new Map<string, Concept>();
    const demanded = new Set<string>();
    const addSkill = (concept: Concept) => skills.set(concept.key, concept);
    for (const one of skillsOf(ad)) addSkill(conceptOfAd(content, one, ad.provenance));
    for (const one of ad.mustHaveConcepts.filter(isSkill))
      demanded.add(conceptOfAd(content, one, ad.provenance).key);
    for (const term of terms?.terms ?? []) {
      const { type, label, prediction } = term;
      if (type !== 'competency' || prediction < minPrediction) continue;
      const field = named.get(fold(label));
      addSkill(field ? conceptOfAd(content, field, ad.provenance) : conceptOfTerm(content, term));
    }
    for (const [key, concept] of skills) {
      const count = byKey.get(key) ?? entity(SkillCount, { concept, ads: 0, share: 0, required: 0 });
      count.ads += 1;
      count.required += demanded.has(key) ? 1 : 0;
      byKey.set(key, count);
    }
  }
  for (const count of byKey.values()) count.share = count.ads / ads.length;
  return [...byKey.values()].sort(
    (a, b) => b.ads - a.ads || b.required - a.required || (a.concept.key < b.concept.key ? -1 : 1),
  );
}

const isSkill = ({ type }: AdConcept): boolean => type === 'skill';

function skillsOf({ mustHaveConcepts, niceToHaveConcepts }: JobAd): AdConcept[] {
  return [...mustHaveConcepts, ...niceToHaveConcepts].filter(isSkill);
}
