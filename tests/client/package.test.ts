import { execFile } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openChromium, requireChromium } from '../support/chromium.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
/** Apart from the other packages: `npm ci --prefix tests/client/deno`. */
const deno = join(import.meta.dirname, 'deno/node_modules/.bin/deno');
const hasDeno = existsSync(deno);

const use = `
const graph = new JobtechGraph(process.argv[2]);
const { data, sources } = await graph.saved('compass-matrix', { lang: 'EN' });
const refused = await graph.saved('newest-ads', { place: 'Atlantis' }).catch((error) => error);
if (!(refused instanceof GraphError)) throw new Error('it is not refused');
const title: string | undefined = data.questionnaire?.title;
const state: 'OWN' | 'LIVE' | 'CACHED' | 'STALE' | 'SAMPLE' | 'REFERENCE' | null | undefined = sources[0]?.state;
console.log(JSON.stringify([typeof title, state, refused.code]));
`;
const withoutTypes = use.replace(/(const (?:title|state)): [^=]+=/g, '$1 =');
const expected = '["string","OWN","BAD_USER_INPUT"]\n';

let gateway: TestGateway;
let url: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-'));
  gateway = await testGateway({ PORT: '0' });
  url = (await gateway.server.listen()).url;
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: join(root, 'client'),
  });
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], { cwd: folder });
}, 120_000);
afterAll(() => gateway.close());

describe('the package, installed from its tarball', () => {
  it('works as ES modules', async () => {
    writeFileSync(
      join(folder, 'use.mjs'),
      `import { GraphError, JobtechGraph } from '@jobtech-graph/client';\n${withoutTypes}`,
    );

    expect((await run('node', ['use.mjs', url], { cwd: folder })).stdout).toBe(expected);
  });

  it('works as CommonJS', async () => {
    writeFileSync(
      join(folder, 'use.cjs'),
      `const { GraphError, JobtechGraph } = require('@jobtech-graph/client');\n(async () => {${withoutTypes}})();`,
    );

    expect((await run('node', ['use.cjs', url], { cwd: folder })).stdout).toBe(expected);
  });

  it.runIf(process.env['REQUIRE_DENO'] === '1')('has a Deno to run', () => {
    expect(hasDeno, 'run npm ci --prefix tests/client/deno').toBe(true);
  });

  it.runIf(hasDeno)(
    'works in Deno, with its types and the right to the network alone',
    async () => {
      writeFileSync(
        join(folder, 'use.ts'),
        `import { GraphError, JobtechGraph } from '@jobtech-graph/client';\n${use.replace('process.argv[2]', 'Deno.args[0]!')}`,
      );
      const env = { ...process.env, DENO_DIR: join(folder, 'deno'), DENO_NO_UPDATE_CHECK: '1' };
      const options = ['run', '--check', '--allow-net=127.0.0.1', '--no-lock', '--no-remote', '--no-prompt'];

      expect((await run(deno, [...options, 'use.ts', url], { cwd: folder, env })).stdout).toBe(expected);
    },
    60_000,
  );

  it('has types in both, and refuses a wrong variable', async () => {
    symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    const head = "import { GraphError, JobtechGraph } from '@jobtech-graph/client';\n";
    const inside = `async function main() {${use}}\nmain();\n`;
    writeFileSync(join(folder, 'typed.mts'), `${head}${inside}`);
    writeFileSync(join(folder, 'typed.cts'), `${head}${inside}`);
    writeFileSync(
      join(folder, 'wrong.mts'),
      `${head}// @ts-expect-error\nnew JobtechGraph('').saved('newest-ads', { ocupation: '2512' });\n`,
    );
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--ignoreConfig'];
    const problems = await run(
      join(root, 'node_modules/.bin/tsc'),
      [...options, 'typed.mts', 'typed.cts', 'wrong.mts'],
      { cwd: folder },
    ).then(
      () => '',
      ({ stdout }) => String(stdout),
    );

    expect(problems).toBe('');
  }, 60_000);

  it('needs no other package, and has the version of the gateway', async () => {
    const packed = JSON.parse(
      await readFile(join(folder, 'node_modules/@jobtech-graph/client/package.json'), 'utf8'),
    );

    expect(packed.dependencies).toBeUndefined();
    expect(packed.version).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  });

  requireChromium();
  it.runIf(hasChromium)('works in a browser, on a page of another site', async () => {
    const modules = join(folder, 'node_modules/@jobtech-graph/client/dist/esm');
    const site = createServer((request, response) => {
      const isModule = request.url?.endsWith('.js') === true;
      response.setHeader('content-type', isModule ? 'text/javascript' : 'text/html');
      response.end(isModule ? readFileSync(join(modules, request.url ?? '')) : '<!doctype html>');
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      const parties = await page.evaluate(
        `import('/index.js')
          .then(({ JobtechGraph }) => new JobtechGraph('${url}').query('{ parties { code } }'))
          .then(({ data }) => data.parties.length)`,
      );

      expect(parties).toBeGreaterThan(0);
    } finally {
      await browser.close();
      site.closeAllConnections();
      site.close();
    }
  });
});
