import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { playgroundPolicy } from '../security.ts';

const compress = promisify(gzip);

interface Page {
  html: Buffer;
  zipped: Buffer;
  etag: string;
  policy: string;
}

/** GraphiQL at `/`, from this server alone, with examples and a panel that tells where the last answer came from. */
export function playgroundRoute(app: FastifyInstance): void {
  let page: Promise<Page> | undefined;

  app.get('/', { compress: false }, async (request, reply) => {
    page ??= renderPage();
    const { html, zipped, etag, policy } = await page;
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .header('etag', etag);
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();

    reply.type('text/html; charset=utf-8');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(zipped);
  });
}

/** The example queries in the order of their file names; the first is what the page opens with. */
export function examples(): string[] {
  const folder = new URL('../examples/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => readFileSync(new URL(file, folder), 'utf8').trim());
}

async function renderPage(): Promise<Page> {
  // Nine megabytes, which only those who open the page need.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = Buffer.from(withPanel(graphiql(renderGraphiQL)));
  const zipped = await compress(html);
  // Weak: the same page goes out zipped and plain.
  const etag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  return { html, zipped, etag, policy: playgroundPolicy(scriptHashes(html.toString())) };
}

function graphiql(renderGraphiQL: (options: object) => string): string {
  return renderGraphiQL({
    endpoint: '/graphql',
    title: 'JobTech Graph',
    logo: asset('logo.svg'),
    favicon: `data:image/svg+xml,${encodeURIComponent(asset('logo.svg'))}`,
    defaultTabs: examples().map((query) => ({ query })),
    // Nothing here reads a header, so none is kept in the browser.
    shouldPersistHeaders: false,
  });
}

/** Our script stands first, since it listens to the answers that GraphiQL fetches. */
function withPanel(html: string): string {
  const head = `<meta name="viewport" content="width=device-width, initial-scale=1" />
<style>${asset('panel.css')}</style>
<script>${asset('panel.js')}</script>`;
  return html.replace('<meta charset="utf-8" />', (meta) => `${meta}\n${head}`);
}

/** Hashes of the page's inline scripts, found as a browser finds them: up to the first closing tag. */
function scriptHashes(html: string): string[] {
  const hashes: string[] = [];
  for (let start = html.indexOf('<script>'); start >= 0; start = html.indexOf('<script>', start)) {
    const from = start + '<script>'.length;
    const to = html.indexOf('</script>', from);
    if (to < 0) break;
    hashes.push(`sha256-${createHash('sha256').update(html.slice(from, to)).digest('base64')}`);
    start = to;
  }
  return hashes;
}

function asset(name: string): string {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8').trim();
}
