import type { Content } from '../content/snapshot.ts';
import type { Concept } from '../entities/concept.ts';
import { SkillCount } from '../entities/demand.ts';
import type { AdConcept, JobAd } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { TextTerms } from '../sources/kinds/text-terms.ts';
import { fold } from '../text/fold.ts';
import { conceptOfAd } from './ad-concept.ts';
import { conceptOfTerm } from './skill-concept.ts';

/** A competency that the model finds less likely than this is not asked for. */
export const surely = 0.5;
const mostOfAnEmployer = 5;

/** The ads that count, in their order: of one employer only so many. An ad that names none is an employer's own. */
export function fairShare(ads: readonly JobAd[]): JobAd[] {
  const counted = new Map<string, number>();
  return ads.filter(({ organisationNumber, employer }) => {
    const key = organisationNumber ?? (employer && fold(employer));
    if (!key) return true;
    const before = counted.get(key) ?? 0;
    counted.set(key, before + 1);
    return before < mostOfAnEmployer;
  });
}

/** An ad, and what was read out of its text; null where nothing was. */
export interface ReadAd {
  ad: JobAd;
  terms: TextTerms | null;
}

/** In how many of the ads each skill is asked for, the most first; an ad counts once, however often it says so. */
export function countSkills(content: Content, read: readonly ReadAd[]): SkillCount[] {
  // What an ad names in a field and another in its text is one skill, also where it is not kept here.
  const named = new Map<string, AdConcept>();
  for (const { ad } of read) for (const one of skillsOf(ad)) named.set(fold(one.label), one);

  const counts = new Map<string, SkillCount>();
  for (const { ad, terms } of read) {
    const asked = new Map<string, Concept>();
    const demanded = new Set<string>();
    const ask = (concept: Concept) => asked.set(concept.key, concept);
    for (const one of skillsOf(ad)) ask(conceptOfAd(content, one, ad.provenance));
    for (const one of ad.mustHaveConcepts.filter(isSkill))
      demanded.add(conceptOfAd(content, one, ad.provenance).key);
    for (const { type, label, prediction } of terms?.terms ?? []) {
      if (!terms || type !== 'competency' || prediction < surely) continue;
      const field = named.get(fold(label));
      ask(
        field ? conceptOfAd(content, field, ad.provenance) : conceptOfTerm(content, label, terms.provenance),
      );
    }
    for (const [key, concept] of asked) {
      const count = counts.get(key) ?? entity(SkillCount, { concept, ads: 0, share: 0, required: 0 });
      count.ads += 1;
      count.required += demanded.has(key) ? 1 : 0;
      counts.set(key, count);
    }
  }
  for (const count of counts.values()) count.share = count.ads / read.length;
  return [...counts.values()].sort(
    (a, b) => b.ads - a.ads || b.required - a.required || (a.concept.key < b.concept.key ? -1 : 1),
  );
}

const isSkill = ({ type }: AdConcept): boolean => type === 'skill';

function skillsOf({ mustHaveConcepts, niceToHaveConcepts }: JobAd): AdConcept[] {
  return [...mustHaveConcepts, ...niceToHaveConcepts].filter(isSkill);
}
