import { createHash } from 'node:crypto';

/** The content security policy of the playground: its own inline scripts, the editor's workers, and this server. */
export function playgroundPolicy(html: string): string {
  const scripts = scriptHashes(html)
    .map((hash) => `'${hash}'`)
    .join(' ');
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    // A worker made from a blob runs under the policy of the page that made it.
    'worker-src blob:',
    // The editor writes style elements while it runs.
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Hashes of the inline scripts. A script ends at the first closing tag, as in a browser. */
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
