import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Call } from '../../src/upstream/call.ts';
import { Ledger } from '../../src/upstream/ledger.ts';
import type { RequestContext, Send, WireReply, WireRequest } from '../../src/upstream/request.ts';
import type { Clock } from '../../src/upstream/time.ts';
import {
  openUpstream,
  type Upstream,
  type UpstreamDeclaration,
  type UpstreamServices,
} from '../../src/upstream/upstream.ts';

/** A client's request with ten seconds to go. */
export function aCall(changes: Partial<Call> = {}): Call {
  const deadline = Date.now() + 10_000;
  return { signal: new AbortController().signal, deadline, ledger: new Ledger(), ...changes };
}

/** A source with modest limits; name only what the test is about. */
export function testUpstream(
  declaration: Partial<UpstreamDeclaration>,
  services: Partial<UpstreamServices> = {},
): Upstream {
  const upstream = openUpstream(
    {
      id: 'test-source',
      licence: 'CC0-1.0',
      attribution: 'Test',
      baseUrl: 'http://127.0.0.1:1',
      budget: { limit: 1000, windowSeconds: 60 },
      concurrency: 10,
      timeoutMs: 5000,
      maxBytes: 1024 * 1024,
      freshFor: 60_000,
      usableFor: 600_000,
      samples: () => ({ name: 'Exempel' }),
      ...declaration,
    },
    { mode: 'live', userAgent: 'test', baseUrl: declaration.baseUrl, ...services },
  );
  onTestFinished(() => upstream.close());
  return upstream;
}

/** The simplest request: an object with a name. */
export const thing = { operation: 'thing', path: 'thing', decode: z.object({ name: z.string() }) };

/** A request as it is sent, for the tests of a policy. */
export function aRequest(changes: Partial<WireRequest> = {}): WireRequest {
  return {
    sourceId: 'test-source',
    operation: 'thing',
    method: 'GET',
    url: new URL('http://127.0.0.1:1/thing'),
    headers: {},
    body: null,
    contentTypes: /./,
    key: 'thing',
    ...changes,
  };
}

/** A context whose deadline is ten seconds from now by this clock. */
export function aContext(clock: Clock, changes: Partial<RequestContext> = {}): RequestContext {
  return {
    signal: new AbortController().signal,
    deadline: clock.now() + 10_000,
    background: false,
    line: new Ledger().line('test-source'),
    ...changes,
  };
}

/** What a source sends, for the tests of a policy. */
export function aReply(changes: Partial<WireReply> = {}): WireReply {
  return {
    outcome: 'found',
    body: '{"name":"a"}',
    contentType: 'application/json',
    receivedAt: 0,
    maxAge: null,
    noStore: false,
    etag: null,
    lastModified: null,
    ...changes,
  };
}

/** A `next` that gives its answers in order, repeats the last, and counts its calls. */
export function plays(...answers: (WireReply | Error)[]): Send & { calls: number } {
  const send = async () => {
    const answer = answers[Math.min(next.calls, answers.length - 1)];
    next.calls++;
    if (answer === undefined || answer instanceof Error) throw answer;
    return answer;
  };
  const next = Object.assign(send, { calls: 0 });
  return next;
}
