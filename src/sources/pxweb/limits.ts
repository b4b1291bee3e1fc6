import { z } from 'zod';
import type { Call } from '../../upstream/call.ts';
import { orNull } from '../../upstream/decode.ts';
import { hours, systemClock } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';

const count = orNull(z.number().int().positive());

/** `/config` of API 2 and `?config` of API 1. A limit of 0 means that the host does not tell it here. */
const config = z
  .object({
    maxDataCells: count,
    maxCells: count,
    maxCallsPerTimeWindow: count,
    maxCalls: count,
    timeWindow: count,
  })
  .transform(({ maxDataCells, maxCells, maxCallsPerTimeWindow, maxCalls, timeWindow }) => {
    const limit = maxCallsPerTimeWindow ?? maxCalls;
    const budget = limit !== null && timeWindow !== null ? { limit, windowSeconds: timeWindow } : null;
    return { maxCells: maxDataCells ?? maxCells, budget };
  });

/** What a host allows: its own configuration, read once a day; until then, and where it cannot be read, what is declared. */
export class Limits {
  private reading: Promise<void> | null = null;
  private readAt = 0;

  constructor(
    private readonly upstream: Upstream,
    private readonly path: string,
    private current: number,
    /** Our own bound, for a host that allows more than one answer should hold. */
    private readonly largest: number,
  ) {}

  maxCells(): number {
    return this.current;
  }

  /** Never fails: a host whose configuration cannot be read may still answer. */
  async read(call: Call): Promise<void> {
    const now = systemClock.now();
    if (!this.reading || now - this.readAt > hours(24)) {
      this.readAt = now;
      this.reading = this.ask(call);
    }
    await this.reading;
  }

  private async ask(call: Call): Promise<void> {
    const wanted = { operation: 'config', path: this.path, decode: config, freshFor: hours(24), echo: null };
    const found = await this.upstream.find(wanted, call).catch(() => null);
    if (!found) {
      this.readAt = 0;
      return;
    }
    const { maxCells, budget } = found.value;
    if (maxCells !== null) this.current = Math.min(maxCells, this.largest);
    if (budget) this.upstream.setBudget(budget);
  }
}
