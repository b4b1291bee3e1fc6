import type { z } from 'zod';
import { finishedAd } from '../../../src/sources/jobtech/finished-ad.ts';
import { unstatedAd } from '../../../src/sources/jobtech/unstated-ad.ts';
import type { AdChange, JobStreamOperations } from '../../../src/sources/kinds/job-stream.ts';
import { defineSource } from '../../../src/sources/source.ts';
import { days, hours, minutes, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { item, page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind JOB_STREAM: what it is, and whether it needs a key. */
export const exampleJobStream = defineSource({
  id: 'example-job-stream',
  kind: 'JOB_STREAM',
  name: 'Exempel: example-job-stream',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-job-stream.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 6, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: minutes(1),
  usableFor: days(30),
  identifiers: ['example-ad'],
  samples,
  open,
});

function open(upstream: Upstream): JobStreamOperations {
  return {
    async changes({ from, to }, call) {
      const { value, dropped, provenance } = await upstream.get(
        {
          operation: 'changes',
          path: 'changes',
          query: { from: from.toISOString(), to: to.toISOString() },
          decode: page,
          // Not cached: the follower stores the ads.
          keep: false,
        },
        call,
      );
      return { changes: value.items.map(changeOf), dropped, provenance };
    },
    async snapshot(take, call) {
      // The ids of items that cannot be read; this example has no other field that could hold one.
      const unread: string[] = [];
      const { value, provenance } = await upstream.stream(
        {
          operation: 'snapshot',
          path: 'snapshot',
          timeoutMs: hours(1),
          maxBytes: 1024 ** 3,
          batches: { item, size: 25, write: (items) => take(items.map(changeOf)) },
        },
        call,
      );
      return { ...value, unread, provenance };
    },
  };
}

function changeOf({ number }: z.output<typeof item>): AdChange {
  const publishedAt = new Date(Date.UTC(2024, 0, number));
  const ad = finishedAd({
    ...unstatedAd(),
    nativeId: `${number}`,
    headline: `Exempel: example-job-stream ${number}`,
    publishedAt,
    webpageUrl: null,
    links: [],
    country: 'SE',
  });
  return {
    ad: { ad, occupations: [], places: [], skills: [], lastPublished: null, changedAt: publishedAt },
    removal: null,
  };
}
