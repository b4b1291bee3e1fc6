import { DataState } from '../entities/provenance.ts';
import { inSpan } from '../tracing/spans.ts';
import { SourceError } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Meter } from './meter.ts';
import { ownTurn } from './pieces.ts';
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
import { SchemaDrift } from './policies/schema-drift.ts';
import { timeOut } from './policies/timeout.ts';
import type {
  AnswerPolicy,
  Ask,
  Decoded,
  Fetched,
  Policy,
  RequestContext,
  Send,
  UpstreamRequest,
  WireReply,
} from './request.ts';
import type { SampleHandler, SourceMode } from './sample.ts';
import { type CacheStore, toSourceAnswer } from './stores/cache-store.ts';
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
  /** Gets every answer, and null where it could not be decoded. */
  onAnswer?: ((request: UpstreamRequest, reply: WireReply, decoded: Decoded | null) => void) | undefined;
  clock: Clock;
  logger: Logger;
  closing: AbortSignal;
}

/** Characters of a body after which other requests have their turn. */
const LONG_BODY = 100_000;

/** The pipeline of one source, and the parts that report its state. */
export interface Pipeline {
  ask: Ask;
  health: Health;
  breaker: Breaker;
  budget: Budget;
  schemaDrift: SchemaDrift;
}

/** Joins the policies. A request goes through them from the top of each list to its end. */
export function openPipeline(transport: Send, settings: PipelineSettings): Pipeline {
  const { sourceId, clock, cacheStore, shared, meter } = settings;
  const health = new Health(clock, sourceId, meter);
  const circuit = breaker(sourceId, clock);
  const allowance = budget(sourceId, settings.budget, clock, shared);
  const schemaDrift = new SchemaDrift(settings);

  const send = through<Send>(transport, [
    // Before the breaker: each try counts as an outcome there, and an open breaker is not retried.
    retry({ clock }),
    // Before the queues: a request that fails at once does not wait for a slot or a turn.
    circuit.policy,
    // Before the budget: only a request that can be sent now takes a turn.
    bulkhead({ concurrency: settings.concurrency, clock }),
    // The last queue, so that it counts a request when the source gets it.
    allowance.policy,
    // After the queues: it measures only what is really sent, time-outs included.
    health.policy,
    // Beside it: a span for each request that is really sent, below that of the call.
    sentSpan(sourceId),
    // Last: it covers the transport alone. The queues above have the same deadline.
    timeOut({ clock }),
  ] satisfies Policy[]);

  /** After the retry, since a retry does not change the shape of an answer. */
  const fetch = async (request: UpstreamRequest, context: RequestContext): Promise<Fetched> => {
    const reply = await send(request, context);
    if (reply.outcome !== 'found') return { reply, value: null, dropped: 0, listed: 0 };
    try {
      // To make the text of it took its time.
      if (reply.body.length > LONG_BODY) await ownTurn();
      const decoding = request.decode(reply.body);
      // Most answers are short.
      const decoded = decoding instanceof Promise ? await decoding : decoding;
      const lost = decoded.dropped + (decoded.unread ?? 0);
      health.read(lost > 0 ? 'in part' : 'whole');
      settings.onAnswer?.(request, reply, decoded);
      if (lost > 0) meter.dropped(sourceId, lost);
      const { body = reply.body, ...read } = decoded;
      return { reply: body === reply.body ? reply : { ...reply, body }, ...read };
    } catch (error) {
      settings.onAnswer?.(request, reply, null);
      if (error instanceof SourceError) health.read(error);
      throw error;
    }
  };

  const fetchAndStore: Ask = async (request, context) => {
    // Schema drift is judged by what was dropped, and an answer in quarantine is not stored.
    const fetched = await schemaDrift.guard(request.operation, () => fetch(request, context));
    await cacheStore.prepare(request, fetched.value);
    const answer = cacheStore.put(request, fetched, request.cached ?? null);
    if (answer) return toSourceAnswer(answer, DataState.LIVE);
    throw new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', 'answered “not modified” without being asked', {
      refusedWith: 304,
    });
  };

  const ask = through<Ask>(fetchAndStore, [
    // First: a sample is the answer when there is no other, and it is never stored.
    sampleFallback(settings),
    // Before all that costs a request. A stored answer is also served when a later step fails.
    answerCache(settings),
    // After the cache, which needs no request. A shared answer is decoded and stored once.
    coalesce(clock),
    // After coalescing, so that a replica asks for the lock once.
    replicaLock(settings),
  ] satisfies AnswerPolicy[]);
  return { ask, health, breaker: circuit, budget: allowance, schemaDrift };
}

function sentSpan(sourceId: string): Policy {
  return (next) => (request, context) =>
    inSpan(
      () => ({
        name: `${request.method} ${sourceId}`,
        kind: 'CLIENT',
        attributes: {
          'http.request.method': request.method,
          'server.address': request.url.hostname,
          'source.id': sourceId,
          'source.operation': request.operation,
        },
      }),
      () => next(request, context),
    );
}

/** The last step with the policies before it, the first policy outermost. */
function through<Step>(last: Step, policies: readonly ((next: Step) => Step)[]): Step {
  return policies.reduceRight((next, policy) => policy(next), last);
}
