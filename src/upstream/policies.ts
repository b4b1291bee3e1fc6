import { type Breaker, breaker } from './breaker.ts';
import { type Budget, type BudgetLimit, budget } from './budget.ts';
import { bulkhead } from './bulkhead.ts';
import { cached } from './cache.ts';
import { coalesced } from './coalesce.ts';
import { SourceError } from './errors.ts';
import { Health } from './health.ts';
import type { Logger } from './logger.ts';
import type { Ask, Fetch, Send } from './policy.ts';
import { retry } from './retry.ts';
import { type SampleHandler, type SourceMode, sampled } from './sample.ts';
import type { Shelf } from './shelf.ts';
import type { Clock } from './time.ts';
import { timeOut } from './timeout.ts';

export interface RoadSettings {
  sourceId: string;
  mode: SourceMode;
  samples: SampleHandler;
  budget: BudgetLimit;
  concurrency: number;
  timeoutMs: number;
  shelf: Shelf;
  clock: Clock;
  logger: Logger;
  closing: AbortSignal;
}

/** The road out of one source, and what can be seen of it from outside. */
export interface Road {
  ask: Ask;
  health: Health;
  breaker: Breaker;
  budget: Budget;
}

/** Joins the policies. The order is the design; read it from the top as a question travels. */
export function roadOut(transport: Send, settings: RoadSettings): Road {
  const { sourceId, clock } = settings;
  const health = new Health(clock);
  const circuit = breaker(sourceId);
  const allowance = budget(sourceId, settings.budget, clock);

  const policies = [
    // Outside the breaker: a second try is one more verdict on the source, and an open breaker is not retried.
    retry({ clock }),
    // Before any queue: what would fail anyway shall not wait for a place.
    circuit.policy,
    // Before the budget: only a question that can leave at once takes a turn from it.
    bulkhead({ concurrency: settings.concurrency, clock }),
    // Last to hold a question back, so that what it counts is what the source sees.
    allowance.policy,
    // Sees what is really sent, and how each try ends, time-outs included.
    health.policy,
    // Around the transport alone; waiting above is bounded by the same deadline.
    timeOut({ clock }),
  ];
  const send = policies.reduceRight<Send>((next, policy) => policy(next), transport);

  // Below the sharing, so that a shared answer is read once; above the retry, since a shape does not change in a second.
  const fetch: Fetch = async (question, trip) => {
    const reply = await send(question, trip);
    if (reply.outcome !== 'found') return { reply, value: null, dropped: 0 };
    try {
      const decoded = question.decode(reply.body);
      health.read(decoded.dropped > 0 ? 'in part' : 'whole');
      return { reply, ...decoded };
    } catch (error) {
      if (error instanceof SourceError) health.read(error);
      throw error;
    }
  };

  // Equal questions meet here: after the cache, which needs no request, and before all that costs one.
  const shared = coalesced(clock)(fetch);
  // Last good answers are its lower shelf: they stand in for whatever fails below.
  const kept = cached(settings)(shared);
  // Outermost: a sample is what is left when nothing else is, and is never kept.
  const ask = sampled(settings)(kept);
  return { ask, health, breaker: circuit, budget: allowance };
}
