import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attacks } from '../support/attacks.mjs';

export const title =
  'requests meant to cost much, one at a time: CPU of the process, growth of its memory, size of the answer, and the longest wait of /health/live meanwhile';

const giveUpAfter = 60_000;
/** Another build to measure, for a comparison. */
const program = process.env['ATTACKS_PROGRAM'] ?? 'dist/main.js';

export async function run() {
  const rows = {};
  for (const [name, attack] of Object.entries(attacks)) {
    // A process each, so that one attack does not warm up, or kill, the next.
    const gateway = await open();
    try {
      rows[name] = await measure(gateway, attack);
      console.error(name, Object.values(rows[name]).join('  '));
    } finally {
      gateway.close();
    }
  }
  console.table(rows);
}

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
  const port = await freePort();
  const child = spawn(process.execPath, [program, 'serve'], {
    env: {
      ...process.env,
      SOURCES: 'sample',
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: '1000000',
    },
    stdio: 'ignore',
  });
  const base = `http://127.0.0.1:${port}`;
  for (;;) {
    const reply = await fetch(`${base}/health/ready`).catch(() => null);
    // What a start leaves for later is not of the attack.
    if (reply?.ok && (await reply.json()).checks.preparation === 'ended') break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // Compiles what every request uses.
  for (let i = 0; i < 30; i++)
    await post(base, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ a${i}: places { name code municipalities { name } } }` }),
    });
  return {
    base,
    child,
    close: () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function measure({ base, child }, attack) {
  const before = { cpu: cpuOf(child.pid), memory: memoryOf(child.pid) };
  let longest = 0;
  let isDone = false;
  const watching = (async () => {
    while (!isDone) {
      const startedAt = performance.now();
      await fetch(`${base}/health/live`).catch(() => null);
      longest = Math.max(longest, performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  let peak = before.memory;
  const sampling = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid));
  }, 10);
  const reply = await post(base, attack);
  isDone = true;
  await Promise.race([watching, new Promise((resolve) => setTimeout(resolve, 2_000))]);
  clearInterval(sampling);
  const isAlive = child.exitCode === null;
  return {
    status: isAlive ? reply.said : 'the process died',
    'CPU s': isAlive ? Number((cpuOf(child.pid) - before.cpu).toFixed(2)) : null,
    'memory MB': Math.max(0, Math.round((peak - before.memory) / 1e6)),
    'answer MB': Number((reply.bytes / 1e6).toFixed(2)),
    'liveness ms': Math.round(longest),
  };
}

function post(base, { method, headers, body }) {
  return new Promise((resolve) => {
    const sent = request(`${base}/graphql`, { method, headers }, (reply) => {
      let bytes = 0;
      let head = '';
      reply.on('data', (piece) => {
        bytes += piece.length;
        if (head.length < 2_000) head += piece.toString('latin1');
      });
      const end = () => {
        const code = /"code":"(\w+)"/.exec(head)?.[1];
        resolve({ said: `${reply.statusCode}${code ? ` ${code}` : ''}`, bytes });
      };
      reply.on('end', end);
      reply.on('error', end);
    });
    sent.setTimeout(giveUpAfter, () => sent.destroy());
    sent.on('error', (error) =>
      resolve({ said: `no answer in ${giveUpAfter / 1000} s or ${error.code}`, bytes: 0 }),
    );
    sent.end(body);
  });
}

/** Seconds of CPU, from Linux. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Bytes in memory, from Linux. */
function memoryOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
