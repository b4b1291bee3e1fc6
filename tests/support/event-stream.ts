import type { Response } from 'undici';
import { leavingClient } from './leaving-client.ts';

/** One block of an event stream: the lines between two empty ones. */
export interface Block {
  event?: string;
  id?: string;
  // The shape depends on the operation; a test says what it expects.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  data?: any;
  retry?: string;
  isHeartbeat: boolean;
}

/** Opens an event stream as any HTTP client would, and reads it block by block. */
export async function openStream(
  address: string,
  query: string,
  { headers = {}, variables }: { headers?: Record<string, string>; variables?: object } = {},
) {
  const { fetch, leave } = leavingClient();
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const blocks = blocksOf(response);
  return {
    response,
    /** The next block that is no mere heartbeat; null at the end. */
    async next(): Promise<Block | null> {
      for (;;) {
        const { value, done } = await blocks.next();
        if (done) return null;
        if (!value.isHeartbeat || value.retry) return value;
      }
    },
    /** The next block, whatever it is. */
    any: async (): Promise<Block | null> => (await blocks.next()).value ?? null,
    leave,
  };
}

async function* blocksOf(response: Response): AsyncGenerator<Block, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const block of whole) yield read(block);
  }
  if (text !== '') throw new Error(`the stream ended amid ${JSON.stringify(text)}`);
  return undefined;
}

function read(text: string): Block {
  const block: Block = { isHeartbeat: false };
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const [field, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (field === '') block.isHeartbeat = true;
    else if (field === 'data') block.data = value === '' ? '' : JSON.parse(value);
    else if (field === 'event' || field === 'id' || field === 'retry') block[field] = value;
    else throw new Error(`no line of an event stream: ${line}`);
  }
  return block;
}
