import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Answers recorded from the real sources lie beside the project where they may be kept; tests skip without them. */
const folder = fileURLToPath(new URL('../../../shared/samples/', import.meta.url));

/** The path of a recorded answer; null where there are none. */
export function recordedFile(name: string): string | null {
  return existsSync(`${folder}${name}`) ? `${folder}${name}` : null;
}

/** A recorded answer as text. */
export function recordedText(name: string): string {
  return readFileSync(`${folder}${name}`, 'utf8');
}
