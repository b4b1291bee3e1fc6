import { Console } from 'node:console';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** What a command uses of its process. Tests pass their own, and so run commands without starting a process. */
export interface CommandIO {
  /** Unset: the environment of the process. */
  environment?: NodeJS.ProcessEnv;
  stdin: Readable;
  /** For the result of the command; the server also logs to it. */
  stdout: Writable;
  /** For progress, warnings and errors. */
  stderr: Writable;
  console: Console;
  /** Resolves when the program is told to stop. */
  stopped: () => Promise<unknown>;
}

/** The streams and signals of this process. */
export function processIO(): CommandIO {
  const { stdin, stdout, stderr } = process;
  return {
    stdin,
    stdout,
    stderr,
    console: new Console(stdout, stderr),
    stopped: () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]),
  };
}
