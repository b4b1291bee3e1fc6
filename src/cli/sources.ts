import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { openConfiguredSources, settingsOf, userAgent } from '../gateway.ts';
import { type CheckedIndicator, checkIndicators } from '../sources/check-indicators.ts';
import { type Checked, checkSource } from '../sources/check-source.ts';
import { noteVerified } from '../sources/cube/verified-indicators.ts';
import { type AnySource, registry } from '../sources/registry.ts';
import { scrubRecording } from '../text/scrub-recording.ts';
import { CheckError } from './check-error.ts';
import type { CommandIO } from './io.ts';
import { readSettings } from './settings.ts';

/** Lists the sources with their settings, limits and licences. Sends no request without `--live`. */
export async function sources(io: CommandIO, options: { live?: boolean }): Promise<void> {
  const config = await readSettings(io.environment);
  const opened = openConfiguredSources(config, { lastGood: null });
  const on = opened.health();
  const rows = opened.describeAll().map(async (source) => {
    const declared = registry.find(({ id }) => id === source.slug);
    const isOn = !declared || on.has(source.slug);
    const result = options.live && declared && isOn ? await sendOne(declared, config) : null;
    const budget = source.requestBudget;
    return {
      source: source.slug,
      kind: source.kind,
      on: isOn,
      ...(options.live
        ? { reachable: result?.reachable ?? '', milliseconds: result?.milliseconds ?? '' }
        : {}),
      'fresh for': declared ? duration(declared.freshFor) : '',
      budget: budget ? `${budget.limit} in ${budget.windowSeconds} s` : '',
      licence: source.licence,
      documentation: source.documentation ?? '',
    };
  });
  io.console.table(await Promise.all(rows));
  await opened.close();
}

/**
 * Sends the real source one request per operation, and reports how well each answer could be read. Of a statistical
 * agency it also looks for the table and the codes of every indicator.
 */
export async function checkOne(io: CommandIO, id: string): Promise<void> {
  const source = find(id);
  const config = await readSettings(io.environment);
  let failed = 0;
  for await (const checked of checkSource(source, settingsFor(source, config))) {
    io.console.log(line(checked));
    if (checked.verdict === 'failed') failed++;
  }
  failed += source.kind === 'STATISTICS' ? await checkIndicatorsOf(io, id, config) : 0;
  if (failed > 0) throw new CheckError(`${id}: ${failed} of its operations failed.`);
}

/** The number of indicators that the agency lacks. Those that it has are noted in the data folder. */
async function checkIndicatorsOf(io: CommandIO, id: string, config: Config): Promise<number> {
  const opened = openConfiguredSources({ ...config, sources: 'live' }, { lastGood: null });
  const checked: CheckedIndicator[] = [];
  try {
    for await (const one of checkIndicators(opened, id)) {
      checked.push(one);
      io.console.log(
        `${one.problem === null ? 'whole ' : 'failed'}   indicator ${one.slug}: ${one.problem ?? 'table and codes are there'}`,
      );
    }
  } finally {
    await opened.close();
  }
  if (checked.length > 0) await noteVerified(config.dataDir, checked);
  return checked.filter(({ problem }) => problem !== null).length;
}

/** Saves an answer per operation without personal data, as material for tests. */
export async function record(io: CommandIO, id: string, options: { folder?: string }): Promise<void> {
  const source = find(id);
  const folder = options.folder ?? join('recorded', id);
  await mkdir(folder, { recursive: true });
  const saved: { file: string; operation: string; url: string; contentType: string; recordedAt: string }[] =
    [];
  for await (const checked of checkSource(source, settingsFor(source, await readSettings(io.environment)))) {
    io.console.log(line(checked));
    for (const { operation, url, contentType, body } of checked.answers) {
      if (saved.some((one) => one.operation === operation)) continue;
      const file = `${operation.replace(/[^\w-]/g, '_')}.${contentType.includes('json') ? 'json' : 'txt'}`;
      await writeFile(join(folder, file), scrubRecording(body, source.personalKeys));
      saved.push({ file, operation, url, contentType, recordedAt: new Date().toISOString() });
    }
  }
  await writeFile(join(folder, 'recorded.json'), `${JSON.stringify(saved, null, 2)}\n`);
  io.console.log(`${saved.length} answers saved in ${folder}. Review them before you keep them.`);
}

async function sendOne(source: AnySource, config: Config) {
  for await (const { verdict, problem, milliseconds } of checkSource(source, settingsFor(source, config))) {
    return { reachable: verdict === 'failed' ? (problem ?? 'no') : 'yes', milliseconds };
  }
  return null;
}

function settingsFor({ id }: AnySource, config: Config) {
  const { url, key } = settingsOf(config, id);
  return { baseUrl: url, key, userAgent };
}

function find(id: string): AnySource {
  const source = registry.find((one) => one.id === id);
  if (source) return source;
  throw new ConfigError(
    `There is no source “${id}”. There are: ${registry.map((one) => one.id).join(', ')}.`,
  );
}

function line({ check, verdict, problem, answers, milliseconds }: Checked): string {
  const listed = answers.reduce((sum, { read }) => sum + (read?.listed ?? 0), 0);
  const dropped = answers.reduce((sum, { read }) => sum + (read?.dropped ?? 0), 0);
  const operations =
    answers.map(({ operation }) => operation).join(', ') || (problem ? 'no answer' : 'no new request');
  const outcome =
    problem ?? (dropped > 0 ? `${dropped} of ${listed} items could not be read` : `${listed} items`);
  return `${verdict.padEnd(8)} ${check.padEnd(22)} ${String(milliseconds).padStart(6)} ms  ${operations}: ${outcome}`;
}

function duration(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  return hours >= 1 ? `${Math.round(hours)} h` : `${Math.round(hours * 60)} min`;
}
