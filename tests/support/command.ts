import 'reflect-metadata';
import { Console } from 'node:console';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { contentSeed } from './database.ts';
import { dataDirectory } from './program.ts';

/** A data directory that already holds the content pack, which saves seconds of the first command on it. */
export async function contentDirectory(): Promise<string> {
  const folder = dataDirectory();
  cpSync(await contentSeed(), join(folder, 'database'), { recursive: true });
  return folder;
}

interface Ended {
  code: number;
  output: string;
  error: string;
}

interface RunningCommand {
  ended: Promise<Ended>;
  /** The address it serves at, as soon as it is ready. */
  url: Promise<string>;
  /** Does what SIGTERM does to a process. */
  stop(): Promise<Ended>;
}

/** Runs a command in this process until it ends. */
export function runCommand(
  args: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<Ended> {
  return startCommand(args, environment, input).ended;
}

/** Starts a command in this process. The end of the test stops it. */
export function startCommand(
  args: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): RunningCommand {
  let output = '';
  let error = '';
  let stop: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let ready: (url: string) => void = () => {};
  const serving = new Promise<string>((resolve) => {
    ready = resolve;
  });
  const stdout = writable((text) => {
    output += text;
    const address = /"url":"(http[^"]+)"/.exec(output)?.[1];
    if (address) ready(address);
  });
  const stderr = writable((text) => {
    error += text;
  });
  const io = {
    environment: { PORT: '0', SOURCES: 'sample', ...environment },
    stdin: Readable.from([input]),
    stdout,
    stderr,
    console: new Console(stdout, stderr),
    stopped: () => stopped,
  };
  const ended = run(['node', 'jobtech-graph', ...args], io).then((code) => ({ code, output, error }));
  const failed = ended.then(({ code }): never => {
    throw new Error(`the command ended with exit code ${code}: ${error}`);
  });
  const url = Promise.race([serving, failed]);
  url.catch(() => {});
  const stopNow = () => {
    stop();
    return ended;
  };
  onTestFinished(async () => {
    await stopNow();
  });
  return { ended, url, stop: stopNow };
}

/** The answer of a gateway at a URL. */
export async function askAt(url: string, query: string, variables?: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

function writable(take: (text: string) => void): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      take(String(chunk));
      done();
    },
  });
}
