import fs from 'node:fs';
import { onTestFinished } from 'vitest';

/**
 * A disk that is full for the log of the embedded database. PGlite writes through `node:fs`, so the fault is where a
 * real disk has it, and needs no disk of its own.
 */
export function fullDisk(): { fill(): void; free(): void } {
  const { openSync, writeSync } = fs;
  const logs = new Set<number>();
  let isFull = false;
  const opened = (path: fs.PathLike, ...rest: unknown[]): number => {
    const descriptor: number = Reflect.apply(openSync, fs, [path, ...rest]);
    if (String(path).includes('pg_wal')) logs.add(descriptor);
    else logs.delete(descriptor);
    return descriptor;
  };
  const written = (descriptor: number, ...rest: unknown[]): number => {
    if (isFull && logs.has(descriptor))
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', errno: -28 });
    return Reflect.apply(writeSync, fs, [descriptor, ...rest]);
  };
  Object.assign(fs, { openSync: opened, writeSync: written });
  onTestFinished(() => void Object.assign(fs, { openSync, writeSync }));
  return {
    fill() {
      isFull = true;
    },
    free() {
      isFull = false;
    },
  };
}
