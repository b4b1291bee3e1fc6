// A gateway in a process of its own that tells its memory, and the peak since it was last asked. Linux alone can forget
// a peak.
import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { startGateway } from '../../dist/gateway.js';

const gateway = await startGateway(readConfig(process.env), pino({ level: 'silent' }));
const megabytes = (name) =>
  Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
process.on('message', () => {
  const peak = megabytes('VmHWM');
  globalThis.gc();
  writeFileSync('/proc/self/clear_refs', '5');
  process.send({ peak, now: megabytes('VmRSS') });
});
process.on('disconnect', () => process.exit(0));
process.send({ url: gateway.url });
