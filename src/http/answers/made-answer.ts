import { createHash } from 'node:crypto';
import { systemClock } from '../../upstream/time.ts';
import type { Body } from './body.ts';

/** What the gateway knows of the data of an answer. */
export interface Cacheability {
  /** Milliseconds until the first of its sources may have something newer; null when it must not be stored. */
  freshFor: number | null;
  /** Request headers that the data depends on. */
  varies: Iterable<string>;
  /** Says from where and when the data is; equal for equal answers. */
  origin: unknown;
  /** Whether an equal request would get the same bytes now: nothing in it was fetched for this one. */
  isRepeatable: boolean;
  /** The things in it that may be gone later, as `source:id`; null where nobody says which. */
  things: readonly string[] | null;
}

const day = 86_400_000;

/** Of an answer of which nobody says more. */
export const unknownOrigin: Cacheability = {
  freshFor: null,
  varies: [],
  origin: null,
  isRepeatable: false,
  things: null,
};

interface Judged {
  facts: Cacheability;
  isShared: boolean;
  /** When it was made, by the clock that goes on evenly. */
  now: number;
}

/** An answer as it was made, before it is fitted to one client. */
export class MadeAnswer {
  private tag: string | null = null;
  /** By the clock that goes on evenly; null when no cache may store it. */
  readonly freshUntil: number | null;
  /** By the same clock. Some data depends on the year or the day, so no answer is kept into another day. */
  readonly keptUntil: number;
  readonly varies: readonly string[];
  readonly facts: Cacheability;
  /** Others who have asked for the same at the same time may get it. */
  readonly isShared: boolean;

  constructor(
    readonly status: number,
    /** Without those for caches. */
    readonly headers: readonly (readonly [string, string])[],
    readonly body: Body,
    { facts = unknownOrigin, isShared = false, now = 0 }: Partial<Judged> = {},
  ) {
    this.facts = facts;
    this.isShared = isShared;
    this.freshUntil = facts.freshFor === null ? null : now + facts.freshFor;
    this.keptUntil = Math.min(this.freshUntil ?? 0, now + day - (systemClock.wall() % day));
    this.varies = [...facts.varies];
  }

  /** Weak, and of the data alone: timings in `extensions` differ between answers that say the same. */
  get etag(): string {
    this.tag ??= `W/"${createHash('sha256').update(this.data).update(JSON.stringify(this.facts.origin)).digest('base64url').slice(0, 22)}"`;
    return this.tag;
  }

  /** `extensions` stands last, and no text holds its name with bare quotation marks. */
  private get data(): Buffer {
    const { bytes } = this.body;
    const end = bytes.lastIndexOf(',"extensions":');
    return end < 0 ? bytes : bytes.subarray(0, end);
  }
}
