import type { Content } from '../content/snapshot.ts';
import { PlaceCount, SkillDemand } from '../entities/demand.ts';
import { type JobAd, textInTurn } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { Place } from '../entities/place.ts';
import { DataState, type Provenance } from '../entities/provenance.ts';
import { type AdWithTerms, countSkills, limitPerEmployer } from '../matching/skill-counts.ts';
import { type Answer, type Gathered, merged } from '../sources/across/ask-each.ts';
import type { MergedConnection } from '../sources/across/list.ts';
import {
  type JobOperations,
  type JobSearch,
  jobPlaceOf,
  type PlaceAdCount,
} from '../sources/kinds/job-ads.ts';
import type { MergedTerms } from '../sources/kinds/text-terms.ts';
import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { sharedCall } from './shared-call.ts';

/** The largest page of the sources. */
const maxAds = 100;

interface Dependencies {
  /** The newest ads of a search whose texts can be read. */
  readableAds(search: JobSearch, first: number): Promise<Answer<MergedConnection<JobAd>>>;
  askAdSources(
    has: (operations: JobOperations) => boolean,
    ask: (operations: JobOperations) => Promise<PlaceAdCount[]>,
  ): Promise<Gathered<PlaceAdCount[]>>;
  /** The terms of the text of an ad; all texts of a request go in one upstream request. Null without a text. */
  terms(ad: JobAd): Promise<Answer<MergedTerms>> | null;
}

/** Skills that current ads ask for, and the places of the ads, with as few calls as possible. */
export function demandLoaders(
  { readableAds, askAdSources, terms }: Dependencies,
  content: Content,
  call: Call,
) {
  async function readTexts(ads: readonly JobAd[]): Promise<{ read: AdWithTerms[]; failures: SourceError[] }> {
    const failures = new Map<string, SourceError>();
    await Promise.all(ads.map(({ description }) => textInTurn(description)));
    const read = await Promise.all(
      ads.map(async (ad): Promise<AdWithTerms> => {
        const found = await terms(ad);
        if (found === null) return { ad, terms: null };
        // All texts share one request, so one failure occurs for each text. Keep one of them.
        for (const failure of found.failures) failures.set(`${failure.sourceId} ${failure.code}`, failure);
        const refused = found.value && mixingError(ad.provenance, found.value.provenance);
        if (refused) failures.set(`${refused.sourceId} ${refused.code}`, refused);
        return { ad, terms: refused ? null : found.value };
      }),
    );
    return { read, failures: [...failures.values()] };
  }

  return {
    skillDemand: sharedCall(async (search: JobSearch): Promise<Answer<SkillDemand>> => {
      const page = await readableAds(search, maxAds);
      const provenance = page.value?.provenance ?? page.value?.totals[0]?.provenance;
      if (!page.value || !provenance) return { value: null, failures: page.failures };
      const ads = page.value.nodes;
      const { read, failures } = await readTexts(limitPerEmployer(ads));
      const withText = read.flatMap(({ terms: found }) => found ?? []);
      const demand = entity(SkillDemand, {
        adsRead: read.length,
        adsLeftOut: ads.length - read.length,
        adsTotal: page.value.totalCount,
        textsRead: withText.length,
        skills: countSkills(content, read),
        provenance,
        textProvenance: withText[0]?.provenance ?? null,
      });
      return { value: demand, failures: [...page.failures, ...failures] };
    }),

    /** The number of ads of a search in each place, the highest first, with a row for each source that counts. */
    async adsByPlace(search: JobSearch, places: readonly Place[]): Promise<Answer<PlaceCount[]>> {
      const wanted = places.map(jobPlaceOf);
      const counted = await askAdSources(
        ({ countsByPlace }) => countsByPlace !== undefined,
        async (operations) => (await operations.countsByPlace?.(search, wanted, call)) ?? [],
      );
      return merged(counted, (lists) =>
        lists
          .flat()
          .flatMap(({ code, count, provenance }) => {
            const place = content.places.get(code);
            return place ? [entity(PlaceCount, { place, count, provenance })] : [];
          })
          .sort((a, b) => b.count - a.count || (a.place.key < b.place.key ? -1 : 1)),
      );
    },
  };
}

/** The error when terms and ad must not be combined: sample data is never mixed with real data. */
function mixingError(ofAd: Provenance, ofTerms: Provenance): SourceError | null {
  const isSample = ({ state }: Provenance): boolean => state === DataState.SAMPLE;
  if (isSample(ofAd) === isSample(ofTerms)) return null;
  const detail = isSample(ofTerms)
    ? 'was never reached; its sample data is not combined with real ads'
    : 'is not called for sample ads';
  return new SourceError(ofTerms.sourceId, 'SOURCE_UNAVAILABLE', detail);
}
