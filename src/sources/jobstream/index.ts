import { localTimeIn, STOCKHOLM } from '../../text/local-time.ts';
import { days, hours, minutes, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { JobStreamOperations } from '../kinds/job-stream.ts';
import { defineSource } from '../source.ts';
import { change, changes, idOf } from './decode.ts';
import { samples } from './sample.ts';

/**
 * Ads handed over at a time while the snapshot arrives. An embedded database runs in the gateway's own thread and makes
 * the words of 25 ads searchable in about 80 ms; of 200 it took longer than anybody should wait for an answer.
 */
const BATCH = 25;

/** JobStream: every change to the ads on Platsbanken, and all of them at once. Open, no key. Asked by a loader only. */
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
  // The provider asks for one snapshot, then about one question a minute; the rest is for catching up.
  budget: { limit: 6, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(10),
  // Changes of three hours are half a megabyte, on a busy day a few.
  maxBytes: 64 * 1024 * 1024,
  freshFor: minutes(1),
  usableFor: days(2),
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place', 'organisation-number', 'platsbanken-ad'],
  // Recruiters; none of it is read.
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
            'updated-after': localTimeIn(STOCKHOLM, clear(from, -1)),
            'updated-before': localTimeIn(STOCKHOLM, clear(to, 1)),
          },
          decode: changes,
          // Folded into the store by whoever asks; as it comes it holds contacts.
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
 * The hour that the clocks show twice in autumn cannot be told from itself: a span that begins or ends in it is made
 * longer until it does not. What is told twice does no harm.
 */
function clear(instant: Date, direction: 1 | -1): Date {
  let at = instant;
  while (isShownTwice(at)) at = new Date(at.getTime() + direction * hours(1));
  return at;
}

function isShownTwice(at: Date): boolean {
  const shown = localTimeIn(STOCKHOLM, at);
  return [-1, 1].some((way) => localTimeIn(STOCKHOLM, new Date(at.getTime() + way * hours(1))) === shown);
}
