import { readdirSync, readFileSync } from 'node:fs';
import { Deployment, StatefulSet } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Service } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig, settingNames } from '../../src/config.ts';

// No cluster is asked: the schemas of Kubernetes are those of the package, and the rest is what these tests say.
const folder = new URL('../../deploy/kubernetes/', import.meta.url);
const kinds = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  StatefulSet,
};

const secured = z.object({
  allowPrivilegeEscalation: z.literal(false),
  readOnlyRootFilesystem: z.literal(true),
  capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
});
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const container = z.object({
  name: z.string(),
  image: z.string().regex(/:[\w.-]*\d\.\d/, 'is a release by name'),
  ports: z.array(z.object({ name: z.string() })),
  securityContext: secured,
  resources: z.object({ limits: z.object({ memory: z.string() }), requests: z.object({ cpu: z.string() }) }),
  startupProbe: probe.optional(),
  readinessProbe: z.union([probe, z.object({ exec: z.object({ command: z.array(z.string()) }) })]),
  livenessProbe: probe.optional(),
});
const labels = z.record(z.string(), z.string());
const workload = z.object({
  selector: z.object({ matchLabels: labels }),
  template: z.object({
    metadata: z.object({ labels }),
    spec: z.object({
      automountServiceAccountToken: z.literal(false),
      securityContext: z.object({ runAsNonRoot: z.literal(true) }),
      terminationGracePeriodSeconds: z.number().optional(),
      containers: z.array(container),
    }),
  }),
});
const manifest = z.object({
  kind: z.enum([
    'ConfigMap',
    'Deployment',
    'HorizontalPodAutoscaler',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
    'StatefulSet',
  ]),
  metadata: z.object({ name: z.string() }),
  spec: z.unknown().optional(),
  data: labels.optional(),
});

const manifests = readdirSync(folder).flatMap((file) =>
  parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')).map((document) => {
    const value: unknown = document.toJS();
    return {
      name: `${file}: ${manifest.parse(value).kind} ${manifest.parse(value).metadata.name}`,
      value,
      ...manifest.parse(value),
    };
  }),
);
const workloads = manifests.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
const one = (kind: string, name: string) =>
  manifests.find((of) => of.kind === kind && of.metadata.name === name);

describe.each(manifests.map((of) => [of.name, of] as const))('%s', (_, { kind, value }) => {
  it('fits the schema of Kubernetes', () => {
    const { apiVersion: _version, kind: _kind, ...rest } = z.looseObject({}).parse(value);

    expect(() => new kinds[kind](rest).validate()).not.toThrow();
  });
});

describe.each(workloads.map((of) => [of.name, of] as const))('%s', (_, { spec }) => {
  it('runs without rights on a file system that it cannot change, with a limit on memory', () => {
    expect(workload.safeParse(spec).error?.message).toBeUndefined();
  });

  it('selects its own pods', () => {
    const { selector, template } = workload.parse(spec);

    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });
});

it.each(manifests.filter(({ kind }) => kind === 'Service').map((of) => [of.name, of] as const))(
  '%s leads to a port of a workload',
  (_, { spec }) => {
    const { selector, ports } = z
      .object({ selector: labels, ports: z.array(z.object({ targetPort: z.string() })) })
      .parse(spec);
    const pods = workloads
      .map((of) => workload.parse(of.spec).template)
      .filter(({ metadata }) => metadata.labels['app'] === selector['app']);

    const names = pods.flatMap((pod) =>
      pod.spec.containers.flatMap((of) => of.ports.map(({ name }) => name)),
    );
    expect(names).toEqual(expect.arrayContaining(ports.map(({ targetPort }) => targetPort)));
  },
);

it('has settings that the gateway knows and accepts', () => {
  const settings = one('ConfigMap', 'jobtech-graph')?.data ?? {};

  expect(Object.keys(settings).filter((name) => !settingNames.includes(name))).toEqual([]);
  expect(readConfig(settings)).toMatchObject({ host: '0.0.0.0', trustProxy: 1 });
});

it('leaves a gateway time to drain, after its probes have noticed and before it is killed', () => {
  const settings = one('ConfigMap', 'jobtech-graph')?.data ?? {};
  const drain = Number(settings['DRAIN_MS']) / 1000;
  const { spec } = workload.parse(one('Deployment', 'jobtech-graph')?.spec).template;
  const { periodSeconds, failureThreshold } = z
    .object({ readinessProbe: z.object({ periodSeconds: z.number(), failureThreshold: z.number() }) })
    .parse(
      z
        .object({ template: z.object({ spec: z.object({ containers: z.array(z.unknown()) }) }) })
        .parse(one('Deployment', 'jobtech-graph')?.spec).template.spec.containers[0],
    ).readinessProbe;

  expect(drain).toBeGreaterThan(periodSeconds * failureThreshold);
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(drain + 10);
});

it('asks the gateway for its health, and restarts it only when a restart helps', () => {
  const [gateway] = workload.parse(one('Deployment', 'jobtech-graph')?.spec).template.spec.containers;

  expect(gateway?.readinessProbe).toMatchObject({ httpGet: { path: '/health/ready' } });
  expect(gateway?.startupProbe).toMatchObject({ httpGet: { path: '/health/ready' } });
  expect(gateway?.livenessProbe).toMatchObject({ httpGet: { path: '/health/live' } });
});

it('keeps no password', () => {
  for (const { value } of manifests) expect(JSON.stringify(value)).not.toMatch(/"password":"|\/\/\w+:\w+@/);
});
