import { type Call, openCall } from '../../upstream/call.ts';
import { type Clock, hours, minutes, systemClock } from '../../upstream/time.ts';
import type { Sources } from '../open-sources.ts';

/** Lists are fresh for a day, so most rounds send nothing. */
const BETWEEN = hours(1);
/** The largest list comes in several pages. */
const FOR_ONE_AGENCY = minutes(2);

interface Keeping {
  signal: AbortSignal;
  clock?: Clock;
  /** Called after a round in which every list was fresh or could be fetched. */
  onKept?: () => void;
  callOf?: (signal: AbortSignal) => Call;
}

/**
 * Keeps the lists of tables fresh, so that a client's search need not wait for them: one agency after the other, within
 * its budget. A list that fails is tried again in the next round.
 */
export async function keepTableLists(
  sources: Pick<Sources, 'ofKind'>,
  {
    signal,
    clock = systemClock,
    onKept,
    callOf = (ending) => openCall({ signal: ending }, FOR_ONE_AGENCY),
  }: Keeping,
): Promise<void> {
  for (;;) {
    await clock.sleep(BETWEEN, signal);
    if (signal.aborted) return;
    let failed = 0;
    for (const { operations } of sources.ofKind('STATISTICS')) {
      await operations.tables(null, callOf(signal)).catch(() => {
        failed += 1;
      });
      if (signal.aborted) return;
    }
    if (failed === 0) onKept?.();
  }
}
