// What traces cost: the same gateway without them, with a tenth of them and with all, side by side, with a collector
// that takes everything in this process.
import { createServer } from 'node:http';
import { load, median } from '../goals/load.mjs';
import { withGateways } from '../goals/servers.mjs';
import { workloads } from '../goals/workloads.mjs';

export const title = 'CPU of a request (ms) without traces, with a tenth and with all of them';

const rounds = 5;
/** Requests of one round, more than in the other benchmarks: the difference is small. */
const measured = { tiny: 2000, content: 600, 'joined cold, c=16': 96, 'joined warm': 300 };

export async function run() {
  let spans = 0;
  const collector = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      spans += text.split('"spanId"').length - 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${collector.address().port}`;
  const traced = (share) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: share });
  // Kept answers would hide what is made.
  const made = { ANSWER_CACHE_MB: '0' };
  const variants = { none: made, tenth: { ...made, ...traced('0.1') }, all: { ...made, ...traced('1') } };
  const rows = {};
  await withGateways(variants, async (gateways) => {
    for (const workload of workloads.filter(
      ({ name }) => name in measured && name.includes(process.env['BENCH_ONLY'] ?? ''),
    )) {
      const cpu = Object.fromEntries(Object.keys(gateways).map((name) => [name, []]));
      for (let round = 0; round <= rounds; round++) {
        for (const [name, server] of Object.entries(gateways)) {
          const figures = await load(server, { ...workload, count: measured[workload.name] });
          // The first is the warm-up.
          if (round > 0) cpu[name].push(figures.cpu);
        }
      }
      // Neighbours in time are compared, since a busy machine changes.
      const more = (name) =>
        `${((median(cpu[name].map((one, at) => one / cpu.none[at])) - 1) * 100).toFixed(1)} %`;
      rows[workload.name] = {
        none: median(cpu.none).toFixed(3),
        'a tenth': more('tenth'),
        all: more('all'),
      };
    }
  });
  collector.close();
  console.table(rows);
  console.log(`${spans} spans were sent`);
}
