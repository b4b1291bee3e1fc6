import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { openGateway } from '../gateway.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Runs one document against the gateway, without opening a port, and prints the answer as JSON. */
export async function query(io: CommandIO, file: string, options: { variables?: string }): Promise<void> {
  const config = await readSettings(io.environment);
  const document = file === '-' ? await text(io.stdin) : await readFile(file, 'utf8');
  const gateway = await openGateway({ ...config, rateLimit: 0 }, logTo(io.stderr, 'warn'));
  try {
    const response = await gateway.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/json' },
      payload: { query: document, variables: options.variables ? JSON.parse(options.variables) : undefined },
    });
    io.console.log(JSON.stringify(JSON.parse(response.body), null, 2));
  } finally {
    await gateway.close();
  }
}
