// What one gateway takes, and what a day of many requests needs: the costs are measured, the days are computed from them.
// docs/capacity.md has the figures of one run.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, median } from '../goals/load.mjs';
import { withGateways } from '../goals/servers.mjs';
import { tiny, workloads } from '../goals/workloads.mjs';

export const title = 'CPU and memory of a gateway by kind of request, and what days of many requests need';

const rounds = 3;
const copies = 9;
/** A process answers with one core, and slowly when it is busier than this. */
const busy = 0.6;
/** The busiest hour has so many times the mean. */
const peak = 3;
const secondsOfDay = 86_400;

const workload = (name) => workloads.find((one) => one.name === name);
const content = workload('content');
const documents = {
  name: 'documents',
  query: '{ documents(query: "kompetens", first: 5) { nodes { title } } }',
  expected: '"nodes":[{"title"',
  connections: 16,
};
/** By kind of request: the gateway that gets it, and how many of them a round has. */
const kinds = {
  'kept answer': { gateway: 'kept', count: 3000, ...tiny, connections: 16, isGet: true },
  'own content, small': { gateway: 'made', count: 1500, ...tiny, connections: 16 },
  'own content, large': { gateway: 'made', count: 400, ...content },
  'text search (SQL)': { gateway: 'made', count: 300, ...documents },
  'three sources, cached': { gateway: 'made', count: 300, ...workload('joined warm') },
  'three sources, asked': { gateway: 'made', count: 96, ...workload('joined cold, c=16') },
  'own content, large; ten times the content': { gateway: 'tenfold', count: 400, ...content },
  'text search (SQL); ten times the content': { gateway: 'tenfold', count: 300, ...documents },
};
/** Shares of the requests of a day. */
const days = {
  'as a site asks': {
    ...{ 'kept answer': 0.6, 'own content, small': 0.2, 'own content, large': 0.1 },
    ...{ 'text search (SQL)': 0.02, 'three sources, cached': 0.075, 'three sources, asked': 0.005 },
  },
  'nothing kept': {
    ...{ 'own content, small': 0.5, 'own content, large': 0.3, 'text search (SQL)': 0.05 },
    ...{ 'three sources, cached': 0.14, 'three sources, asked': 0.01 },
  },
};

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-capacity-'));
  const made = { ANSWER_CACHE_MB: '0' };
  const variants = { kept: {}, made, tenfold: { ...made, CONTENT_DIR: tenfold(folder) } };
  const cost = {};
  const databaseCost = {};
  const memory = {};
  try {
    await withGateways(variants, async (gateways, { databaseCpu }) => {
      const tellMemory = async (when) => {
        for (const [name, server] of Object.entries(gateways)) {
          const { rss } = await server.tell({ collect: true });
          memory[name] = { ...memory[name], [when]: `${Math.round(rss / 1024 ** 2)} MB` };
        }
      };
      for (const [name, { startedIn }] of Object.entries(gateways))
        memory[name] = { 'first start': `${startedIn.toFixed(1)} s` };
      await tellMemory('idle');
      for (const [kind, { gateway, ...asked }] of Object.entries(kinds)) {
        const figures = [];
        let before = null;
        for (let round = 0; round <= rounds; round++) {
          const measured = await load(gateways[gateway], asked);
          // The first is the warm-up.
          if (round > 0) figures.push(measured);
          else before = databaseCpu();
        }
        cost[kind] = median(figures.map(({ cpu }) => cpu));
        const used = databaseCpu();
        if (used !== null) databaseCost[kind] = (used - before) / (rounds * asked.count);
      }
      await tellMemory('after all');
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.table(
    Object.fromEntries(
      Object.entries(cost).map(([kind, cpu]) => [
        kind,
        {
          'CPU, ms': cpu.toFixed(2),
          'a second and core': Math.round(1000 / cpu),
          'of PostgreSQL, ms': databaseCost[kind]?.toFixed(2),
        },
      ]),
    ),
  );
  console.table(memory);
  console.table(
    Object.fromEntries(
      Object.keys(days).flatMap((day) =>
        [1e6, 1e7, 1e8].map((requests) => needed(day, requests, { cost, databaseCost })),
      ),
    ),
  );
}

/** Gateways for a day, if each is busy by `busy` in the busiest hour. */
function needed(day, requests, { cost, databaseCost }) {
  const perSecond = (requests / secondsOfDay) * peak;
  const mean = (of) =>
    Object.entries(days[day]).reduce((sum, [kind, share]) => sum + share * (of[kind] ?? 0), 0);
  const ofRequest = mean(cost);
  const cores = (perSecond * ofRequest) / 1000;
  const asked = days[day]['three sources, asked'] * 3 * (requests / secondsOfDay) * 60;
  return [
    `${requests / 1e6} million, ${day}`,
    {
      'a second, busiest hour': Math.round(perSecond),
      'CPU of a request, ms': ofRequest.toFixed(2),
      cores: cores.toFixed(1),
      'cores of PostgreSQL': ((perSecond * mean(databaseCost)) / 1000).toFixed(2),
      gateways: Math.max(2, Math.ceil(cores / busy)),
      'requests to sources a minute, mean': Math.round(asked),
    },
  ];
}

/** A folder with the own content once more for each copy: compasses, articles, reports and statements. */
function tenfold(folder) {
  const own = join(folder, 'content');
  for (const name of ['questionnaires', 'articles', 'reports', 'statements']) {
    const from = new URL(`../../content/${name}/`, import.meta.url);
    mkdirSync(join(own, name), { recursive: true });
    for (const file of readdirSync(from))
      for (let copy = 1; copy <= copies; copy++) {
        const text = readFileSync(new URL(file, from), 'utf8');
        writeFileSync(
          join(own, name, file.replace('.yaml', `-${copy}.yaml`)),
          text.replace(/^slug: (\S+)$/m, `slug: $1-${copy}`),
        );
      }
  }
  return own;
}
