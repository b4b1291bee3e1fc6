import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { newToken, removeControl, writeControl } from './control-file.ts';
import { type DeskJob, deskJob } from './desk-job.ts';
import type { JobResult } from './jobs.ts';

interface Handlers {
  run(job: DeskJob, onProgress: (message: string) => void): Promise<JobResult>;
  /** Whether the message of an error says what to do, and is told to the command. */
  isExpected(error: unknown): boolean;
  onError(error: unknown): void;
}

const maxBytes = 1024 ** 2;

/**
 * Takes jobs of commands on this machine, one after the other, where the embedded database is in use by this process.
 * It listens on the loopback interface alone, and demands the token of a file that only this user can read.
 */
export async function openControl(dataDir: string, handlers: Handlers): Promise<{ close(): Promise<void> }> {
  const token = newToken();
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    if (!isAllowed(request, token)) {
      response.writeHead(403, { connection: 'close' }).end();
      return;
    }
    last = last.then(() => answer(request, response, handlers)).catch(() => response.destroy());
  });
  server.requestTimeout = 10_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const address = server.address();
  const control = { port: typeof address === 'object' && address ? address.port : 0, token };
  await writeControl(dataDir, control);
  return {
    async close() {
      await removeControl(dataDir, control);
      server.close();
      // A job that has begun is finished: it is one transaction.
      await last;
      server.closeAllConnections();
    },
  };
}

/** A page in a browser sends an `Origin`; a command does not. */
function isAllowed({ method, url, headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  const hasToken = given.length === wanted.length && timingSafeEqual(given, wanted);
  return hasToken && method === 'POST' && url === '/' && headers.origin === undefined;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { run, isExpected, onError }: Handlers,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? maxBytes + 1) > maxBytes) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  const job = deskJob.safeParse(parsed(await text(request)));
  if (!job.success) {
    response.writeHead(400, { connection: 'close' }).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const tell = (line: object) => void response.write(`${JSON.stringify(line)}\n`);
  try {
    tell({ result: await run(job.data, (progress) => tell({ progress })) });
  } catch (error) {
    const message =
      error instanceof Error && isExpected(error) ? error.message : 'The gateway failed: see its log.';
    tell({ error: message });
    if (!isExpected(error)) onError(error);
  } finally {
    response.end();
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
