import { LimitError } from '../errors.ts';

/** The most that one answer may hold. */
export interface AnswerLimits {
  /** Fields resolved and items of lists. */
  maxFields: number;
  /** Bytes of JSON. */
  maxBytes: number;
}

export const defaultAnswerLimits: AnswerLimits = { maxFields: 100_000, maxBytes: 8_000_000 };

const fieldsOfLong = 5_000;
const bytesOfLong = 500_000;
const fieldsOfError = 100;
const bytesOfError = 300;
/** An execution yields after so many milliseconds without a pause. */
const longestStretch = 40;
/** What waits and is let go together: so many at most, and so many fields, which take less than a stretch. */
const releasedAtOnce = { works: 16, fields: 4_000 };

/** Counts what one execution produces, ends it at a limit, and makes a long one yield to others. */
export class AnswerMeter {
  fields = 0;
  bytes = 0;
  /** Why the execution has ended; null while it may go on. */
  limitError: LimitError | null = null;
  private settle: (error: LimitError) => void = () => {};
  private stretchEnds = performance.now() + longestStretch;
  private readonly waiting: { fields: number; start: () => void }[] = [];

  constructor(private readonly limits: AnswerLimits) {}

  /** Settles when a limit is reached, and otherwise never. */
  whenEnded(): Promise<LimitError> {
    return new Promise((resolve) => {
      if (this.limitError) resolve(this.limitError);
      else this.settle = resolve;
    });
  }

  /** Counts a field or the items of a list, and their bytes in the answer. False when it is too much. */
  add(fields: number, bytes: number): boolean {
    this.fields += fields;
    this.bytes += bytes;
    if (this.limitError) return false;
    const { maxFields, maxBytes } = this.limits;
    if (this.fields > maxFields)
      this.end(`The answer would hold more than ${maxFields} fields.`, { limit: maxFields });
    else if (this.bytes > maxBytes) this.end(tooManyBytes(maxBytes), { bytes: this.bytes, limit: maxBytes });
    return this.limitError === null;
  }

  /** Whether it takes milliseconds to write the answer as JSON. */
  get isLong(): boolean {
    return this.fields > fieldsOfLong || this.bytes > bytesOfLong;
  }

  /** Counts an error, which takes as long as many fields and is longer than most. False when it is too much. */
  addError(): boolean {
    return this.add(fieldsOfError, bytesOfError);
  }

  /** Whether the execution has run so long that others must get their turn. */
  get isOverdue(): boolean {
    return performance.now() > this.stretchEnds;
  }

  /** Does it, which leads to about so many fields, when others have had their turn. */
  later<T>(work: () => T, fields: number): Promise<Awaited<T>> {
    return new Promise<Awaited<T>>((resolve, reject) => {
      const start = () => {
        // Nobody waits for the rest of an execution that has ended.
        if (this.limitError) return;
        try {
          Promise.resolve(work()).then(resolve, reject);
        } catch (error) {
          reject(error);
        }
      };
      this.waiting.push({ fields, start });
      if (this.waiting.length === 1) setImmediate(() => this.release());
    });
  }

  private release(): void {
    this.stretchEnds = performance.now() + longestStretch;
    let released = 0;
    let fields = 0;
    // What follows from them runs only after this function, so their number is limited too.
    for (const { fields: next, start } of this.waiting.slice(0, releasedAtOnce.works)) {
      if (fields >= releasedAtOnce.fields || this.isOverdue) break;
      start();
      fields += next;
      released += 1;
    }
    this.waiting.splice(0, released);
    if (this.waiting.length > 0) setImmediate(() => this.release());
  }

  private end(message: string, facts: Record<string, unknown>): void {
    this.limitError = new LimitError(
      'QUERY_TOO_COMPLEX',
      `${message} Ask for fewer with “first”, or split the query.`,
      facts,
    );
    this.settle(this.limitError);
  }
}

/**
 * The value of a field once its execution has ended: a promise that nobody settles, so that nothing follows from it. An
 * error would be written, counted and passed on to the fields around it.
 */
export function abandoned(): Promise<never> {
  return new Promise(() => {});
}

export function tooManyBytes(limit: number): string {
  return `The answer would hold more than ${limit} bytes.`;
}
