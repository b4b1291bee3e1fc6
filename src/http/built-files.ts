import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { entryOf } from '../text/entry-of.ts';
import { isKnown } from './graphql/cache-headers.ts';

const compress = promisify(gzip);
/** `npm run build` writes its folders. */
const dist = new URL('../../dist/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
};

/** For names that change with the content. */
export const forGood = 'public, max-age=31536000, immutable';
/** For names that stay. */
export const askedEachTime = 'no-cache';

/** A file with what is sent beside it. */
export interface BuiltFile {
  type: string;
  bytes: Buffer;
  gzipped: Buffer;
  /** Weak, because the gzipped and the plain file share it. */
  etag: string;
}

/** Reads the files of a folder in `dist` by their names, each when it is first asked for. */
export function builtFiles(folderName: string): (name: string) => Promise<BuiltFile | undefined> {
  const folder = new URL(`${folderName}/`, dist);
  const files = new Map<string, Promise<BuiltFile>>();
  let names: ReadonlySet<string> | undefined;
  return async (name) => {
    if (!existsSync(folder)) throw new Error(`dist/${folderName} has not been built: run npm run build.`);
    names ??= new Set(readdirSync(folder));
    if (!names.has(name)) return undefined;
    const file = files.get(name) ?? builtFile(name, readFileSync(new URL(name, folder)));
    files.set(name, file);
    return file;
  };
}

export async function builtFile(name: string, bytes: Buffer): Promise<BuiltFile> {
  return {
    type: entryOf(types, name.replace(/^.*\./, '')) ?? 'application/octet-stream',
    bytes,
    gzipped: await compress(bytes),
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: BuiltFile,
  freshness: string,
): FastifyReply {
  reply.header('cache-control', freshness).header('vary', 'accept-encoding').header('etag', file.etag);
  if (isKnown(file.etag, request.headers['if-none-match'])) return reply.code(304).send();
  reply.type(file.type);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(file.bytes);
  return reply.header('content-encoding', 'gzip').send(file.gzipped);
}
