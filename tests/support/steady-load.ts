import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

/** A request that is sent again and again, and must be answered without errors each time. */
export interface Asked {
  name: string;
  query: string;
  isGet?: boolean;
}

const body = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string() }) })).optional(),
});
const clients = 4;
const pauseMs = 5;

/** Clients that send these requests in turn until the test stops them, and count what they get. */
export function steadyLoad(address: string, requests: readonly Asked[]) {
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  const stopping = new AbortController();
  let answered = 0;
  const once = async ({ name, query, isGet = false }: Asked) => {
    const outcome = await send(address, query, isGet);
    counts[name] = (counts[name] ?? 0) + 1;
    answered += 1;
    if (outcome !== 'ok') failures.push(`${name}: ${outcome}`);
  };
  const client = async () => {
    while (!stopping.signal.aborted)
      for (const request of requests) {
        await once(request);
        await delay(pauseMs);
      }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  const stop = async () => {
    stopping.abort();
    await running;
    return { counts, failures };
  };
  onTestFinished(async () => void (await stop()));
  return {
    stop,
    /** Resolves when so many more requests have been answered. */
    async answers(more: number) {
      const until = answered + more;
      while (answered < until) await delay(pauseMs);
    },
  };
}

/** `ok`, or what is wrong with the answer. */
export async function send(address: string, query: string, isGet = false): Promise<string> {
  try {
    const response = isGet
      ? await fetch(`${address}/graphql?${new URLSearchParams({ query })}`)
      : await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        });
    const text = await response.text();
    if (response.status !== 200) return `${response.status} ${text.slice(0, 200)}`;
    const { errors = [] } = body.parse(JSON.parse(text));
    return errors.length === 0 ? 'ok' : errors.map(({ extensions }) => extensions.code).join();
  } catch (error) {
    return error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);
  }
}
