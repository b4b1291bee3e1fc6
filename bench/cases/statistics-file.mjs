import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const title = 'a file of 1.5 million cells, fetched in blocks: memory beyond that of a gateway in use';

const GOAL = 50;
const ROUNDS = 2;
const MAX_CELLS = 150_000;
const codes = (prefix, count) => Array.from({ length: count }, (_, at) => `${prefix}${1000 + at}`);
const sides = { Region: codes('r', 300), Kon: codes('k', 2), Yrke: codes('y', 50), Tid: codes('', 50) };

/** A table of PxWeb 2; with `dense` every cell has a status beside its number, else one of seventeen lacks it. */
function cubeOver(dimensions, dense, value) {
  return {
    version: '2.0',
    class: 'dataset',
    label: 'Exempel',
    role: { time: ['Tid'] },
    id: dimensions.map(([code]) => code),
    size: dimensions.map(([, list]) => list.length),
    dimension: Object.fromEntries(
      dimensions.map(([code, list]) => [
        code,
        { label: code, category: { index: Object.fromEntries(list.map((one, at) => [one, at])) } },
      ]),
    ),
    value,
    status: Object.fromEntries(
      value.flatMap((one, cell) => (dense ? [[cell, 'p']] : one === null ? [[cell, '..']] : [])),
    ),
  };
}

async function startStub() {
  const send = (response, body) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer(async (request, response) => {
    const [, table, what] = /\/tables\/([^/]+)\/(metadata|data)/.exec(request.url) ?? [];
    if (request.url.startsWith('/config'))
      return send(response, { maxDataCells: MAX_CELLS, maxCallsPerTimeWindow: 1000, timeWindow: 10 });
    if (what === 'metadata') return send(response, cubeOver(Object.entries(sides), false, []));
    let text = '';
    for await (const part of request) text += part;
    const asked = JSON.parse(text).selection.map((one) => [one.variableCode, one.valueCodes]);
    const size = asked.reduce((product, [, list]) => product * list.length, 1);
    const numbers = Array.from({ length: size }, (_, cell) =>
      cell % 17 === 0 ? null : ((cell * 7919) % 1_000_000) / 10,
    );
    send(response, cubeOver(asked, table.startsWith('DENSE'), numbers));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function run() {
  const stub = await startStub();
  const rows = [];
  for (const [name, table, format] of [
    ['CSV', 'SPARSE', 'csv'],
    ['JSON-stat', 'SPARSE', 'json'],
    ['CSV, a status in every cell', 'DENSE', 'csv'],
    ['JSON-stat, a status in every cell', 'DENSE', 'json'],
  ]) {
    const data = mkdtempSync(join(tmpdir(), 'statistics-file-'));
    const child = fork(fileURLToPath(new URL('../support/file-gateway.mjs', import.meta.url)), {
      // The young generation as `npm start` and the image bound it.
      execArgv: ['--expose-gc', '--max-semi-space-size=8'],
      env: {
        ...process.env,
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: data,
        SOURCES: 'live',
        SOURCE_SCB_URL: `http://127.0.0.1:${stub.address().port}`,
      },
    });
    const told = async () => (await once(child, 'message'))[0];
    const memory = async () => {
      child.send({});
      return told();
    };
    const { url } = await told();
    const fetched = async (id, more) => {
      const all = Object.keys(sides).map((code) => `valueCodes[${code}]=*`);
      const response = await fetch(`${url}/statistics/scb/${id}.${format}?${more ?? all.join('&')}`);
      if (!response.ok) throw new Error(await response.text());
      let bytes = 0;
      for await (const part of response.body) bytes += part.length;
      return bytes;
    };
    // A gateway in use: its code is loaded, and its heap as large as an answer of a hundred thousand cells makes it.
    const largest = codes('r', 20).join();
    await fetched(
      'SMALL',
      `valueCodes[Region]=${largest}&valueCodes[Kon]=*&valueCodes[Yrke]=*&valueCodes[Tid]=*`,
    );
    const { now: before, usedNow: usedBefore } = await memory();
    const growths = [];
    let seconds = 0;
    let size = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const startedAt = performance.now();
      size = await fetched(`${table}${round}`);
      seconds += (performance.now() - startedAt) / 1000 / ROUNDS;
      const { peak, now, peakUsed } = await memory();
      growths.push({
        peak: Math.round(peak - before),
        used: Math.round(peakUsed - usedBefore),
        kept: Math.round(now - before),
      });
    }
    child.disconnect();
    await once(child, 'exit');
    rmSync(data, { recursive: true });
    rows.push({
      file: name,
      'MB sent': Math.round(size / 1e6),
      seconds: Math.round(seconds * 10) / 10,
      'peak MB, by round': growths.map(({ peak }) => peak).join(' '),
      'heap and buffers': growths.map(({ used }) => used).join(' '),
      'MB afterwards': growths.map(({ kept }) => kept).join(' '),
      goal: growths[0].peak <= GOAL ? 'met' : 'missed',
    });
  }
  stub.close();
  console.table(rows);
}
