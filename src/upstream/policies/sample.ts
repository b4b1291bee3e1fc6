import { Readable } from 'node:stream';
import { DataState } from '../../entities/provenance.ts';
import { SourceError } from '../errors.ts';
import type { Ask, Good, Question } from '../request.ts';
import type { SampleHandler, SourceMode } from '../sample.ts';
import type { Shelf } from '../stores/cache-store.ts';

interface SampleSettings {
  sourceId: string;
  mode: SourceMode;
  samples: SampleHandler;
  shelf: Shelf;
}

/** Stands in for a source that was never reached; plainly marked, and never kept as an answer. */
export function sampled({ sourceId, mode, samples, shelf }: SampleSettings): (next: Ask) => Ask {
  const sample = async (question: Question): Promise<Good> => {
    const { operation, path, query, sink } = question;
    const body: unknown = question.body === null ? null : JSON.parse(question.body);
    const answer = samples({ operation, path, query, body });
    const given = { state: DataState.SAMPLE, retrievedAt: null };
    if (answer === null) return { value: null, dropped: 0, found: false, ...given };
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    await sink?.(Readable.from([Buffer.from(text)]));
    const { value, dropped } = question.decode(sink ? '' : text);
    return { value, dropped, found: true, ...given };
  };
  return (next) => async (question, trip) => {
    if (mode === 'sample') return sample(question);
    try {
      return await next(question, trip);
    } catch (error) {
      // What takes bulk in may have part of it already: examples must not be mixed with that.
      const allowed =
        mode === 'auto' && !question.sink && error instanceof SourceError && error.sourceId === sourceId;
      if (!allowed || (await shelf.wasReached())) throw error;
      return sample(question);
    }
  };
}
