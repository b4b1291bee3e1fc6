import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { examples } from './examples.ts';
import { playgroundPolicy } from './policy.ts';

const compress = promisify(gzip);

export interface Page {
  html: Buffer;
  gzipped: Buffer;
  etag: string;
  policy: string;
}

/** GraphiQL with the example queries, and a panel that shows the sources of the last answer. */
export async function renderPage(): Promise<Page> {
  // The module is nine megabytes, so it is loaded only when somebody opens the page.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = Buffer.from(withPanel(graphiql(renderGraphiQL)));
  const gzipped = await compress(html);
  // A weak tag, because the gzipped and the plain page share it.
  const etag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  return { html, gzipped, etag, policy: playgroundPolicy(html.toString()) };
}

function graphiql(renderGraphiQL: (options: object) => string): string {
  return renderGraphiQL({
    endpoint: '/graphql',
    title: 'JobTech Graph',
    logo: asset('logo.svg'),
    favicon: `data:image/svg+xml,${encodeURIComponent(asset('logo.svg'))}`,
    defaultTabs: examples().map((query) => ({ query })),
    // The gateway reads no request header that a user would set, so the browser stores none.
    shouldPersistHeaders: false,
  });
}

/** Our script comes first, because it replaces `fetch` before GraphiQL uses it. */
function withPanel(html: string): string {
  const head = `<meta name="viewport" content="width=device-width, initial-scale=1" />
<style>${asset('panel.css')}</style>
<script>${asset('panel.js')}</script>`;
  return html.replace('<meta charset="utf-8" />', (meta) => `${meta}\n${head}`);
}

function asset(name: string): string {
  return readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8').trim();
}
