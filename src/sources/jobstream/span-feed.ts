import type { Call } from '../../upstream/call.ts';
import { type Clock, hours, minutes, seconds } from '../../upstream/time.ts';
import type { ChangeFeed, ChangePage } from '../changes/change-feed.ts';
import type { AdChange, JobStreamOperations } from '../kinds/job-stream.ts';

/** Changes of the last minute may still arrive, so it is not read yet. */
export const DELAY = minutes(1);
/** Spans overlap, since a change may become visible a little late. */
const OVERLAP = minutes(5);
const MIN_SPAN = seconds(30);
/** The changes of a longer span may not fit into one answer. */
const MAX_SPAN = hours(3);
const TIMEOUT = minutes(5);

/** JobStream span by span; a position is the instant until which changes have been read. */
export class SpanFeed implements ChangeFeed<AdChange> {
  constructor(
    private readonly stream: JobStreamOperations,
    private readonly clock: Clock,
  ) {}

  async page(position: string | null, call: Call): Promise<ChangePage<AdChange> | null> {
    // The stream has no first page: the follower stores a start position first.
    if (position === null) return null;
    const until = Date.parse(position);
    const end = this.clock.wall() - DELAY;
    // New listeners cause polls at once; the source still gets no more requests than this allows.
    if (end - until < MIN_SPAN) return null;
    const to = new Date(Math.min(end, until + MAX_SPAN));
    const from = new Date(until - OVERLAP);
    const deadline = Math.min(call.deadline, this.clock.now() + TIMEOUT);
    const { changes, provenance } = await this.stream.changes({ from, to }, { ...call, deadline });
    return { position: from.toISOString(), next: to.toISOString(), changes, provenance };
  }
}
