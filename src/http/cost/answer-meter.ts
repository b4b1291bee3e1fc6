import { LimitError } from '../errors.ts';

/** The most that one answer may hold. */
export interface AnswerLimits {
  /** Fields resolved and items of lists. */
  maxFields: number;
  /** Bytes of JSON. */
  maxBytes: number;
}

export const defaultAnswerLimits: AnswerLimits = { maxFields: 100_000, maxBytes: 10_000_000 };

const fieldsOfLong = 5_000;
const bytesOfLong = 500_000;
const fieldsOfError = 100;
const bytesOfError = 300;
/** An execution yields after so many milliseconds without a pause. */
const longestStretch = 40;
/** Fields or items that wait and are let go together. */
const releasedAtOnce = 16;

/**
 * Ends an execution at once. For any other error graphql-js goes on with the fields beside the failed one, which here
 * would be most of the work. It reads `path` of every error that it catches, and what is thrown there leaves every
 * enclosing field too.
 */
export class ExecutionEnded extends Error {
  override readonly name = 'ExecutionEnded';
  readonly extensions: Record<string, unknown>;

  constructor(readonly limitError: LimitError) {
    super(limitError.message);
    this.extensions = limitError.extensions;
  }

  get path(): never {
    throw this;
  }
}

/** Counts what one execution produces, ends it at a limit, and makes a long one yield to others. */
export class AnswerMeter {
  fields = 0;
  bytes = 0;
  private ended: ExecutionEnded | null = null;
  private stretchEnds = performance.now() + longestStretch;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: AnswerLimits) {}

  /** Counts a field or the items of a list, and their bytes in the answer. Throws when it is too much. */
  add(fields: number, bytes: number): void {
    this.fields += fields;
    this.bytes += bytes;
    if (this.ended) throw this.ended;
    const { maxFields, maxBytes } = this.limits;
    if (this.fields > maxFields) {
      this.end(`The answer would hold more than ${maxFields} fields.`, { limit: maxFields });
    }
    if (this.bytes > maxBytes) this.end(tooManyBytes(maxBytes), { bytes: this.bytes, limit: maxBytes });
  }

  /** Whether it takes milliseconds to write the answer as JSON. */
  get isLong(): boolean {
    return this.fields > fieldsOfLong || this.bytes > bytesOfLong;
  }

  /** Counts an error, which takes as long as many fields and is longer than most. */
  addError(): void {
    if (this.ended) return;
    this.add(fieldsOfError, bytesOfError);
  }

  /** Whether the execution has run so long that others must get their turn. */
  get isOverdue(): boolean {
    return performance.now() > this.stretchEnds;
  }

  /** Does it when others have had their turn. */
  later<T>(work: () => T): Promise<Awaited<T>> {
    return new Promise<Awaited<T>>((resolve, reject) => {
      this.waiting.push(() => {
        try {
          if (this.ended) throw this.ended;
          Promise.resolve(work()).then(resolve, reject);
        } catch (error) {
          reject(error);
        }
      });
      if (this.waiting.length === 1) setImmediate(() => this.release());
    });
  }

  private release(): void {
    this.stretchEnds = performance.now() + longestStretch;
    let released = 0;
    // What follows from them runs only after this function, so their number is limited too.
    while (released < this.waiting.length && released < releasedAtOnce && !this.isOverdue) {
      this.waiting[released]?.();
      released += 1;
    }
    this.waiting.splice(0, released);
    if (this.waiting.length > 0) setImmediate(() => this.release());
  }

  private end(message: string, facts: Record<string, unknown>): never {
    this.ended = new ExecutionEnded(
      new LimitError(
        'QUERY_TOO_COMPLEX',
        `${message} Ask for fewer with “first”, or split the query.`,
        facts,
      ),
    );
    throw this.ended;
  }
}

/** The result of an execution that was ended; null for any other. Part of an answer would look like an answer. */
export function limitErrorOf({ errors }: { errors?: readonly unknown[] }): { errors: LimitError[] } | null {
  const ended = errors?.find((error) => error instanceof ExecutionEnded);
  return ended ? { errors: [ended.limitError] } : null;
}

export function tooManyBytes(limit: number): string {
  return `The answer would hold more than ${limit} bytes.`;
}
