import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { testGateway } from '../support/gateway.ts';
import { promtool, skipsPrometheus, startPrometheus } from '../support/prometheus.ts';
import { startRedis } from '../support/redis.ts';

const fileOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string) => readFileSync(fileOf(name), 'utf8');

const alertsFile = fileOf('deploy/prometheus/alerts.yml');
const alerts = z
  .object({
    groups: z.array(
      z.object({
        rules: z.array(
          z.object({
            alert: z.string(),
            expr: z.string(),
            labels: z.object({ severity: z.enum(['critical', 'warning']) }),
            annotations: z.object({ summary: z.string(), runbook: z.string() }),
          }),
        ),
      }),
    ),
  })
  .parse(parse(read('deploy/prometheus/alerts.yml')))
  .groups.flatMap(({ rules }) => rules);
const dashboard = z
  .object({
    panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
  })
  .parse(JSON.parse(read('deploy/grafana/dashboard.json')));
const queries = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr]));

/** A series of an hour for which the alert is to fire. */
const troubles: Record<string, string> = {
  GatewayDown: 'up{job="jobtech-graph"} 0x60',
  GatewayErrors: 'jobtech_graph_http_request_seconds_count{status="5xx",instance="a"} 0+60x60',
  InternalErrors: 'jobtech_graph_graphql_errors_total{code="INTERNAL_SERVER_ERROR"} 0x50 1x10',
  SlowAnswers: 'jobtech_graph_graphql_operation_seconds_bucket{le="10",instance="a"} 0+60x60',
  EventLoopBlocked: 'jobtech_graph_nodejs_eventloop_lag_p99_seconds 0.9x60',
  MemoryHigh: 'jobtech_graph_process_resident_memory_bytes 1050000000x60',
  DatabaseUnreachable: 'jobtech_graph_part_works{part="database"} 0x60',
  DatabaseFailures: 'jobtech_graph_database_failures_total 0+60x60',
  CacheUnreachable: 'jobtech_graph_part_works{part="cache"} 0x60',
  ContentBroken: 'jobtech_graph_part_works{part="content"} 0x60',
  SourceDown: 'jobtech_graph_source_breaker_open{source="a"} 1x60',
  SourceShapeChanged: 'jobtech_graph_source_quarantined_operations{source="a"} 1x60',
  SourceDropsItems: 'jobtech_graph_source_dropped_items_total{source="a"} 0+60x60',
  SourceBudgetSpent: 'jobtech_graph_source_budget_remaining{source="a"} 0x60',
  JobStreamBehind: 'jobtech_graph_behind_seconds{what="job stream"} 1000x60',
  TableListsBehind: 'jobtech_graph_behind_seconds{what="table lists"} 30000x60',
  CleanUpBehind: 'jobtech_graph_behind_seconds{what="clean-up"} 12000x60',
  TaxonomyBehind: 'jobtech_graph_behind_seconds{what="taxonomy"} 200000x60',
};

// Prometheus needs some seconds to start, and to see a rate.
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(skipsPrometheus)('what Prometheus makes of the metrics', () => {
  it('every query of the dashboard finds series, and no alert is raised by a gateway that works', async () => {
    const source = await fakeUpstream({
      '*': ({ url = '' }) =>
        url.includes('gone') ? { status: 500 } : { json: { total: { value: 1 }, hits: [{ id: 1 }] } },
    });
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const gateway = await testGateway({
      SOURCES: 'live',
      PORT: '0',
      SOURCE_JOBSEARCH_URL: source.url,
      CACHE_URL: redis.url,
    });
    onTestFinished(() => gateway.close());
    const { url } = await gateway.server.listen();
    for (const word of ['snickare', 'gone'])
      await gateway.ask(`{ jobAds(filter: { query: "${word}", sources: ["jobsearch"] }) { nodes { id } } }`);
    const prometheus = await startPrometheus(new URL(url).host, alertsFile);
    await expect
      .poll(() => prometheus.series('count_over_time(up[1m]) > 2'), { timeout: 30_000 })
      .toHaveLength(1);

    const empty: string[] = [];
    for (const [title, expr = ''] of queries) {
      const asked = expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*');
      // What a panel leaves out where all is well.
      const found = await prometheus.series(asked.replace(/ > 0$/, ''));
      if (!found || found.length === 0) empty.push(`${title}: ${asked}`);
    }
    expect(empty).toEqual([]);
    const rules = await prometheus.rules();
    expect(rules).toHaveLength(alerts.length);
    expect(rules.filter(({ health, state }) => health !== 'ok' || state === 'firing')).toEqual([]);
  });

  it('every alert is raised by the trouble that it is for, and by no other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const seriesOf = (trouble: string) => {
      const at = trouble.indexOf('} ') + 1 || trouble.indexOf(' ');
      const series = trouble.slice(0, at).trim();
      const values = trouble.slice(at).trim();
      const all = [{ series, values }];
      // What the rest of a share, or of a histogram, is counted in.
      if (series.includes('status="5xx"')) all.push({ series: series.replace('5xx', '2xx'), values });
      if (series.includes('le="10"')) all.push({ series: series.replace('"10"', '"+Inf"'), values });
      return all;
    };
    const tests = alerts.map(({ alert }) => ({
      interval: '1m',
      input_series: seriesOf(troubles[alert] ?? ''),
      promql_expr_test: [{ expr: 'count(ALERTS{alertstate="firing"}) by (alertname)', eval_time: '55m' }].map(
        (test) => ({ ...test, exp_samples: [{ labels: `{alertname="${alert}"}`, value: 1 }] }),
      ),
    }));
    const file = join(folder, 'tests.yml');
    writeFileSync(file, JSON.stringify({ rule_files: [alertsFile], evaluation_interval: '1m', tests }));

    expect(promtool('test', 'rules', file)).toContain('SUCCESS');
  });
});

it.each(alerts.map(({ alert, annotations }) => [alert, annotations.runbook]))(
  '%s has a runbook',
  (alert, runbook) => {
    const [file = '', anchor] = runbook.split('#');
    const headings = [...read(file).matchAll(/^## (\S+)$/gm)].map(([, heading = '']) => heading);

    expect(anchor).toBe(alert.toLowerCase());
    expect(headings).toContain(alert);
  },
);

it('reads every metric that an alert or a panel names from the gateway', async () => {
  const gateway = await testGateway();
  onTestFinished(() => gateway.close());
  const metrics = await gateway.server.inject({ url: '/metrics' });
  const named = [...alerts.map(({ expr }) => expr), ...queries.map(([, expr = '']) => expr)].flatMap(
    (expr) => [...(expr.match(/jobtech_graph_\w+/g) ?? [])],
  );
  const known = new Set([...metrics.body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));

  const unknown = named.filter(
    (name) => !known.has(name) && !known.has(name.replace(/_(?:bucket|count|sum)$/, '')),
  );

  expect(unknown).toEqual([]);
});
