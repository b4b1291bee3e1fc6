import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openGateway } from '../gateway.ts';

/** Runs one document against the gateway, without opening a port, and prints the answer as JSON. */
export async function query(file: string, options: { variables?: string }): Promise<void> {
  const config = readConfig();
  const text = await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  const gateway = await openGateway(
    { ...config, rateLimit: 0 },
    pino({ level: 'warn' }, pino.destination(2)),
  );
  try {
    const response = await gateway.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/json' },
      payload: { query: text, variables: options.variables ? JSON.parse(options.variables) : undefined },
    });
    console.log(JSON.stringify(JSON.parse(response.body), null, 2));
  } finally {
    await gateway.close();
  }
}
