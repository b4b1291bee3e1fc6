import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { settingNames } from '../src/config.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

const service = z.object({
  image: z.string().optional(),
  user: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  env_file: z.array(z.object({ path: z.string(), required: z.boolean() })).default([]),
  read_only: z.boolean().optional(),
  privileged: z.boolean().optional(),
  cap_drop: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  networks: z.array(z.string()).default(['default']),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  scale: z.number().optional(),
  stop_grace_period: z.string().optional(),
});
const { services, networks } = z
  .object({ services: z.record(z.string(), service), networks: z.record(z.string(), z.unknown()) })
  .parse(parse(read('docker-compose.yml')));

/** A tag that names a release, such as `17.10-bookworm`. */
const exactTag = /^[\w./-]+:\d+\.\d+(?:\.\d+)?(?:-\w+)*(?:@sha256:[\da-f]{64})?$/;

describe.each(Object.entries(services))('the service %s of the compose file', (_, settings) => {
  it('runs without capabilities on a file system that it cannot change', () => {
    expect(settings).toMatchObject({ read_only: true, cap_drop: ['ALL'], cap_add: [] });
    expect(settings.security_opt).toEqual(['no-new-privileges:true']);
    expect(settings.privileged).toBeUndefined();
  });

  it('has limits on memory and processes', () => {
    expect(settings.mem_limit).toMatch(/^\d+[mg]$/);
    expect(settings.pids_limit).toBeGreaterThan(0);
  });

  it('is a release by name, and not run by root', () => {
    // The gateway is built here: the Dockerfile names its image and its user.
    if (settings.image === undefined) return;
    expect(settings.image).toMatch(exactTag);
    expect(settings.user).toMatch(/^(?!root|0\b)./);
  });

  it('has no password but the one that the operator sets', () => {
    for (const [name, value] of Object.entries(settings.environment)) {
      if (!/PASSWORD|SECRET|KEY|TOKEN|DATABASE_URL/.test(name)) continue;
      expect(value).toMatch(/\$\{\w+:\?set \w+ in the file \.env\}/);
      expect(value).not.toMatch(/:-|\/\/\w+:\w/);
    }
  });
});

it('gives the gateway every setting of the file .env, except those that follow from the compose file', () => {
  const { env_file, environment } = services['gateway'] ?? {};

  expect(env_file).toEqual([{ path: '.env', required: false }]);
  expect(Object.keys(environment ?? {}).sort()).toEqual([
    'CACHE_URL',
    'DATABASE_URL',
    'DATA_DIR',
    'DRAIN_MS',
    'HOST',
    'PORT',
    'TRUST_PROXY',
  ]);
});

it('keeps the stores of the compose file off the network of clients', () => {
  const { gateway, balancer, ...stores } = services;

  expect(balancer?.networks).toEqual(['default']);
  expect(gateway?.networks).toEqual(['default', 'stores']);
  for (const { networks } of Object.values(stores)) expect(networks).toEqual(['stores']);
  expect(networks['stores']).toEqual({ internal: true });
});

it('has two gateways, and clients reach them by the balancer alone', () => {
  const { gateway, balancer } = services;

  expect(gateway?.scale).toBe(2);
  expect(Object.keys(services).filter((name) => services[name]?.ports.length)).toEqual(['balancer']);
  expect(balancer?.volumes).toEqual(['./deploy/haproxy/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro']);
  expect(read('deploy/haproxy/haproxy.cfg')).toMatch(/server-template gateway 1-8 gateway:4000$/m);
});

it('lets a gateway of the compose file finish before it is killed', () => {
  const { gateway } = services;
  const drain = Number(gateway?.environment['DRAIN_MS']) / 1000;

  expect(Number(gateway?.stop_grace_period?.replace('s', ''))).toBeGreaterThan(drain + 10);
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? '');

  it('is built on one release of the Node line of .nvmrc', () => {
    expect(new Set(bases).size).toBe(1);
    expect(bases[0]).toMatch(exactTag);
    expect(bases[0]).toMatch(new RegExp(`^node:${read('.nvmrc').trim()}\\.`));
  });

  it('is built from everything that the build reads', () => {
    const inputs = [...read('scripts/build.mjs').matchAll(/^ {2}'(.+)',$/gm)].map(([, name]) => name);
    const sent = read('.dockerignore').split('\n');

    expect(inputs.length).toBeGreaterThan(8);
    expect(inputs.filter((name) => !sent.includes(`!${name}`))).toEqual([]);
  });

  it('has every folder that the bundle does not contain', () => {
    for (const part of ['/app/node_modules/@electric-sql', '/app/dist'])
      expect(dockerfile).toMatch(new RegExp(`^COPY --from=\\w+ ${part} `, 'm'));
    for (const folder of ['content', 'reference', 'package.json']) expect(dockerfile).toContain(folder);
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node", (?:"--[\w=-]+", )?"dist\/main\.js"\]$/m);
  });

  it('is not run by root, and has what it is made of in it', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^COPY --from=dependencies \/app\/sbom\.cdx\.json/m);
  });
});

it.each(['.env.example', 'docs/settings.md'])('%s names every setting', (file) => {
  const text = read(file);
  const missing = settingNames.filter((name) => name !== 'NODE_ENV' && !text.includes(name));

  expect(missing).toEqual([]);
});
