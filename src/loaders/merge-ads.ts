import { JobAd } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { JobPage } from '../sources/source.ts';
import { fold } from '../text/fold.ts';
import { type Shown, shownBefore } from './shown-ads.ts';

/** The page that one source gave, and where its list had been left before: empty at its start. */
export interface SourcePage {
  id: string;
  from: string;
  page: JobPage;
}

/** Where each source's list goes on: empty at its start, null where it has ended. */
export type Places = Readonly<Record<string, string | null>>;

export interface MergedAd {
  ad: JobAd;
  /** Those that have it. */
  sourceIds: string[];
  /** Where the lists go on after this ad. */
  after: Places;
  /** What proves another source's ad to be the same. */
  proofs: string[];
}

export interface Merged {
  ads: MergedAd[];
  hasMore: boolean;
  /** Where the lists go on after all that was looked at. */
  after: Places;
  /** Ads left out because another source has given them on a page before. */
  repeated: number;
}

/**
 * Pages of several sources as one, the newest first, at most `limit` ads. What is proved to be the same ad appears
 * once: as the source that comes first has it, with the links of both; what was given on a page before is left out.
 */
export function mergeAds(pages: readonly SourcePage[], limit: number, shown: Shown = {}): Merged {
  const wasShown = shownBefore(shown);
  let repeated = 0;
  const heads = pages.map((source): Head => {
    // A list without a page left has ended; where only a count was asked for nothing has been given yet.
    const hasEnded = source.page.isLast && source.page.items.length === 0;
    return { ...source, at: 0, place: hasEnded ? null : source.from };
  });
  const ads: MergedAd[] = [];
  const known = new Map<string, number>();
  const places = (): Places => Object.fromEntries(heads.map(({ id, place }) => [id, place]));

  for (;;) {
    // A list that has more but has run out here could hold the next newest: what others have must wait.
    if (heads.some(({ at, page }) => at === page.items.length && !page.isLast && at > 0)) break;
    const head = newest(heads);
    const item = head?.page.items[head.at];
    if (!head || !item) break;
    // One source's ads are never each other's copies, however alike: the same vacancy may be advertised twice.
    const twin = proofs(item.ad)
      .flatMap((proof) => known.get(proof) ?? [])
      .find((place) => !ads[place]?.sourceIds.includes(head.id));
    if (twin === undefined && ads.length === limit) break;
    head.at++;
    head.place = head.at === head.page.items.length && head.page.isLast ? null : item.next;
    if (twin === undefined && wasShown(head.id, proofs(item.ad))) {
      repeated++;
      const last = ads.at(-1);
      if (last) last.after = places();
      continue;
    }
    const place = twin ?? ads.length;
    for (const proof of proofs(item.ad)) known.set(proof, place);
    const before = ads[place];
    if (before) {
      const isFirst = rank(pages, item.ad) < rank(pages, before.ad);
      before.ad = isFirst ? joined(item.ad, before.ad) : joined(before.ad, item.ad);
      before.sourceIds.push(head.id);
      before.proofs.push(...proofs(item.ad));
      const last = ads.at(-1);
      if (last) last.after = places();
    } else ads.push({ ad: item.ad, sourceIds: [head.id], after: places(), proofs: proofs(item.ad) });
  }
  const hasMore = heads.some(({ at, page }) => at < page.items.length || !page.isLast);
  return { ads, hasMore, after: places(), repeated };
}

/** Ads of several lists, each once; what two sources have, as the first list has it with the links of both. */
export function distinctAds(ads: Iterable<JobAd>): JobAd[] {
  const found = new Map<string, JobAd>();
  const known = new Map<string, string>();
  for (const ad of ads) {
    if (found.has(ad.id)) continue;
    const twin = proofs(ad)
      .flatMap((proof) => known.get(proof) ?? [])
      .find((id) => found.get(id)?.provenance.sourceId !== ad.provenance.sourceId);
    const before = twin === undefined ? undefined : found.get(twin);
    if (twin !== undefined && before) found.set(twin, joined(before, ad));
    else found.set(ad.id, ad);
    for (const proof of proofs(ad)) known.set(proof, twin ?? ad.id);
  }
  return [...found.values()];
}

interface Head extends SourcePage {
  at: number;
  place: string | null;
}

function newest(heads: readonly Head[]): Head | null {
  let best: Head | null = null;
  let bestTime = Number.NEGATIVE_INFINITY;
  for (const head of heads) {
    const item = head.page.items[head.at];
    if (!item) continue;
    const time = item.at?.getTime() ?? 0;
    if (best && time <= bestTime) continue;
    best = head;
    bestTime = time;
  }
  return best;
}

/** What proves two ads of different sources the same: the id of first publication; or employer, headline and place. */
function proofs({
  originalId,
  employer,
  headline,
  placeConceptId,
  workplaceLocality,
  country,
}: JobAd): string[] {
  const found: string[] = [];
  if (originalId) found.push(`${country} ${originalId}`);
  const place = placeConceptId ?? workplaceLocality;
  if (employer && place) found.push(`${country}|${fold(employer)}|${fold(headline)}|${fold(place)}`);
  return found;
}

const rank = (pages: readonly SourcePage[], { provenance }: JobAd): number =>
  pages.findIndex(({ id }) => id === provenance.sourceId);

function joined(one: JobAd, other: JobAd): JobAd {
  const urls = new Set(one.links.map(({ url }) => url));
  return entity(JobAd, { ...one, links: [...one.links, ...other.links.filter(({ url }) => !urls.has(url))] });
}
