/** A message of server-sent events. */
export interface Message {
  event: string;
  data: string;
  /** Null where the message has none. */
  id: string | null;
  /** Milliseconds after which to reconnect; null where the message does not say. */
  retry: number | null;
}

/** The messages of a response, as the HTML standard reads them. Cancels the response when the reader stops early. */
export async function* messagesOf(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Message, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A carriage return at the end may be half of a line break.
      const blocks = rest.split(/\r\n\r\n|\n\n|\r\r(?!$)/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) yield messageOf(block);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function messageOf(block: string): Message {
  const message: Message = { event: 'message', data: '', id: null, retry: null };
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') message.event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') message.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) message.retry = Number(value);
  }
  return { ...message, data: data.join('\n') };
}
