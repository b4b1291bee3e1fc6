import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
/** `npm run build` writes it. */
const folder = new URL('../../../dist/playground/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
};

/** A file with what is sent beside it. */
export interface PageFile {
  type: string;
  bytes: Buffer;
  gzipped: Buffer;
  /** Weak, because the gzipped and the plain file share it. */
  etag: string;
}

/** The files of the playground, by their names. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const names = readdirSync(folder);
  const files = names.map(
    async (name) => [name, await pageFile(name, readFileSync(new URL(name, folder)))] as const,
  );
  return new Map(await Promise.all(files));
}

export async function pageFile(name: string, bytes: Buffer): Promise<PageFile> {
  return {
    type: types[name.replace(/^.*\./, '')] ?? 'application/octet-stream',
    bytes,
    gzipped: await compress(bytes),
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}
