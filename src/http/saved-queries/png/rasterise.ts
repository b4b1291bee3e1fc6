import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { Problem } from '../problem.ts';

/** Pictures that may wait for each other. */
const maxWaiting = 20;

const reply = z.object({
  id: z.number(),
  png: z.instanceof(Uint8Array).optional(),
  failure: z.string().optional(),
});

interface Waiting {
  resolve(png: Buffer): void;
  reject(error: Error): void;
}

/** The worker starts with the first picture, and does not keep the process alive. */
let worker: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, Waiting>();

/** A picture as PNG, with so many pixels for each of the drawing. */
export function rasterise(svg: string, zoom: number, { isRefusal = false } = {}): Promise<Buffer> {
  // A refusal is small, and must not be refused itself.
  if (!isRefusal && waiting.size >= maxWaiting)
    throw new Problem(
      'RATE_LIMITED',
      {
        en: 'Too many pictures are being drawn. Ask again in a moment.',
        sv: 'För många bilder ritas just nu. Försök igen om en stund.',
      },
      {
        retryAfterSeconds: 5,
      },
    );
  worker ??= started();
  const open = worker;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    open.ref();
    open.postMessage({ id, svg, zoom });
  });
}

function started(): Worker {
  const one = new Worker(new URL('./worker.mjs', import.meta.url));
  const settle = (id: number, act: (found: Waiting) => void): void => {
    const found = waiting.get(id);
    if (!found) return;
    waiting.delete(id);
    if (waiting.size === 0) one.unref();
    act(found);
  };
  one.on('message', (message: unknown) => {
    const { id, png, failure } = reply.parse(message);
    settle(id, ({ resolve, reject }) =>
      png ? resolve(Buffer.from(png)) : reject(new Error(`no picture was drawn: ${failure}`)),
    );
  });
  const end = (error: Error): void => {
    if (worker === one) worker = null;
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error));
  };
  one.on('error', end);
  one.on('exit', () => end(new Error('the worker that draws pictures ended')));
  one.unref();
  return one;
}
