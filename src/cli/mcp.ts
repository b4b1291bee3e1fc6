import { openGateway } from '../gateway.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Answers one assistant on standard input and output, without a port, until its input ends. */
export async function mcp(io: CommandIO): Promise<void> {
  const config = await readSettings(io.environment);
  // Standard output belongs to the protocol.
  const logger = logTo(io.stderr, 'warn');
  // The tools themselves keep to saved queries, where the settings say so.
  const own = { rateLimit: 0, trustedDocumentsOnly: false };
  const { server, assistance, close } = await openGateway({ ...config, ...own }, logger);
  try {
    const { serveAssistant } = await import('../http/mcp/serve-stdio.ts');
    const client = {
      ...{ ...assistance, isSavedOnly: config.trustedDocumentsOnly },
      origin: config.publicUrl ?? `http://localhost:${config.port}`,
      ask: async (query: string, variables: Readonly<Record<string, unknown>>) => {
        const headers = { accept: 'application/json' };
        const payload = { query, variables };
        return (await server.inject({ method: 'POST', url: '/graphql', headers, payload })).body;
      },
    };
    await serveAssistant(client, io, logger);
  } finally {
    await close();
  }
}
