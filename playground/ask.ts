import { type AnswerBody, readBody } from './answer-body.ts';

export interface Asked {
  query: string;
  variables: Readonly<Record<string, unknown>>;
  signal: AbortSignal;
}

/** What came back, and the points that this client has left in this minute; null where there is no limit. */
export interface Received {
  body: AnswerBody;
  status: number;
  pointsLeft: number | null;
  bytes: number;
}

/** Something that is not a GraphQL answer came back, such as the page of a proxy. */
export class NoAnswer extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** Asks for one answer. */
export async function askOnce(asked: Asked): Promise<Received> {
  const response = await send('/graphql', 'application/graphql-response+json, application/json;q=0.9', asked);
  return received(response, await response.text());
}

/** The answers of a subscription as they arrive, until the signal aborts or the server ends the stream. */
export async function* askAll(asked: Asked): AsyncGenerator<Received> {
  const response = await send('/graphql/stream', 'text/event-stream', asked);
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield received(response, await response.text());
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (pending + value).split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks) {
      if (/^event: complete$/m.test(block)) return;
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (data) yield received(response, data);
    }
  }
}

function send(path: string, accept: string, { query, variables, signal }: Asked): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal,
  });
}

function received({ status, headers }: Response, text: string): Received {
  const left = headers.get('x-ratelimit-remaining');
  try {
    const body = readBody(JSON.parse(text));
    return { body, status, pointsLeft: left === null ? null : Number(left), bytes: new Blob([text]).size };
  } catch {
    throw new NoAnswer(status);
  }
}
