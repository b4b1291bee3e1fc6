import { JobAd } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { foldWords } from '../../text/fold.ts';
import { type Clock, days, minutes, seconds, systemClock } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { notOurs } from '../across/list-cursor.ts';
import type { JobOperations, JobSearch } from '../kinds/job-ads.ts';
import { checkableAt, defineSource } from '../source.ts';
import type { ListedAd } from './ad-list.ts';
import { NavFeed } from './feed.ts';
import { samples } from './sample.ts';

/** NAV: public job ads in Norway, from the feed of arbeidsplassen.no. A public token is fetched unless a key is set. */
export const nav = defineSource({
  id: 'nav',
  kind: 'JOBS',
  name: 'Arbeidsplassen (NAV)',
  publisher: 'Arbeids- og velferdsetaten (NAV)',
  homepage: 'https://arbeidsplassen.nav.no',
  documentation: 'https://navikt.github.io/pam-stilling-feed/',
  licence: 'https://arbeidsplassen.nav.no/vilkar-api',
  attribution: 'NAV, arbeidsplassen.no',
  country: 'NO',
  baseUrl: 'https://pam-stilling-feed.nav.no',
  authorise: (key) => ({ authorization: `Bearer ${key}` }),
  // None is published; this is our courtesy.
  budget: { limit: 240, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(9),
  // A page of a thousand changes is half a megabyte.
  maxBytes: 16 * 1024 * 1024,
  freshFor: minutes(2),
  usableFor: days(1),
  // All searches share one walk of the feed, so a search costs no request of its own.
  requests: { searchAds: 0 },
  identifiers: ['esco', 'isco-08', 'organisation-number-no'],
  samples,
  open: (upstream) => openNav(upstream, systemClock),
});

/** NAV's operations, with a clock for tests. */
export function openNav(upstream: Upstream, clock: Clock): JobOperations {
  const feed = new NavFeed(upstream, clock);

  return {
    holds: 'CURRENT',
    countries: ['NO'],
    searchesBy: new Set(['text', 'anyOf', 'iscoGroups', 'publishedAfter', 'employer', 'countries']),
    hasSwedishTexts: false,
    async searchAds(query, window, call) {
      const after = window.from === null ? null : readKey(window.from);
      const line = call.ledger.line(nav.id, nav);
      line.began(clock.now());
      try {
        const { ads, provenance } = await feed.current(call);
        line.answered(provenance.state, provenance.retrievedAt);
        const found = [...ads.values()].filter((ad) => answers(ad, query)).sort(newestFirst);
        const rest = after === null ? found : found.filter((ad) => isAfter(ad, after));
        const items = rest
          .slice(0, window.limit)
          .map((ad) => ({ ad: toAd(ad, provenance), next: keyOf(ad), at: ad.changedAt }));
        // Only ads that were read in full have an occupation code, so a count by group would be too low.
        const isCounted = feed.isComplete && !query.iscoGroups;
        return {
          items,
          isLast: items.length === rest.length,
          total: isCounted ? found.length : null,
          provenance,
        };
      } finally {
        line.ended(clock.now());
      }
    },
    async ad(nativeId, call) {
      if (!/^[\w-]{1,64}$/.test(nativeId)) return null;
      const found = await feed.entry(nativeId, call);
      // NAV's terms forbid publishing an ad that is no longer active.
      if (!found?.ad.isActive || !found.ad.draft) return null;
      const { draft } = found.ad;
      return entity(JobAd, { ...draft, provenance: checkableAt(draft.webpageUrl, found.provenance) });
    },
  };
}

/** The position after an ad; it stays valid when ads are added or removed before it. */
const keyOf = ({ draft, changedAt }: ListedAd): string => `${changedAt.getTime()}~${draft.nativeId}`;

function newestFirst(one: ListedAd, other: ListedAd): number {
  const byTime = other.changedAt.getTime() - one.changedAt.getTime();
  return byTime || one.draft.nativeId.localeCompare(other.draft.nativeId);
}

function readKey(from: string): { time: number; id: string } {
  const [, time, id = ''] = /^(\d{1,15})~([\w-]{1,64})$/.exec(from) ?? [];
  if (time === undefined) throw notOurs();
  return { time: Number(time), id };
}

function isAfter(ad: ListedAd, { time, id }: { time: number; id: string }): boolean {
  const changedAt = ad.changedAt.getTime();
  return changedAt < time || (changedAt === time && ad.draft.nativeId.localeCompare(id) > 0);
}

function answers({ draft, changedAt, words }: ListedAd, query: JobSearch): boolean {
  const { employer, text, anyOf, iscoGroups, publishedAfter } = query;
  if (employer !== undefined && !isEmployer(draft, employer)) return false;
  if (iscoGroups && !(draft.occupationCode && iscoGroups.includes(draft.occupationCode))) return false;
  if (publishedAfter && (draft.publishedAt ?? changedAt) < new Date(publishedAfter)) return false;
  if (text === undefined && !anyOf) return true;
  if (
    text !== undefined &&
    !foldWords(text)
      .trim()
      .split(' ')
      .every((word) => words.includes(` ${word}`))
  )
    return false;
  return !anyOf || anyOf.some((phrase) => words.includes(foldWords(phrase)));
}

function isEmployer(draft: ListedAd['draft'], wanted: string): boolean {
  const digits = wanted.replace(/\s/g, '');
  if (/^\d{9}$/.test(digits)) return draft.organisationNumber === digits;
  return draft.employer !== null && foldWords(draft.employer).includes(foldWords(wanted));
}

function toAd({ draft }: ListedAd, provenance: Provenance): JobAd {
  return entity(JobAd, { ...draft, provenance: checkableAt(draft.webpageUrl, provenance) });
}
