import { readdirSync, readFileSync } from 'node:fs';

/** The example queries in the order of their file names. The playground opens with the first. */
export function examples(): string[] {
  const folder = new URL('../examples/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => readFileSync(new URL(file, folder), 'utf8').trim());
}
