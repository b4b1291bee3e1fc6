// A gateway in a process of its own, whose sources and store live faster than the machine: ten minutes of a stream
// take one. What waits for a client waits as long as ever.
import 'reflect-metadata';
import { pino } from 'pino';
import { readConfig } from '../../dist/config.js';
import { startGateway } from '../../dist/gateway.js';
import { systemClock } from '../../dist/upstream/time.js';

const [speed, begun] = process.argv.slice(2).map(Number);
const { sleep, after } = systemClock;
systemClock.now = () => begun + (Date.now() - begun) * speed;
// The source says by the same clock when an ad was changed.
systemClock.wall = systemClock.now;
systemClock.sleep = (milliseconds, signal) => sleep(milliseconds / speed, signal);
systemClock.after = (milliseconds, wake) => after(milliseconds / speed, wake);
const gateway = await startGateway(readConfig(process.env), pino({ level: 'warn' }, pino.destination(2)));
process.send({ url: gateway.url });
process.on('message', () => {
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ statements: gateway.database.statements, rss, heapUsed });
});
process.on('disconnect', () => process.exit(0));
