// Hive Gateway over the same four sources: each a JSON-schema subgraph, composed with Mesh Compose. It is installed
// apart from the project, in the folder that HIVE_GATEWAY_DIR names.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const installed = resolve(process.env.HIVE_GATEWAY_DIR);
const hive = createRequire(join(installed, 'package.json'));
const { createHoistFieldTransform, getComposedSchemaFromConfig } = hive('@graphql-mesh/compose-cli');
const { loadJSONSchemaSubgraph } = hive('@omnigraph/json-schema');

const subgraphs = process.argv.slice(2).map((endpoint, at) => {
  const field = `s${at + 1}`;
  const results = { type: 'object', title: `Found${at + 1}`, properties: { results: { type: 'integer' } } };
  return {
    sourceHandler: loadJSONSchemaSubgraph(field, {
      endpoint,
      operations: [
        {
          type: 'Query',
          field,
          method: 'GET',
          path: '/search?type=solr&query={args.words}&limit=3',
          requiredArgs: ['words'],
          responseSchema: results,
        },
      ],
    }),
    // The field itself is the number, as with the others: one query fits all.
    transforms: [
      createHoistFieldTransform({
        mapping: [{ typeName: 'Query', pathConfig: [field, 'results'], newFieldName: field }],
      }),
    ],
  };
});
const quiet = {
  debug() {},
  info() {},
  log() {},
  warn: console.warn,
  error: console.error,
  child: () => quiet,
};
const supergraph = await getComposedSchemaFromConfig({ subgraphs }, quiet);

const folder = mkdtempSync(join(tmpdir(), 'hive-gateway-'));
writeFileSync(join(folder, 'supergraph.graphql'), supergraph);
// The time-out belongs here: one given to the subgraph does not get into the supergraph.
writeFileSync(
  join(folder, 'gateway.config.mjs'),
  'export const gatewayConfig = { upstreamTimeout: 2000, logging: false };\n',
);
const port = await freePort();
const gateway = spawn(
  process.execPath,
  [
    join(installed, 'node_modules/@graphql-hive/gateway/dist/bin.js'),
    'supergraph',
    join(folder, 'supergraph.graphql'),
    ...['--config-path', join(folder, 'gateway.config.mjs')],
    ...['--fork', '1', '--host', '127.0.0.1', '--port', String(port)],
  ],
  { cwd: installed, env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'ignore', 'inherit'] },
);
const end = (code) => {
  gateway.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
};
process.on('disconnect', () => end(0));
gateway.on('exit', () => end(1));

const url = `http://127.0.0.1:${port}`;
while (!(await answers())) await new Promise((again) => setTimeout(again, 100));
process.send({ url });

/** Whether all four sources are answered for, so that nothing slower than an answer is measured. */
async function answers() {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ s1(words: "a") s2(words: "a") s3(words: "a") s4(words: "a") }',
      }),
    });
    const { data, errors } = await response.json();
    if (errors) console.error('Hive Gateway:', JSON.stringify(errors));
    return Object.values(data ?? {}).filter(Number.isInteger).length === 4;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
