import { SourceError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Meter } from '../meter.ts';
import type { Decoded, Fetch } from '../request.ts';
import { type Clock, minutes } from '../time.ts';

/** Watches whether a source still sends what its decoder expects. */
export interface SchemaDrift {
  watch(next: Fetch): Fetch;
  /** Operations whose answers are not trusted for now. */
  quarantined(): string[];
}

interface SchemaDriftSettings {
  sourceId: string;
  clock: Clock;
  logger: Logger;
  meter: Meter;
}

/** So many of the last answers of an operation must have lost most of their items. */
const BAD_ANSWERS = 3;
const LAST_ANSWERS = 5;
/** In quarantine the source is asked once in this time, to see whether it is over. */
const BETWEEN_LOOKS = minutes(1);

interface Operation {
  /** Whether each of the last answers lost more than half of its items. */
  bad: boolean[];
  /** When the source may be asked again; null while the operation is trusted. */
  nextLook: number | null;
}

/**
 * One item that cannot be read is dropped; a source that has changed shape would lose most of every answer and
 * still look well. Then its new answers are not used, so that older ones stand in, until one can be read whole.
 */
export function drift({ sourceId, clock, logger, meter }: SchemaDriftSettings): SchemaDrift {
  const operations = new Map<string, Operation>();

  const note = (name: string, operation: Operation, isBad: boolean) => {
    operation.bad.push(isBad);
    if (operation.bad.length > LAST_ANSWERS) operation.bad.shift();
    if (operation.nextLook !== null || operation.bad.filter(Boolean).length < BAD_ANSWERS) return;
    operation.nextLook = clock.now() + BETWEEN_LOOKS;
    meter.quarantined(sourceId);
    logger.error(
      { source: sourceId, operation: name },
      'a source has changed shape: its new answers are not used until one can be read whole',
    );
  };
  const refuse = (name: string) =>
    new SourceError(
      sourceId,
      'SOURCE_BAD_RESPONSE',
      `has changed the shape of its answers to ${name}, which are not used until one can be read whole`,
    );

  return {
    watch: (next) => async (request, context) => {
      const name = request.operation;
      const operation = operations.get(name) ?? { bad: [], nextLook: null };
      operations.set(name, operation);
      if (operation.nextLook !== null) {
        if (clock.now() < operation.nextLook) throw refuse(name);
        operation.nextLook = clock.now() + BETWEEN_LOOKS;
      }
      try {
        const fetched = await next(request, context);
        if (fetched.reply.outcome !== 'found') return fetched;
        note(name, operation, lostMost(fetched));
        if (operation.nextLook === null) return fetched;
        if (fetched.dropped > 0) throw refuse(name);
        operation.nextLook = null;
        operation.bad = [];
        logger.info({ source: sourceId, operation: name }, 'answers of a source can be read whole again');
        return fetched;
      } catch (error) {
        if (isUnreadable(error)) note(name, operation, true);
        throw error;
      }
    },
    quarantined: () => [...operations].filter(([, { nextLook }]) => nextLook !== null).map(([name]) => name),
  };
}

function lostMost({ dropped, listed }: Decoded): boolean {
  return dropped * 2 > Math.max(listed, dropped);
}

/** A page for people or a cut connection is a fault of the day; what was read and did not fit is a change of shape. */
function isUnreadable(error: unknown): boolean {
  return error instanceof SourceError && error.isShape;
}
