import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Call } from '../../src/upstream/call.ts';
import { Ledger } from '../../src/upstream/ledger.ts';
import type { Send, Trip, WireReply, WireRequest } from '../../src/upstream/request.ts';
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

/** The simplest question: a thing with a name. */
export const thing = { operation: 'thing', path: 'thing', decode: z.object({ name: z.string() }) };

/** A question on the wire, for policies tested alone. */
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

/** A trip that ends ten seconds from now by the clock given. */
export function aTrip(clock: Clock, changes: Partial<Trip> = {}): Trip {
  return {
    signal: new AbortController().signal,
    deadline: clock.now() + 10_000,
    background: false,
    line: new Ledger().line('test-source', null),
    ...changes,
  };
}

/** What a source sends, for policies tested alone. */
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

/** A `next` that plays its answers one after the other, the last one for ever, and counts. */
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
