import { monitorEventLoopDelay } from 'node:perf_hooks';

function memoryParts() {
  const { heapUsed, heapTotal, external } = process.memoryUsage();
  return { heapUsed, heapTotal, external };
}

/** Tells the parent where this server listens, where the parent does not know, and what it uses each time it is asked. */
export function tellParent(url) {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  process.on('message', ({ collect }) => {
    if (collect) globalThis.gc?.();
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
