import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** V8 gives pages back in the background, and what only a finalizer holds is free after the next collection. */
async function collected() {
  let before = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 10; time++) {
    globalThis.gc?.();
    await setTimeout(100);
    const now = process.memoryUsage.rss();
    if (now > before - 512 * 1024) return;
    before = now;
  }
}

function memoryParts() {
  const { heapUsed, heapTotal, external } = process.memoryUsage();
  return { heapUsed, heapTotal, external };
}

/** Tells the parent where this server listens, where the parent does not know, and what it uses each time it is asked. */
export function tellParent(url) {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  process.on('message', async ({ collect }) => {
    if (collect) await collected();
    if (!process.connected) return;
    const { user, system } = process.cpuUsage();
    process.send({
      cpu: user + system,
      rss: process.memoryUsage.rss(),
      ...memoryParts(),
      delayP99: delay.percentile(99) / 1e6,
      delayMax: delay.max / 1e6,
    });
    delay.reset();
  });
  process.on('disconnect', () => process.exit(0));
  if (url) process.send({ url });
}
