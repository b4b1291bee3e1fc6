import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply } from './fake-upstream.ts';

const sources = fileURLToPath(new URL('../sources/', import.meta.url));

/** The fixtures of a source. */
export function fixtureNames(sourceId: string): string[] {
  return readdirSync(`${sources}${sourceId}/fixtures`);
}

/** An answer in the wire format of a source, as text. Every value in it is made up. */
export function fixtureText(sourceId: string, name: string): string {
  return readFileSync(`${sources}${sourceId}/fixtures/${name}`, 'utf8');
}

/** The same as a server sends it; `more` changes its status or its headers. */
export function fixture(sourceId: string, name: string, more: Reply = {}): Reply {
  const contentType = name.endsWith('.json') ? 'application/json' : 'text/plain';
  return { body: fixtureText(sourceId, name), headers: { 'content-type': contentType }, ...more };
}

/** Asks once for all tests of a file, which only read what came. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}
