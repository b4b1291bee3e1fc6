import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { freePort } from './free-port.ts';

const programOf = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/bin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Tests are skipped without Prometheus, unless REQUIRE_PROMETHEUS says that they must run. */
export const skipsPrometheus =
  (programOf('prometheus') ?? programOf('promtool')) === undefined && !process.env['REQUIRE_PROMETHEUS'];

const answer = z.object({
  status: z.string(),
  data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }),
});
const ruleGroups = z.object({
  data: z.object({
    groups: z.array(
      z.object({ rules: z.array(z.object({ name: z.string(), health: z.string(), state: z.string() })) }),
    ),
  }),
});

/** A Prometheus that reads the metrics of one address every second, and evaluates the rules of a file. */
export async function startPrometheus(target: string, rules: string) {
  const program = programOf('prometheus');
  if (!program) throw new Error('No prometheus found: apt-get install prometheus.');
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const config = join(folder, 'prometheus.yml');
  writeFileSync(
    config,
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [rules],
      scrape_configs: [{ job_name: 'jobtech-graph', static_configs: [{ targets: [target] }] }],
    }),
  );
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${new URL(url).host}`,
    ],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${url}${path}`).catch(() => null))?.json().catch(() => null);
  return {
    /** The series that an expression has now; null where it cannot be evaluated. */
    async series(expression: string): Promise<Record<string, string>[] | null> {
      const found = answer.safeParse(
        await read(`/api/v1/query?${new URLSearchParams({ query: expression })}`),
      );
      return found.success ? found.data.data.result.map(({ metric }) => metric) : null;
    },
    async rules(): Promise<{ name: string; health: string; state: string }[]> {
      const found = ruleGroups.safeParse(await read('/api/v1/rules'));
      return found.success ? found.data.data.groups.flatMap((group) => group.rules) : [];
    },
  };
}

/** Runs promtool; an error of it has what it says. */
export function promtool(...words: string[]): string {
  const program = programOf('promtool');
  if (!program) throw new Error('No promtool found: apt-get install prometheus.');
  return execFileSync(program, words, { encoding: 'utf8', stdio: 'pipe' });
}
