import { SourceError } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Meter } from './meter.ts';
import { type Breaker, breaker } from './policies/breaker.ts';
import { type Budget, budget } from './policies/budget.ts';
import type { BudgetLimit } from './policies/budget-limit.ts';
import { bulkhead } from './policies/bulkhead.ts';
import { answerCache } from './policies/cache.ts';
import { coalesce } from './policies/coalesce.ts';
import { Health } from './policies/health.ts';
import { replicaLock } from './policies/replica-lock.ts';
import { retry } from './policies/retry.ts';
import { sampleFallback } from './policies/sample.ts';
import { drift, type SchemaDrift } from './policies/schema-drift.ts';
import { timeOut } from './policies/timeout.ts';
import type {
  Ask,
  CachedAnswer,
  Decoded,
  Fetch,
  Refresh,
  Send,
  UpstreamRequest,
  WireReply,
} from './request.ts';
import type { SampleHandler, SourceMode } from './sample.ts';
import type { CacheStore } from './stores/cache-store.ts';
import type { SharedStore } from './stores/shared.ts';
import type { Clock } from './time.ts';

export interface PipelineSettings {
  sourceId: string;
  mode: SourceMode;
  samples: SampleHandler;
  budget: BudgetLimit;
  concurrency: number;
  timeoutMs: number;
  cacheStore: CacheStore;
  shared: SharedStore | null;
  meter: Meter;
  /** Sees every answer and whether it could be read. */
  onAnswer?: ((request: UpstreamRequest, reply: WireReply, decoded: Decoded | null) => void) | undefined;
  clock: Clock;
  logger: Logger;
  closing: AbortSignal;
}

/** The road out of one source, and what can be seen of it from outside. */
export interface Pipeline {
  ask: Ask;
  health: Health;
  breaker: Breaker;
  budget: Budget;
  drift: SchemaDrift;
}

/** Joins the policies. The order is the design; read it from the top as a request travels. */
export function openPipeline(transport: Send, settings: PipelineSettings): Pipeline {
  const { sourceId, clock, cacheStore, shared, meter } = settings;
  const health = new Health(clock, sourceId, meter);
  const circuit = breaker(sourceId);
  const allowance = budget(sourceId, settings.budget, clock, shared);
  const watch = drift(settings);

  const policies = [
    // Outside the breaker: a second try is one more verdict on the source, and an open breaker is not retried.
    retry({ clock }),
    // Before any queue: what would fail anyway shall not wait for a place.
    circuit.policy,
    // Before the budget: only a request that can leave at once takes a turn from it.
    bulkhead({ concurrency: settings.concurrency, clock }),
    // Last to hold a request back, so that what it counts is what the source sees.
    allowance.policy,
    // Sees what is really sent, and how each try ends, time-outs included.
    health.policy,
    // Around the transport alone; waiting above is bounded by the same deadline.
    timeOut({ clock }),
  ];
  const send = policies.reduceRight<Send>((next, policy) => policy(next), transport);

  // Above the retry, since a shape does not change in a second.
  const fetch: Fetch = async (request, context) => {
    const reply = await send(request, context);
    if (reply.outcome !== 'found') return { reply, value: null, dropped: 0, listed: 0 };
    try {
      const decoded = request.decode(reply.body);
      health.read(decoded.dropped > 0 ? 'in part' : 'whole');
      settings.onAnswer?.(request, reply, decoded);
      if (decoded.dropped > 0) meter.dropped(sourceId, decoded.dropped);
      return { reply, ...decoded };
    } catch (error) {
      settings.onAnswer?.(request, reply, null);
      if (error instanceof SourceError) health.read(error);
      throw error;
    }
  };
  // Around the reading: it judges by what could be read, and what it does not trust is not kept.
  const trusted = watch.watch(fetch);
  // Below the sharing, so that a shared answer is read and kept once.
  const refresh: Refresh = async (request, context) => {
    const kept = cacheStore.put(request, await trusted(request, context), request.cached ?? null);
    if (kept) return kept;
    throw new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', 'said “not modified” unasked', {
      refusedWith: 304,
    });
  };

  // Equal requests of several replicas meet in the shared store, when there is one.
  const amongReplicas = replicaLock(settings)(refresh);
  // Those of one process meet here: after the cache, which needs no request, and before all that costs one.
  const inProcess = coalesce<CachedAnswer>(clock)(amongReplicas);
  // Last good answers are its lowest cacheStore: they stand in for whatever fails below.
  const kept = answerCache(settings)(inProcess);
  // Outermost: a sample is what is left when nothing else is, and is never kept.
  const ask = sampleFallback(settings)(kept);
  return { ask, health, breaker: circuit, budget: allowance, drift: watch };
}
