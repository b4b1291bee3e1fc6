import { SourceHealth } from '../../entities/source.ts';
import { SourceError } from '../errors.ts';
import { type Meter, silentMeter } from '../meter.ts';
import type { Policy } from '../request.ts';
import { type Clock, minutes } from '../time.ts';

/** How a source has answered lately. Only real traffic counts; nothing is sent to probe. */
export interface HealthReport {
  health: SourceHealth;
  lastSuccessAt: Date | null;
  /** A sentence for people; it holds no body, header or key. */
  lastError: string | null;
  latency: { p50: number | null; p95: number | null; samples: number };
  requestBudget: { limit: number; windowSeconds: number; remaining: number };
  /** No requests are sent for a while. */
  breakerIsOpen: boolean;
  /** Operations whose answers have changed shape and are not used. */
  quarantined: string[];
  /** Requests under way. */
  underWay: number;
}

/** What the other policies report for a health report. */
export type Facts = Pick<HealthReport, 'requestBudget' | 'breakerIsOpen' | 'quarantined'>;

/** How many outcomes decide the health, and for how long a latency counts. */
const LAST_OUTCOMES = 20;
const LATENCY_WINDOW = minutes(15);
const MAX_LATENCIES = 200;

/** The outcomes and latencies of one source, as this process has seen them. */
export class Health {
  private readonly outcomes: boolean[] = [];
  private readonly latencies: { at: number; milliseconds: number }[] = [];
  private lastSuccessAt: Date | null = null;
  private lastError: string | null = null;
  private shapeIsOff = false;
  private underWay = 0;

  constructor(
    private readonly clock: Clock,
    private readonly sourceId = '',
    private readonly meter: Meter = silentMeter,
  ) {}

  /** Records every request that is really sent: its time and its outcome, and counts it in the ledger. */
  readonly policy: Policy = (next) => async (request, context) => {
    context.line.requested();
    const startedAt = this.clock.now();
    this.underWay++;
    const measure = (outcome: string) =>
      this.meter.requested(this.sourceId, outcome, this.clock.now() - startedAt);
    try {
      const reply = await next(request, context);
      this.succeeded(startedAt);
      measure('ok');
      return reply;
    } catch (error) {
      measure(error instanceof SourceError ? error.code : 'UNFORESEEN');
      // No client waited any longer, so the source is not to blame.
      const isVerdict =
        error instanceof SourceError && (error.countsAgainstSource || !context.signal.aborted);
      if (isVerdict) this.failed(error);
      throw error;
    } finally {
      this.underWay--;
    }
  };

  /** Whether an answer could be decoded: whole, in part, or not at all (the error). */
  read(outcome: 'whole' | 'in part' | SourceError): void {
    this.shapeIsOff = outcome !== 'whole';
    if (outcome instanceof SourceError) this.lastError = outcome.message;
  }

  private judge({ breakerIsOpen, quarantined }: Facts): SourceHealth {
    if (this.outcomes.length === 0) return SourceHealth.UNKNOWN;
    const lastThree = this.outcomes.slice(-3);
    if (breakerIsOpen || (lastThree.length === 3 && !lastThree.includes(true))) return SourceHealth.DOWN;
    const failures = this.outcomes.filter((succeeded) => !succeeded).length;
    const oftenFails = failures * 10 > this.outcomes.length;
    return oftenFails || this.shapeIsOff || quarantined.length > 0 ? SourceHealth.DEGRADED : SourceHealth.UP;
  }

  report(facts: Facts): HealthReport {
    const since = this.clock.now() - LATENCY_WINDOW;
    const times = this.latencies.filter(({ at }) => at >= since).map(({ milliseconds }) => milliseconds);
    times.sort((one, other) => one - other);
    return {
      health: this.judge(facts),
      lastSuccessAt: this.lastSuccessAt,
      lastError: this.lastError,
      latency: { p50: percentile(times, 0.5), p95: percentile(times, 0.95), samples: times.length },
      underWay: this.underWay,
      ...facts,
    };
  }

  private succeeded(startedAt: number): void {
    const now = this.clock.now();
    this.note(true);
    this.lastSuccessAt = new Date(this.clock.wall());
    this.latencies.push({ at: now, milliseconds: now - startedAt });
    if (this.latencies.length > MAX_LATENCIES) this.latencies.shift();
  }

  private failed(error: SourceError): void {
    // A refused request does not say that the source is unhealthy.
    if (error.countsAgainstSource || error.code === 'SOURCE_RATE_LIMITED') this.note(false);
    this.lastError = error.message;
  }

  private note(succeeded: boolean): void {
    this.outcomes.push(succeeded);
    if (this.outcomes.length > LAST_OUTCOMES) this.outcomes.shift();
  }
}

/** The percentile by nearest rank; null without samples. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
