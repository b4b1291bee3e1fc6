import { createMcpHandler } from '@modelcontextprotocol/server';
import type { FastifyBaseLogger } from 'fastify';
import type { ClientAssistance } from './assistance.ts';
import { assistantServer } from './server.ts';

/** Answers one message that came over HTTP. */
export async function answerMessage(
  message: unknown,
  request: Request,
  {
    assistance,
    logger,
  }: { assistance: ClientAssistance; logger: Pick<FastifyBaseLogger, 'error' | 'debug'> },
): Promise<Response> {
  const handler = createMcpHandler(
    () => assistantServer(assistance, (error) => logger.error({ err: error }, 'unexpected error in a tool')),
    {
      // Nothing changes that a client could be told of, so none waits.
      maxSubscriptions: 0,
      onerror: (error) => logger.debug({ err: error }, 'an assistant’s message was refused'),
    },
  );
  return handler.fetch(request, { parsedBody: message });
}
