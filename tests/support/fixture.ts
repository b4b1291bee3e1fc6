import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply } from './fake-upstream.ts';

const sources = fileURLToPath(new URL('../sources/', import.meta.url));

/** The file names of the fixtures of a source. */
export function fixtureNames(sourceId: string): string[] {
  return readdirSync(`${sources}${sourceId}/fixtures`);
}

/** An answer in the wire format of a source, as text. All values in it are invented. */
export function fixtureText(sourceId: string, name: string): string {
  return readFileSync(`${sources}${sourceId}/fixtures/${name}`, 'utf8');
}

/** The same as a reply of a server; `more` overrides its status or headers. */
export function fixture(sourceId: string, name: string, more: Reply = {}): Reply {
  const contentType = name.endsWith('.json') ? 'application/json' : 'text/plain';
  return { body: fixtureText(sourceId, name), headers: { 'content-type': contentType }, ...more };
}

/** One shared call for all tests of a file, which only read its result. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}
