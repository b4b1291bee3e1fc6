import { JobAd, type YearCount } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import type { Place } from '../../entities/place.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { SourceKind } from '../../entities/source.ts';
import { PlaceKind } from '../../entities/vocabulary.ts';
import { fold } from '../../text/fold.ts';
import type { Call } from '../../upstream/call.ts';
import type { ListItem, ListWindow, Member } from '../across/list-page.ts';
import { distinct, type MergeRule } from '../across/merge.ts';
import { defineKind } from './kind.ts';

/** A Swedish place as the sources of ads know it. */
export interface JobPlace {
  level: PlaceKind;
  /** SCB code. */
  code: string;
  name: string;
  /** Concept id in the JobTech taxonomy. */
  taxonomyId: string | null;
}

/** A place of the content, as sources of ads search by it. */
export function jobPlaceOf({ kind, key, name, taxonomyId }: Place): JobPlace {
  return { level: kind, code: key, name, taxonomyId };
}

/** What job ads are searched by; all that is given must hold. */
export interface JobSearch {
  /** Words as a person types them; all must occur. */
  text?: string;
  /** Words or phrases of which one must occur. */
  anyOf?: string[];
  /** Occupation groups of which one must hold: concept ids in the JobTech taxonomy, or four-digit SSYK 2012 codes. */
  occupationGroups?: string[];
  /** The same groups by their four-digit ISCO-08 code, for sources outside Sweden. */
  iscoGroups?: string[];
  /** Concept id of an occupation, group or field in the JobTech taxonomy. */
  occupationConcept?: string;
  place?: JobPlace;
  /** Concept ids of skills of which the ad asks for one at least. */
  skills?: string[];
  /** ISO instant. */
  publishedAfter?: string;
  remote?: boolean;
  /** Part of a name, or an organisation number. */
  employer?: string;
  /** ISO codes of countries, of which the workplace must be in one. */
  countries?: string[];
}

/** A part of a list of ads, the newest first. */
export interface JobPage {
  /** Each ad with the position in the list after it, and the time by which the list is sorted. */
  items: { ad: JobAd; readonly next: string; at: Date | null }[];
  isLast: boolean;
  total: number | null;
  provenance: Provenance;
}

/** How many ads a place has. */
export interface PlaceAdCount {
  /** SCB code of the place. */
  code: string;
  count: number;
  provenance: Provenance;
}

/** What every source of job ads answers. */
export interface JobOperations {
  /** Whether it holds the ads of today, or those of earlier years. */
  holds: 'CURRENT' | 'EARLIER';
  /** ISO codes of the countries whose ads it holds. */
  countries: readonly string[];
  /** What it can search by; a search by anything else it cannot answer. */
  searchesBy: ReadonlySet<keyof JobSearch>;
  /** Whether its ads come with their whole text, in Swedish. */
  hasSwedishTexts: boolean;
  searchAds(query: JobSearch, window: ListWindow, call: Call): Promise<JobPage>;
  ad(nativeId: string, call: Call): Promise<JobAd | null>;
  /** How many ads were published each year; absent for a source without history. */
  countsByYear?(query: JobSearch, years: readonly number[], call: Call): Promise<YearCount[]>;
  /**
   * How many ads of a search each of these places has, which are of one level; a place of which nothing can be known
   * is left out. Absent for a source that cannot count by place.
   */
  countsByPlace?(query: JobSearch, places: readonly JobPlace[], call: Call): Promise<PlaceAdCount[]>;
}

const county: JobPlace = {
  level: PlaceKind.COUNTY,
  code: '01',
  name: 'Stockholms län',
  taxonomyId: 'CifL_Rzy_Mku',
};

export const jobAds = defineKind<JobOperations>({
  publicKind: SourceKind.JOBS,
  holdsPersonalData: true,
  examples: {
    'a search': (source, call) => source.searchAds({ text: 'lärare' }, { from: null, limit: 3 }, call),
    'a count': (source, call) => source.searchAds({ text: 'lärare' }, { from: null, limit: 0 }, call),
    'counts by year': async (source, call) =>
      (await source.countsByYear?.({ text: 'lärare' }, [2023, 2024], call)) ?? null,
    'counts by place': async (source, call) =>
      (await source.countsByPlace?.({ text: 'lärare' }, [county], call)) ?? null,
  },
  lookUps: {
    'an ad': {
      known: async (source, call) => {
        const { items } = await source.searchAds({}, { from: null, limit: 3 }, call);
        return items.map(({ ad }) => ad.nativeId);
      },
      ask: (source, nativeId, call) => source.ad(nativeId, call),
    },
  },
});

/** Of a class, since an object with a getter of its own takes much longer to make. */
class AdInList implements ListItem<JobAd> {
  readonly node: JobAd;
  readonly order: number;

  constructor(private readonly item: JobPage['items'][number]) {
    this.node = item.ad;
    this.order = -(item.at?.getTime() ?? 0);
  }

  /** Written when it is asked for. */
  get next(): string {
    return this.item.next;
  }
}

/** One source's list of the ads of a search, the newest first. */
export function adList(
  { id, operations }: { id: string; operations: JobOperations },
  search: JobSearch,
  call: Call,
): Member<JobAd> {
  return {
    id,
    async list(window) {
      const { items, ...page } = await operations.searchAds(search, window, call);
      return {
        ...page,
        items: items.map((item) => new AdInList(item)),
      };
    },
  };
}

/** Whether a source can answer the whole of a search. */
export function canSearch({ countries, searchesBy }: JobOperations, search: JobSearch): boolean {
  if (search.countries && !search.countries.some((country) => countries.includes(country))) return false;
  if (search.place && !countries.includes('SE')) return false;
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || searchesBy.has(key as keyof JobSearch)) continue;
    // The same occupations in two classifications: it is enough to understand one.
    if (key === 'occupationGroups' && search.iscoGroups && searchesBy.has('iscoGroups')) continue;
    if (key === 'iscoGroups' && search.occupationGroups && searchesBy.has('occupationGroups')) continue;
    return false;
  }
  return true;
}

/** Ads are the same when they share the id of first publication, or employer, headline and place. */
export const adMerge: MergeRule<JobAd> = {
  proofs(ad) {
    const known = proofsOfAds.get(ad) ?? readProofs(ad);
    proofsOfAds.set(ad, known);
    return known;
  },
  join(preferred, other) {
    const urls = new Set(preferred.links.map(({ url }) => url));
    const links = [...preferred.links, ...other.links.filter(({ url }) => !urls.has(url))];
    return entity(JobAd, { ...preferred, links });
  },
  daysValid: 2,
};

/** An ad stays the same for as long as its answer is in memory. */
const proofsOfAds = new WeakMap<JobAd, string[]>();

function readProofs(ad: JobAd): string[] {
  const { originalId, employer, headline, placeConceptId, workplaceLocality, country } = ad;
  const found: string[] = [];
  if (originalId) found.push(`${country} ${originalId}`);
  const place = placeConceptId ?? workplaceLocality;
  if (employer && place) found.push(`${country}|${fold(employer)}|${fold(headline)}|${fold(place)}`);
  return found;
}

/** Ads of several searches, each once; what two sources have, as the first list has it with the links of both. */
export function distinctAds(ads: Iterable<JobAd>): JobAd[] {
  return distinct(ads, adMerge, ({ id, provenance }) => ({ id, sourceId: provenance.sourceId }));
}
