/** All durations are milliseconds. */
export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

/** The time, as an interface so that tests can use a clock of their own. */
export interface Clock {
  /**
   * For durations and deadlines: milliseconds since 1970 as the machine's clock stood when the process began. It goes on
   * evenly, also while the machine's clock is set.
   */
  now(): number;
  /** For instants that are shown, stored or sent: milliseconds since 1970 by the machine's clock, which may be set. */
  wall(): number;
  /** Resolves after the time, or at once when the signal is aborted; it never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls `wake` after the time, unless the function that it returns is called before. It needs no signal. */
  after(milliseconds: number, wake: () => void): () => void;
}

/** The reason for ending a sleep that is no longer needed. Without a reason `abort` builds an error with a stack each time. */
export const OVER = 'over';

/** Node fires a timer of more than 2^31 - 1 ms at once. */
const MAX_TIMER = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  wall: () => Date.now(),
  // Not `node:timers/promises`: it builds an error with a stack for every sleep that is aborted.
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(Math.max(0, milliseconds), MAX_TIMER));
      signal?.addEventListener('abort', wake, { once: true });
    }),
  after: (milliseconds, wake) => {
    const timer = setTimeout(wake, Math.min(Math.max(0, milliseconds), MAX_TIMER));
    return () => clearTimeout(timer);
  },
};

/** The value, or null when it is not there in time, or when the signal is aborted before. */
export function inTime<T>(
  value: Promise<T>,
  milliseconds: number,
  clock: Clock,
  signal?: AbortSignal,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      end();
      resolve(null);
    };
    const cancel = clock.after(milliseconds, leave);
    signal?.addEventListener('abort', leave, { once: true });
    const end = () => {
      cancel();
      signal?.removeEventListener('abort', leave);
    };
    value.then(
      (found) => {
        end();
        resolve(found);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });
}
