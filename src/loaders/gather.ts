import type DataLoader from 'dataloader';

/** So many turns of the event loop without a new key end a batch. */
const quietTurns = 2;

/**
 * Options of a loader that asks for all keys in one call. A long execution pauses in the middle of a list, so a batch
 * waits until no key has come for two turns of the event loop.
 */
export function gather<K, C>(
  keyOf: (key: K) => C,
): Required<Pick<DataLoader.Options<K, unknown, C>, 'cacheKeyFn' | 'batchScheduleFn'>> {
  let loads = 0;
  return {
    cacheKeyFn: (key) => {
      loads += 1;
      return keyOf(key);
    },
    batchScheduleFn: (dispatch) => {
      const wait = (before: number, quiet: number): void => {
        if (quiet === quietTurns) dispatch();
        else setImmediate(() => (loads === before ? wait(before, quiet + 1) : wait(loads, 0)));
      };
      wait(loads, 0);
    },
  };
}

/** The key itself, for loaders whose keys are texts. */
export const asItIs = <K>(key: K): K => key;
