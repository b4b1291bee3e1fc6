import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/database.ts';
import { buildDocs } from '../support/docs.ts';
import { openTestServer, testSchema } from '../support/http.ts';
import { root } from '../support/program.ts';

const check = (folder: string) =>
  promisify(execFile)(process.execPath, [join(root, 'scripts/docs.mjs'), '--check', folder]);

it('has pages whose links lead somewhere, and a front page with all of them', async () => {
  const { stderr } = await check(root);

  expect(stderr).toBe('');
});

it('names every link that leads nowhere, and every page that the front page leaves out', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'docs/index.md'), '# Front\n\n## Group\n\n- [One](one.md): first\n');
  writeFileSync(
    join(folder, 'docs/one.md'),
    '# One\n\n[a](#one) [b](#none) [c](two.md#part) [d](two.md#none) [e](none.md) [f](../none.txt)\n',
  );
  writeFileSync(join(folder, 'docs/two.md'), '# Two\n\n## Part\n');

  const { stderr } = await check(folder).catch((error) => error);

  expect(stderr.trim().split('\n')).toEqual([
    'docs/one.md links to ../none.txt, and there is no such file.',
    'docs/one.md links to #none of docs/one.md, which has no such heading.',
    'docs/one.md links to #none of docs/two.md, which has no such heading.',
    'docs/one.md links to the page none, which does not exist.',
    'docs/index.md lists docs/two.md nowhere: add a line with a link to one of its groups.',
  ]);
});

describe('the pages at /docs', () => {
  let server: ReturnType<typeof openTestServer>;
  let url: string;
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  beforeAll(async () => {
    buildDocs();
    server = openTestServer({ schema: testSchema() });
    url = (await server.listen()).url;
  });
  afterAll(() => server.close());

  it('can be walked from the front page, each of them and each of their parts', async () => {
    const known = new Map<string, Document>();
    const open = ['/docs'];
    for (const path of open) {
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      const { document } = parseHTML(text);
      known.set(path, document);
      for (const link of document.querySelectorAll('a[href^="/docs"], link[href^="/docs"]')) {
        const [page = ''] = (link.getAttribute('href') ?? '').split('#');
        if (!open.includes(page) && !page.endsWith('.css')) open.push(page);
      }
    }
    for (const [path, document] of known)
      for (const link of document.querySelectorAll('a[href*="#"]')) {
        const href = link.getAttribute('href') ?? '';
        if (href.startsWith('http')) continue;
        const [page, anchor = ''] = href.split('#');
        const target = known.get(page || path)?.getElementById(anchor);
        expect([path, href, target?.tagName]).toEqual([path, href, expect.anything()]);
      }
    expect(known.size).toBeGreaterThan(30);
  });

  it('has one first heading, a title and no script on a page', async () => {
    const { document } = parseHTML((await get('/docs/paging')).text);

    expect(document.title).toBe('Paging – JobTech Graph');
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.querySelectorAll('script, style, [style]')).toHaveLength(0);
    expect(document.querySelector('nav [aria-current="page"]')?.textContent).toBe('Paging');
  });

  it('asks browsers to check a page again, and to keep what it loads for good', async () => {
    const page = await get('/docs');
    const style = /href="(\/docs\/style-[^"]+\.css)"/.exec(page.text)?.[1] ?? '';
    const again = await get('/docs', { 'if-none-match': page.headers.get('etag') ?? '' });

    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(again.status).toBe(304);
    expect((await get(style)).headers.get('cache-control')).toContain('immutable');
  });

  it.each(['/docs/none', '/docs/not-found', '/docs/index.html', '/docs/none.css', '/docs/..%2Fmain.js'])(
    'answers %s by a page that says that there is none',
    async (path) => {
      const { status, text } = await get(path);

      expect([status, text.includes('There is no such page')]).toEqual([404, true]);
    },
  );

  it('has every type of the schema in its reference, with links between them', async () => {
    const { document } = parseHTML((await get('/docs/schema')).text);
    const row = [...document.querySelectorAll('tr')].find(
      (one) => one.querySelector('td')?.textContent === 'questionnaire',
    );

    expect(row?.querySelector('a')?.getAttribute('href')).toBe('/docs/schema-types#questionnaire');
  });
});
