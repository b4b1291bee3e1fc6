import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A data directory of the test's own. */
export function dataDirectory(): string {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Ended {
  code: number | null;
  output: string;
  error: string;
}

export interface Program {
  process: ChildProcess;
  ended: Promise<Ended>;
  /** The address it serves at, as soon as it is ready. */
  url: Promise<string>;
}

/** Starts the built program, or another one built in a folder of its own; the test's end stops it. */
export function runProgram(
  args: readonly string[],
  environment: Record<string, string>,
  cwd: string = root,
): Program {
  return watch(spawn(process.execPath, ['dist/main.js', ...args], { ...options(environment), cwd }));
}

/** Runs a line as a person types it into a shell at the project's root. */
export function runLine(line: string, environment: Record<string, string>): Program {
  return watch(spawn('bash', ['-c', line], { ...options(environment), detached: true }), true);
}

function options(environment: Record<string, string>) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return { cwd: root, env: { ...inherited, PORT: '0', SOURCES: 'sample', NODE_ENV: '', ...environment } };
}

function watch(child: ChildProcess, isGroup = false): Program {
  let output = '';
  let error = '';
  let isReady: (url: string) => void = () => {};
  let isGone: (reason: Error) => void = () => {};
  const url = new Promise<string>((resolve, reject) => {
    isReady = resolve;
    isGone = reject;
  });
  url.catch(() => {});
  child.stdout?.on('data', (data) => {
    output += data;
    const address = /"url":"(http[^"]+)"/.exec(output)?.[1];
    if (address) isReady(address);
  });
  child.stderr?.on('data', (data) => {
    error += data;
  });
  const ended = once(child, 'close').then(([code]) => {
    isGone(new Error(`the program ended with exit code ${code}: ${error}`));
    return { code, output, error };
  });
  onTestFinished(async () => {
    const isRunning = child.exitCode === null && child.signalCode === null;
    if (isRunning && child.pid) process.kill(isGroup ? -child.pid : child.pid, 'SIGKILL');
    await ended.catch(() => {});
  });
  return { process: child, ended, url };
}
