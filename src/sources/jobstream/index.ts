import { localTimeIn, STOCKHOLM } from '../../text/local-time.ts';
import { days, hours, minutes, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { JobStreamOperations } from '../kinds/job-stream.ts';
import { defineSource } from '../source.ts';
import { change, changes, idOf } from './decode.ts';
import { samples } from './sample.ts';

/**
 * Ads per batch of the snapshot. The embedded database runs in the gateway's own thread and indexes 25 ads in about
 * 80 ms; 200 ads would block all other requests for too long.
 */
const BATCH = 25;

/** JobStream: a snapshot of all ads on Platsbanken, and their changes. Open, no key. Only the follower requests it. */
export const jobstream = defineSource({
  id: 'jobstream',
  kind: 'JOB_STREAM',
  name: 'JobStream (Platsbanken)',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://arbetsformedlingen.se/platsbanken',
  documentation: 'https://jobstream.api.jobtechdev.se',
  licence: 'CC0-1.0',
  attribution: 'Arbetsförmedlingen, Platsbanken',
  country: 'SE',
  baseUrl: 'https://jobstream.api.jobtechdev.se',
  // The provider asks for one snapshot, then about one request a minute; the rest is for catching up.
  budget: { limit: 6, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(10),
  // Changes of three hours are half a megabyte, a few megabytes on a busy day.
  maxBytes: 64 * 1024 * 1024,
  freshFor: minutes(1),
  usableFor: days(2),
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place', 'organisation-number', 'platsbanken-ad'],
  // Contacts of recruiters; none of this is read.
  personalKeys: ['application_contacts', 'application_details'],
  samples,
  open,
});

function open(upstream: Upstream): JobStreamOperations {
  return {
    async changes({ from, to }, call) {
      const { value, dropped, provenance } = await upstream.get(
        {
          operation: 'changes',
          path: 'v2/stream',
          query: {
            'updated-after': localTimeIn(STOCKHOLM, unambiguous(from, -1)),
            'updated-before': localTimeIn(STOCKHOLM, unambiguous(to, 1)),
          },
          decode: changes,
          // Not cached: the follower stores the ads, and the raw answer has contacts.
          keep: false,
        },
        call,
      );
      return { changes: value, dropped, provenance };
    },
    async snapshot(write, call) {
      const unread: string[] = [];
      const onDropped = (item: unknown) => {
        const id = idOf(item);
        if (id !== null) unread.push(id);
      };
      const { value, provenance } = await upstream.stream(
        {
          operation: 'snapshot',
          path: 'v2/snapshot',
          // 390 MB in five minutes were measured; slow links take longer.
          timeoutMs: hours(1),
          maxBytes: 4 * 1024 ** 3,
          batches: { item: change, size: BATCH, write, onDropped },
        },
        call,
      );
      return { ...value, unread, provenance };
    },
  };
}

/**
 * Local times in the hour that occurs twice in autumn are ambiguous: a span that begins or ends in it is extended beyond
 * it. Changes that are read twice do no harm.
 */
function unambiguous(instant: Date, direction: 1 | -1): Date {
  let at = instant;
  while (isAmbiguous(at)) at = new Date(at.getTime() + direction * hours(1));
  return at;
}

function isAmbiguous(at: Date): boolean {
  const local = localTimeIn(STOCKHOLM, at);
  return [-1, 1].some((way) => localTimeIn(STOCKHOLM, new Date(at.getTime() + way * hours(1))) === local);
}
