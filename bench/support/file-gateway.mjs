// A gateway in a process of its own that tells its memory, and the peaks since it was last asked: of the process, and of
// what the heap and the buffers outside it use, sampled. Linux alone can forget a peak.
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { startGateway } from '../../dist/gateway.js';

const gateway = await startGateway(readConfig(process.env), pino({ level: 'silent' }));
const megabytes = (name) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
let peakUsed = 0;
const sample = () => {
  const { heapUsed, external } = process.memoryUsage();
  // Those of array buffers are a part of the external bytes.
  peakUsed = Math.max(peakUsed, (heapUsed + external) / 1024 / 1024);
};
setInterval(sample, 5).unref();
process.on('message', () => {
  const peak = megabytes('VmHWM');
  const used = peakUsed;
  globalThis.gc();
  peakUsed = 0;
  sample();
  writeFileSync('/proc/self/clear_refs', '5');
  process.send({ peak, now: megabytes('VmRSS'), peakUsed: used, usedNow: peakUsed });
});
process.on('disconnect', () => process.exit(0));
process.send({ url: gateway.url });
