import type { Content } from '../content/snapshot.ts';
import { PlaceCount, SkillDemand } from '../entities/demand.ts';
import type { JobAd } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { Place } from '../entities/place.ts';
import { DataState, type Provenance } from '../entities/provenance.ts';
import { countSkills, fairShare, type ReadAd } from '../matching/skill-counts.ts';
import type { JobOperations, JobSearch, TextTerms } from '../sources/source.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { once } from './shared-call.ts';

/** As many as the source gives in one call. */
const adsAsked = 100;

interface Asked {
  platsbanken<T>(ask: (operations: JobOperations) => Promise<T>): Promise<T>;
  /** The terms of a text; all texts of a request go in one question. */
  terms: { load(text: string): Promise<TextTerms | null> };
}

/** What could be counted, and what failed beside it. */
export interface DemandAnswer {
  demand: SkillDemand;
  errors: SourceError[];
}

/** What ads of today ask for, and where they are: counted by as few calls as there can be. */
export function demandLoaders({ platsbanken, terms }: Asked, content: Content, call: Call) {
  async function readTexts(ads: readonly JobAd[]): Promise<{ read: ReadAd[]; errors: SourceError[] }> {
    const errors = new Map<string, SourceError>();
    const read = await Promise.all(
      ads.map(async (ad): Promise<ReadAd> => {
        // A headline alone says the occupation, which is known.
        if (ad.description === null) return { ad, terms: null };
        try {
          const found = await terms.load(`${ad.headline}\n${ad.description}`);
          const refusal = found && refusalOf(ad.provenance, found.provenance);
          if (!refusal) return { ad, terms: found };
          errors.set(refusal.code, refusal);
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          // One question for all texts fails for each of them.
          errors.set(error.code, error);
        }
        return { ad, terms: null };
      }),
    );
    return { read, errors: [...errors.values()] };
  }

  return {
    skillDemand: once(async (search: JobSearch): Promise<DemandAnswer> => {
      const page = await platsbanken((source) =>
        source.searchAds(search, { from: null, limit: adsAsked }, call),
      );
      const ads = page.items.map(({ ad }) => ad);
      const { read, errors } = await readTexts(fairShare(ads));
      const withText = read.flatMap(({ terms: found }) => found ?? []);
      const demand = entity(SkillDemand, {
        adsRead: read.length,
        adsLeftOut: ads.length - read.length,
        adsTotal: page.total,
        textsRead: withText.length,
        skills: countSkills(content, read),
        provenance: page.provenance,
        textProvenance: withText[0]?.provenance ?? null,
      });
      return { demand, errors };
    }),

    /** Ads of a search in each of these places, those with the most first. */
    async adsByPlace(search: JobSearch, places: readonly Place[]): Promise<PlaceCount[] | null> {
      const wanted = places.map(({ kind, key, name, taxonomyId }) => ({
        level: kind,
        code: key,
        name,
        taxonomyId,
      }));
      const found = await platsbanken(async (source) => source.countsByPlace?.(search, wanted, call));
      if (!found) return null;
      return found
        .flatMap(({ code, count, provenance }) => {
          const place = content.places.get(code);
          return place ? [entity(PlaceCount, { place, count, provenance })] : [];
        })
        .sort((a, b) => b.count - a.count || (a.place.key < b.place.key ? -1 : 1));
    },
  };
}

/** Why terms must not be counted: what was made up shall not be mixed into what is real, nor the other way round. */
function refusalOf(ofAd: Provenance, ofTerms: Provenance): SourceError | null {
  const isSample = ({ state }: Provenance): boolean => state === DataState.SAMPLE;
  if (isSample(ofAd) === isSample(ofTerms)) return null;
  const detail = isSample(ofTerms)
    ? 'was never reached; its sample is not mixed into real ads'
    : 'is not asked about sample ads';
  return new SourceError(ofTerms.sourceId, 'SOURCE_UNAVAILABLE', detail);
}
