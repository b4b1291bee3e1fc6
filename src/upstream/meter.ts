/** Where a stored answer was found. */
export type Tier = 'memory' | 'shared' | 'database' | 'none';

/** What the upstream pipeline counts, for metrics. */
export interface Meter {
  /** A request was really sent; the outcome is `ok` or the code of its error. */
  requested(source: string, outcome: string, milliseconds: number): void;
  /** The stores were asked for an answer; `state` is whether it was still fresh. */
  lookedUp(source: string, tier: Tier, state: 'fresh' | 'stale' | 'none'): void;
  /** Items of an answer could not be read. */
  dropped(source: string, items: number): void;
  /** An operation went into quarantine: its answers have changed shape. */
  quarantined(source: string): void;
}

/** Counts nothing. */
export const silentMeter: Meter = {
  requested: () => {},
  lookedUp: () => {},
  dropped: () => {},
  quarantined: () => {},
};
