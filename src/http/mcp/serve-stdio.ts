import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { FastifyBaseLogger } from 'fastify';
import type { ClientAssistance } from './assistance.ts';
import { assistantServer } from './server.ts';

/** Answers the messages of one assistant until its input ends, and all of them are answered. */
export async function serveAssistant(
  assistance: ClientAssistance,
  { stdin, stdout, stopped }: { stdin: Readable; stdout: Writable; stopped: () => Promise<unknown> },
  logger: Pick<FastifyBaseLogger, 'error' | 'debug'>,
): Promise<void> {
  // The library drops what it has not answered when its input ends, as that of a pipe does at once.
  const input = new PassThrough();
  stdin.pipe(input, { end: false });
  const transport = new CountingTransport(new StdioServerTransport(input, stdout));
  const serving = serveStdio(
    () => assistantServer(assistance, (error) => logger.error({ err: error }, 'unexpected error in a tool')),
    {
      transport,
      maxSubscriptions: 0,
      onerror: (error) => logger.debug({ err: error }, 'an assistant’s message was refused'),
    },
  );
  const answered = once(stdin, 'end').then(async () => {
    // What has come in last may not have been read yet.
    await new Promise(setImmediate);
    await transport.allAnswered();
  });
  await Promise.race([answered, stopped()]);
  await serving.close();
}

/** Knows which requests have no answer yet. */
class CountingTransport implements Transport {
  onclose?: Transport['onclose'];
  onerror?: Transport['onerror'];
  onmessage?: Transport['onmessage'];
  private readonly open = new Set<unknown>();
  private whenAnswered: (() => void) | null = null;

  constructor(private readonly inner: StdioServerTransport) {
    inner.onclose = () => this.onclose?.();
    inner.onerror = (error) => this.onerror?.(error);
    inner.onmessage = (message) => {
      if ('method' in message && 'id' in message) this.open.add(message.id);
      this.onmessage?.(message);
    };
  }

  start = (): Promise<void> => this.inner.start();
  close = (): Promise<void> => this.inner.close();

  async send(message: JSONRPCMessage): Promise<void> {
    await this.inner.send(message);
    if (!('method' in message) && 'id' in message) this.open.delete(message.id);
    if (this.open.size === 0) this.whenAnswered?.();
  }

  allAnswered(): Promise<void> {
    if (this.open.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.whenAnswered = resolve;
    });
  }
}
