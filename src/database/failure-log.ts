import { DatabaseUnavailable, type StatementError } from './database-error.ts';
import { OnceAMinute } from './once-a-minute.ts';
import type { Log } from './query-log.ts';

/** Logs failed statements, one line a minute for each kind of error, however many fail. */
export class FailureLog {
  /** Failed statements so far. */
  count = 0;
  private readonly unavailable: OnceAMinute;
  private readonly refused: OnceAMinute;

  constructor(
    private readonly log: Log,
    now?: () => number,
  ) {
    this.unavailable = new OnceAMinute(now);
    this.refused = new OnceAMinute(now);
  }

  /** Counts the error, and returns it. */
  report<E extends DatabaseUnavailable | StatementError>(error: E): E {
    this.count += 1;
    const { code } = error;
    if (error instanceof DatabaseUnavailable) {
      this.unavailable.count((failures) =>
        this.log.warn({ code, failures }, 'The database cannot answer; this is logged once a minute'),
      );
    } else {
      const { message: reason, statement } = error;
      this.refused.count((failures) =>
        this.log.warn(
          { code, reason, statement, failures },
          'The database refused a statement; this is logged once a minute',
        ),
      );
    }
    return error;
  }
}
