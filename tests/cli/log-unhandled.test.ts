import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { logTo } from '../../src/cli/log.ts';
import { logUnhandled } from '../../src/cli/log-unhandled.ts';

it('a promise that is rejected and handled by nobody is a line in the log, not the end of the process', async () => {
  const lines: string[] = [];
  const out = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  const undo = logUnhandled(logTo(out, 'error', 'json'));
  try {
    void Promise.reject(new Error('nobody waits'));
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    undo();
    for (const other of others) process.on('unhandledRejection', other);
  }

  expect(lines.join('')).toContain('nobody waits');
});
