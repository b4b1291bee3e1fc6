import { expect, onTestFinished } from 'vitest';
import { examplesOf } from '../../src/sources/check-source.ts';
import { openSources, type Sources } from '../../src/sources/open-sources.ts';
import type { AnySource } from '../../src/sources/registry.ts';
import type { SampleRequest } from '../../src/upstream/sample.ts';
import { type FakeUpstream, fakeUpstream, type Reply } from './fake-upstream.ts';
import { aCall } from './upstream.ts';

export interface Asked {
  sources: Sources;
  /** Settles every question of the kind; an error is an outcome like any other. */
  outcomes(): Promise<Map<string, unknown>>;
}

/** Opens one source alone, with a way to ask every example of its kind. */
export function opened(
  source: AnySource,
  settings: { mode: 'live' | 'sample'; url?: string; timeoutMs?: number },
): Asked {
  const sources = openSources({
    mode: settings.mode,
    baseUrls: { [source.id]: settings.url },
    keys: { [source.id]: 'key-of-the-test' },
    enabled: { [source.id]: true },
    lastGood: null,
    userAgent: 'contract test',
    declarations: [{ ...source, timeoutMs: settings.timeoutMs ?? source.timeoutMs }],
  });
  onTestFinished(() => sources.close());
  const outcomes = async () => {
    const found = new Map<string, unknown>();
    for (const { id, kind, operations } of sources.ofKind(source.kind)) {
      expect([id, kind]).toEqual([source.id, source.kind]);
      // Together, as a request would.
      const asked = [...examplesOf(source)].map(async ([name, ask]) => {
        // A stream may take as long as its call.
        const deadline = Date.now() + Math.min(10_000, 2 * (settings.timeoutMs ?? source.timeoutMs));
        found.set(name, await ask(operations, aCall({ deadline })).catch((error: unknown) => error));
      });
      await Promise.all(asked);
    }
    return found;
  };
  return { sources, outcomes };
}

/** What the source's server would send, by address: learned by asking its samples. */
async function recorded(source: AnySource): Promise<Map<string, string | object | null>> {
  const bodies = new Map<string, string | object | null>();
  const samples = (request: SampleRequest) => {
    const body = source.samples(request);
    const query = [...request.query].map(([name, value]) => `${name}=${value}`).join('&');
    bodies.set(`/${decodeURIComponent(request.path)}${query && `?${query}`}`, body);
    return body;
  };
  await opened({ ...source, samples }, { mode: 'sample' }).outcomes();
  return bodies;
}

/** A server that sends what the source's own samples hold, changed as a test wants it. */
export async function serverOf(
  source: AnySource,
  change: (body: string | object) => Reply,
): Promise<FakeUpstream> {
  const bodies = await recorded(source);
  return fakeUpstream({
    '*': ({ url = '' }) => {
      const body = bodies.get(decodeURIComponent(url));
      return body === null || body === undefined ? { status: 404 } : change(body);
    },
  });
}

export const asSent = (body: string | object): Reply =>
  typeof body === 'string' ? { body, headers: { 'content-type': 'text/plain' } } : { json: body };
