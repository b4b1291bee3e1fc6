import { SourceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Meter } from '../meter.ts';
import type { Decoded, Fetched } from '../request.ts';
import { type Clock, minutes } from '../time.ts';

interface SchemaDriftSettings {
  sourceId: string;
  clock: Clock;
  logger: Logger;
  meter: Meter;
}

/** So many of the last answers of an operation must have lost most of their items. */
const BAD_ANSWERS = 3;
const LAST_ANSWERS = 5;
/** In quarantine the source is asked once in this time, to see whether its answers can be read again. */
const PROBE_INTERVAL = minutes(1);

interface Operation {
  /** Whether each of the last answers lost more than half of its items. */
  bad: boolean[];
  /** When the source may be asked again; null when the operation is not in quarantine. */
  nextProbe: number | null;
}

/**
 * Notices when a source has changed the shape of its answers. One item that cannot be read is only dropped, so an
 * operation that drops most of its items would still succeed. It goes into quarantine instead: its new answers are not
 * used, and stored ones are served, until an answer can be read whole.
 */
export class SchemaDrift {
  private readonly operations = new Map<string, Operation>();

  constructor(private readonly settings: SchemaDriftSettings) {}

  /** Fetches an answer of the operation, unless it is in quarantine, and judges it. */
  async guard(name: string, fetch: () => Promise<Fetched>): Promise<Fetched> {
    const { sourceId, clock, logger } = this.settings;
    const operation = this.operations.get(name) ?? { bad: [], nextProbe: null };
    this.operations.set(name, operation);
    if (operation.nextProbe !== null) {
      if (clock.now() < operation.nextProbe) throw this.refusal(name);
      operation.nextProbe = clock.now() + PROBE_INTERVAL;
    }
    try {
      const fetched = await fetch();
      if (fetched.reply.outcome !== 'found') return fetched;
      this.note(name, operation, lostMost(fetched));
      if (operation.nextProbe === null) return fetched;
      if (fetched.dropped > 0) throw this.refusal(name);
      operation.nextProbe = null;
      operation.bad = [];
      logger.info({ source: sourceId, operation: name }, 'answers of a source can be read whole again');
      return fetched;
    } catch (error) {
      if (isUnreadable(error)) this.note(name, operation, true);
      throw error;
    }
  }

  /** Operations whose answers are not used now. */
  quarantined(): string[] {
    return [...this.operations].filter(([, { nextProbe }]) => nextProbe !== null).map(([name]) => name);
  }

  private note(name: string, operation: Operation, isBad: boolean): void {
    const { sourceId, clock, logger, meter } = this.settings;
    operation.bad.push(isBad);
    if (operation.bad.length > LAST_ANSWERS) operation.bad.shift();
    if (operation.nextProbe !== null || operation.bad.filter(Boolean).length < BAD_ANSWERS) return;
    operation.nextProbe = clock.now() + PROBE_INTERVAL;
    meter.quarantined(sourceId);
    logger.error(
      { source: sourceId, operation: name },
      'a source has changed shape: its new answers are not used until one can be read whole',
    );
  }

  private refusal(name: string): SourceError {
    return new SourceError(
      this.settings.sourceId,
      'SOURCE_BAD_RESPONSE',
      `has changed the shape of its answers to ${name}, which are not used until one can be read whole`,
    );
  }
}

function lostMost({ dropped, listed }: Decoded): boolean {
  return dropped * 2 > Math.max(listed, dropped);
}

/** A web page or a cut connection is a temporary failure; an answer that came whole and does not fit is a new shape. */
function isUnreadable(error: unknown): boolean {
  return error instanceof SourceError && error.isShape;
}
