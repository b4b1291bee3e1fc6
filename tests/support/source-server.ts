import { expect, onTestFinished } from 'vitest';
import { examplesOf } from '../../src/sources/check-source.ts';
import type { LookUpExample } from '../../src/sources/kinds/kind.ts';
import type { Kind, OperationsByKind } from '../../src/sources/kinds/kinds.ts';
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

/** What tells one request from another: the address, and what a POST sends. */
export function keyOfSample({ path, query, body }: SampleRequest): string {
  const pairs = [...query].map(([name, value]) => `${name}=${value}`).join('&');
  const isPost = body !== null && body !== undefined;
  return keyOfRequest(`/${path}${pairs && `?${pairs}`}`, isPost ? JSON.stringify(body) : '');
}
export const keyOfRequest = (url: string, sent: string): string => `${decodeURIComponent(url)} ${sent}`;

/** What the source's server would send, by request: learned by asking its samples. */
async function recorded(source: AnySource): Promise<Map<string, string | object | null>> {
  const bodies = new Map<string, string | object | null>();
  const samples = (request: SampleRequest) => {
    const body = source.samples(request);
    bodies.set(keyOfSample(request), body);
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
    '*': ({ url = '' }, _, sent) => {
      const body = bodies.get(keyOfRequest(url, sent));
      return body === null || body === undefined ? { status: 404 } : change(body);
    },
  });
}

/**
 * A server that lies: asked for one thing, it sends what the source's samples hold of the other one. Requests that do
 * not depend on the id are answered as they should be.
 */
export async function swappingServer(
  source: AnySource,
  lookUp: LookUpExample<OperationsByKind[Kind]>,
): Promise<FakeUpstream & { ids: readonly string[]; swapped: ReadonlyMap<string, string> }> {
  const bodies = new Map<string, string | object | null>();
  let asked: { key: string; operation: string }[] = [];
  const samples = (request: SampleRequest) => {
    const body = source.samples(request);
    const key = requestKey(addressOf(request), request.body);
    asked.push({ key, operation: request.operation });
    bodies.set(key, body);
    return body;
  };
  const { sources } = opened({ ...source, samples }, { mode: 'sample' });
  const [open] = sources.ofKind(source.kind);
  if (!open) throw new Error('the source is off');
  const known = await lookUp.known(open.operations, aCall());
  const ids = known === null ? [] : (lookUp.inSamples ?? known).slice(0, 2);
  if (known) expect(ids).toHaveLength(2);
  const ofEach: (typeof asked)[] = [];
  for (const id of ids) {
    asked = [];
    await lookUp.ask(open.operations, id, aCall());
    ofEach.push(asked);
  }
  const [first = [], second = []] = ofEach;
  const swapped = new Map<string, string>();
  for (const [at, { key }] of first.entries()) {
    const other = second[at]?.key;
    if (other === undefined || other === key) continue;
    swapped.set(key, other);
    swapped.set(other, key);
  }
  const server = await fakeUpstream({
    '*': ({ url = '' }, _, body) => {
      const key = requestKey(decodeURIComponent(url), body === '' ? null : JSON.parse(body));
      const answer = bodies.get(swapped.get(key) ?? key);
      return answer === null || answer === undefined ? { status: 404 } : asSent(answer);
    },
  });
  return { ...server, ids, swapped };
}

const addressOf = ({ path, query }: SampleRequest): string => {
  const pairs = [...query].map(([name, value]) => `${name}=${value}`).join('&');
  return `/${decodeURIComponent(path)}${pairs && `?${pairs}`}`;
};
const requestKey = (address: string, body: unknown): string => `${address} ${JSON.stringify(body ?? null)}`;

export const asSent = (body: string | object): Reply =>
  typeof body === 'string' ? { body, headers: { 'content-type': 'text/plain' } } : { json: body };
