import { Readable } from 'node:stream';
import { DataState } from '../../entities/provenance.ts';
import { OtherThingError, SourceError } from '../errors.ts';
import type { AnswerPolicy, SourceAnswer, UpstreamRequest } from '../request.ts';
import type { SampleHandler, SourceMode } from '../sample.ts';
import type { CacheStore } from '../stores/cache-store.ts';

interface SampleSettings {
  sourceId: string;
  mode: SourceMode;
  samples: SampleHandler;
  cacheStore: CacheStore;
}

/** Answers with a sample, marked as such, when the source was never reached. A sample is never stored. */
export function sampleFallback({ sourceId, mode, samples, cacheStore }: SampleSettings): AnswerPolicy {
  const sample = async (request: UpstreamRequest): Promise<SourceAnswer> => {
    const { operation, path, query, writer } = request;
    const body: unknown = request.body === null ? null : JSON.parse(request.body);
    const answer = samples({ operation, path, query, body });
    const origin = { state: DataState.SAMPLE, retrievedAt: null };
    if (answer === null) return { value: null, dropped: 0, found: false, ...origin };
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    await writer?.(Readable.from([Buffer.from(text)]));
    const { value, dropped } = await request.decode(writer ? '' : text);
    return { value, dropped, found: true, ...origin };
  };
  return (next) => async (request, context) => {
    if (mode === 'sample') return sample(request);
    try {
      return await next(request, context);
    } catch (error) {
      // The writer of a stream may have real items already; samples must not be mixed with them.
      const isFailure = error instanceof SourceError && !(error instanceof OtherThingError);
      const allowed = mode === 'auto' && !request.writer && isFailure && error.sourceId === sourceId;
      if (!allowed || (await cacheStore.wasReached())) throw error;
      return sample(request);
    }
  };
}
