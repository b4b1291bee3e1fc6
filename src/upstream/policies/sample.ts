import { Readable } from 'node:stream';
import { DataState } from '../../entities/provenance.ts';
import { SourceError } from '../errors.ts';
import type { Ask, SourceAnswer, UpstreamRequest } from '../request.ts';
import type { SampleHandler, SourceMode } from '../sample.ts';
import type { CacheStore } from '../stores/cache-store.ts';

interface SampleSettings {
  sourceId: string;
  mode: SourceMode;
  samples: SampleHandler;
  cacheStore: CacheStore;
}

/** Stands in for a source that was never reached; plainly marked, and never kept as an answer. */
export function sampleFallback({ sourceId, mode, samples, cacheStore }: SampleSettings): (next: Ask) => Ask {
  const sample = async (request: UpstreamRequest): Promise<SourceAnswer> => {
    const { operation, path, query, writer } = request;
    const body: unknown = request.body === null ? null : JSON.parse(request.body);
    const answer = samples({ operation, path, query, body });
    const given = { state: DataState.SAMPLE, retrievedAt: null };
    if (answer === null) return { value: null, dropped: 0, found: false, ...given };
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    await writer?.(Readable.from([Buffer.from(text)]));
    const { value, dropped } = request.decode(writer ? '' : text);
    return { value, dropped, found: true, ...given };
  };
  return (next) => async (request, context) => {
    if (mode === 'sample') return sample(request);
    try {
      return await next(request, context);
    } catch (error) {
      // What takes bulk in may have part of it already: examples must not be mixed with that.
      const allowed =
        mode === 'auto' && !request.writer && error instanceof SourceError && error.sourceId === sourceId;
      if (!allowed || (await cacheStore.wasReached())) throw error;
      return sample(request);
    }
  };
}
