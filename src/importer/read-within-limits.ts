import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Problem } from '../content/pack/content-error.ts';
import { ImportError, mistake } from './import-error.ts';
import type { ReadDocument } from './read-document.ts';
import { type ReadOptions, readOriginal } from './read-original.ts';

/** A document to read, as the reading thread gets it. */
export interface ReadJob {
  file: string;
  bytes: Uint8Array;
  options: ReadOptions;
}

/** What the reading thread answers. */
export type ReadAnswer =
  | { read: ReadDocument }
  | { problems: readonly Problem[] }
  | { isTooDeep: true }
  | { error: unknown };

/** A report of two hundred pages takes a second, and 100 MB. */
const limits = { seconds: 6, megabytes: 180, heapMegabytes: 160 };
const pollEvery = 25;
/** The thread needs compiled code: sources, as in tests, are read in the thread of their caller. */
const isCompiled = import.meta.url.endsWith('.js');

let worker: Worker | null = null;

/**
 * Reads a document in a thread of its own, which is ended when it takes too long or too much memory: a small file can
 * make a library work for minutes, or unpack to gigabytes.
 */
export async function readWithinLimits(
  file: string,
  bytes: Uint8Array,
  options: ReadOptions,
): Promise<ReadDocument> {
  if (!isCompiled) return readOriginal(file, bytes, options);
  const answer = await answerOf({ file, bytes, options });
  if (typeof answer === 'string') throw mistake(file, 1, answer);
  if ('read' in answer) return answer.read;
  if ('problems' in answer) throw new ImportError(answer.problems);
  if ('isTooDeep' in answer)
    throw mistake(file, 1, 'has parts that are nested too deeply to be read; simplify it');
  throw answer.error;
}

/** The answer of the thread, or why it was ended. */
async function answerOf(job: ReadJob): Promise<ReadAnswer | string> {
  const thread = worker ?? startWorker();
  worker = thread;
  const start = performance.now();
  const before = process.memoryUsage().rss;
  const stop = new AbortController();
  const over = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      const megabytes = (process.memoryUsage().rss - before) / 1024 / 1024;
      if (performance.now() - start > limits.seconds * 1000)
        resolve(`takes more than ${limits.seconds} seconds to read; save its text as a file of its own`);
      if (megabytes > limits.megabytes)
        resolve(
          `takes more than ${limits.megabytes} MB of memory to read; save its text as a file of its own`,
        );
    }, pollEvery);
    stop.signal.addEventListener('abort', () => clearInterval(timer));
  });
  // It rejects with an error of the thread.
  const answered = once(thread, 'message', { signal: stop.signal }).then(([message]): ReadAnswer => message);
  thread.ref();
  thread.postMessage(job);
  try {
    const answer = await Promise.race([answered, over]);
    if (typeof answer === 'string') {
      worker = null;
      await thread.terminate();
    }
    return answer;
  } catch (error) {
    worker = null;
    if (outOfMemory.safeParse(error).success) return tooLarge(limits.heapMegabytes);
    throw error;
  } finally {
    stop.abort();
    answered.catch(() => {});
    thread.unref();
  }
}

const outOfMemory = z.object({ code: z.literal('ERR_WORKER_OUT_OF_MEMORY') });

function tooLarge(megabytes: number): string {
  return `takes more than ${megabytes} MB of memory to read; save its text as a file of its own`;
}

function startWorker(): Worker {
  // The build puts it beside the program.
  return new Worker(new URL('../reading-thread.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    stdout: true,
    stderr: true,
  });
}
