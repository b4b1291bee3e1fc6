import { parentPort } from 'node:worker_threads';
import { ImportError } from './import-error.ts';
import { readOriginal } from './read-original.ts';
import type { ReadAnswer, ReadJob } from './read-within-limits.ts';

/** The thread in which documents are read, so that it can be ended. */
parentPort?.on('message', async ({ file, bytes, options }: ReadJob) => {
  parentPort?.postMessage(await answer(file, bytes, options));
});

async function answer(...job: Parameters<typeof readOriginal>): Promise<ReadAnswer> {
  try {
    return { read: await readOriginal(...job) };
  } catch (error) {
    if (error instanceof ImportError) return { problems: error.problems };
    if (error instanceof RangeError) return { isTooDeep: true };
    return { error };
  }
}
