import type { BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cutEchoes } from '../cut-echoes.ts';
import { errorBody } from '../errors.ts';
import type { GraphQLEndpoint } from '../graphql/endpoint.ts';
import type { Assistance } from '../mcp/assistance.ts';
import { originOf } from '../saved-queries/addresses.ts';

interface McpOptions {
  publicUrl: string | null;
  /** Origins that browsers may call from; `*` allows any. */
  corsOrigins: readonly string[];
}

/** The largest query that a tool takes, and its variables. */
const bodyLimit = 128 * 1024;
/** Headers of an answer that are the server’s own. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** `/mcp`: the Model Context Protocol over Streamable HTTP, for assistants. Each request stands alone; there are no sessions. */
export function mcpRoute<Context extends BaseContext>(
  app: FastifyInstance,
  endpoint: GraphQLEndpoint<Context>,
  assistance: Assistance,
  { publicUrl, corsOrigins }: McpOptions,
): void {
  app.post('/mcp', { bodyLimit }, async (request, reply) => {
    const origin = originOf(request, publicUrl);
    const refusal = refusalOf(request, origin, corsOrigins);
    if (refusal) return reply.code(refusal.status).send(errorBody(refusal.code, refusal.message));
    const ask = async (query: string, variables: Readonly<Record<string, unknown>>) => {
      const { body } = await endpoint.ask(request, reply, { query, variables });
      return body?.text ?? 'null';
    };
    const { answerMessage } = await import('../mcp/answer-message.ts');
    const answer = await answerMessage(request.body, webRequest(request, reply, origin), {
      assistance: { ...assistance, origin, ask },
      logger: request.log,
    });
    reply.code(answer.status);
    for (const [name, value] of answer.headers) if (!ofConnection.has(name)) reply.header(name, value);
    reply.header('cache-control', 'no-store');
    // No answer is a stream that stays open: nothing here changes while a client waits.
    return reply.send(withShortError(await answer.text()));
  });
}

const failed = z.looseObject({ error: z.looseObject({ message: z.string() }) });

/** The protocol's own errors repeat the names in a message. They come as JSON, or as the data of an event. */
function withShortError(text: string): string {
  if (!text.includes('"error":{')) return text;
  return text.replace(/^(data: )?(\{.*\})$/gm, (line, before: string | undefined, json: string) => {
    const { data } = failed.safeParse(jsonOf(json));
    if (!data) return line;
    const { error, ...others } = data;
    const short = { ...others, error: { ...error, message: cutEchoes(error.message) } };
    return `${before ?? ''}${JSON.stringify(short)}`;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf({ headers, body }: FastifyRequest, own: string, allowed: readonly string[]) {
  const { origin } = headers;
  // A page that a browser has been led to by another name of this machine sends its own origin.
  if (origin !== undefined && origin !== own && !allowed.includes('*') && !allowed.includes(origin))
    return { status: 403, code: 'FORBIDDEN', message: 'This origin may not call the gateway.' };
  // One request pays for one message.
  if (Array.isArray(body))
    return { status: 400, code: 'BAD_REQUEST', message: 'Send one message in a request, not a batch.' };
  return null;
}

function webRequest(request: FastifyRequest, reply: FastifyReply, origin: string): Request {
  const closed = new AbortController();
  reply.raw.once('close', () => closed.abort());
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !ofConnection.has(name)) headers.set(name, value);
  }
  return new Request(`${origin}/mcp`, {
    method: 'POST',
    headers,
    body: JSON.stringify(request.body),
    signal: closed.signal,
  });
}
