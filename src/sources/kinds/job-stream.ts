import type { JobAd } from '../../entities/job-ad.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import { days, hours, minutes } from '../../upstream/time.ts';
import { defineKind } from './kind.ts';

/** An ad as a stream of changes has it: what it says, and what else it is found by. */
export interface StreamedAd {
  ad: Omit<JobAd, 'id' | 'provenance'>;
  /** Concept ids of its occupation, group and field, and the group's SSYK 2012 code. */
  occupations: string[];
  /** SCB codes and concept ids of its municipality, county and country. */
  places: string[];
  /** Concept ids of the skills that it demands or welcomes. */
  skills: string[];
  /** The last moment at which it is published; afterwards it is removed, with or without a change in the stream. */
  lastPublished: Date | null;
  /** When its present content was published. */
  changedAt: Date | null;
}

/** An ad that was taken down; the source gives little of what it said. */
export interface AdRemoval {
  id: string;
  at: Date | null;
  occupations: string[];
  places: string[];
}
export type AdChange = { ad: StreamedAd; removal: null } | { ad: null; removal: AdRemoval };

/** What a stream of changes to ads answers. */
export interface JobStreamOperations {
  /** What has changed in a span of time, each ad once, as it is now; the source may give more than that. */
  changes(
    span: { from: Date; to: Date },
    call: Call,
  ): Promise<{ changes: AdChange[]; dropped: number; provenance: Provenance }>;
  /**
   * Every ad that is published now, in batches as they arrive. Resolves when the list has proved to be whole; some
   * batches may have been taken when it rejects. `unread` holds the ids of ads that are there but could not be read,
   * as far as they have any.
   */
  snapshot(
    take: (changes: AdChange[]) => Promise<void>,
    call: Call,
  ): Promise<{ items: number; dropped: number; unread: string[]; provenance: Provenance }>;
}

export const jobStream = defineKind<JobStreamOperations>({
  // For clients a stream of ads is about jobs, as a search for them is.
  publicKind: SourceKind.JOBS,
  holdsPersonalData: true,
  examples: {
    changes: async (stream, call) => {
      // Ten minutes of the morning before: almost certainly some changes, and the same for everyone who asks today.
      const to = new Date(Math.floor(Date.now() / days(1)) * days(1) - hours(16));
      return stream.changes({ from: new Date(to.getTime() - minutes(10)), to }, call);
    },
    // Its first ads only: the whole is some hundred megabytes.
    'the beginning of the snapshot': async (stream, call) => {
      const enough = new Error('the first ads are enough');
      let first: AdChange[] | null = null;
      const take = async (changes: AdChange[]) => {
        first = changes;
        throw enough;
      };
      await stream.snapshot(take, call).catch((error: unknown) => {
        if (error !== enough) throw error;
      });
      return first;
    },
  },
});
