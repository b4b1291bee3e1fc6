import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { openContent, packFolders } from '../content/open-content.ts';
import { runInGateway } from '../desk/control-client.ts';
import type { DeskJob } from '../desk/desk-job.ts';
import { type JobResult, runJob } from '../desk/jobs.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

interface JobOptions {
  apply?: boolean;
  json?: boolean;
  /** Folders of earlier exports. */
  exports?: string[];
}

/** Imports originals, or without `--apply` reports what that would change. */
export function importDocuments(
  io: CommandIO,
  paths: string[],
  { apply = false, json }: JobOptions,
): Promise<void> {
  return run(io, { do: 'import', paths: paths.map((path) => resolve(path)), apply }, json);
}

/** Deletes a document, the name of a person, or an ad with every trace; without `--apply` reports what would go. */
export function forget(
  io: CommandIO,
  what: 'document' | 'person' | 'ad',
  name: string,
  { apply = false, exports: given = [], json }: JobOptions,
): Promise<void> {
  const exports = given.map((path) => resolve(path));
  const jobs: Record<typeof what, DeskJob> = {
    document: { do: 'forget document', slug: name, exports, apply },
    person: { do: 'forget person', name, exports, apply },
    ad: { do: 'forget ad', id: name, apply },
  };
  return run(io, jobs[what], json);
}

/** Tells what is stored besides the content files. */
export function show(io: CommandIO, slug: string | undefined, { json }: JobOptions): Promise<void> {
  return run(io, { do: 'show', slug: slug ?? null }, json);
}

/** Runs a job in the gateway that holds the embedded database, or else here. */
async function run(io: CommandIO, job: DeskJob, json = false): Promise<void> {
  const config = await readSettings(io.environment);
  const onProgress = (message: string) => io.console.error(message);
  const done = config.databaseUrl ? null : await runInGateway(config.dataDir, job, onProgress);
  const result = done ?? (await runHere(io, config, job, onProgress));
  io.console.log(json ? JSON.stringify({ ok: true, ...result.data }, null, 2) : result.text);
}

async function runHere(
  io: CommandIO,
  config: Config,
  job: DeskJob,
  onProgress: (message: string) => void,
): Promise<JobResult> {
  const log = logTo(io.stderr, 'warn');
  const folders = packFolders(config.contentDir);
  if (job.do === 'forget ad' || job.do === 'forget person') {
    // The sources know the caches, also the shared one.
    const { openGateway } = await import('../gateway.ts');
    const { database, sources, close } = await openGateway(config, log);
    return runJob(job, { database, sources, folders }, onProgress).finally(close);
  }
  const { database } = await openContent(config, log);
  const tools = { database, sources: null, folders };
  return runJob(job, tools, onProgress).finally(() => database.close());
}
