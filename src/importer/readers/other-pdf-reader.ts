import { spawn } from 'node:child_process';
import { fold } from '../../text/fold.ts';
import { lineFinder } from '../../text/lines.ts';
import type { Note } from '../read-document.ts';

const maxSeconds = 3;
const maxBytes = 10_000_000;
const maxListed = 8;
/** Readers order the cells of tables and the notes beside a text differently. */
const maxOtherOrder = 0.1;

/** The text of a PDF as poppler's `pdftotext` reads it; null where it is not installed, fails or takes long. */
export function readByPoppler(bytes: Uint8Array): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('pdftotext', ['-q', '-enc', 'UTF-8', '-', '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: maxSeconds * 1000,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (part: Buffer) => {
      parts.push(part);
      length += part.length;
      if (length > maxBytes) child.kill('SIGKILL');
    });
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(parts).toString('utf8') : null));
    // A reader that ends early does not take all of its input.
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
  });
}

/** Doubts where another reader finds other words in a document, or the words in another order. */
export function differencesOf(text: string, other: string): Note[] {
  const [own, others] = [wordsOf(text), wordsOf(other)];
  const lineOf = lineFinder(text);
  const doubts: Note[] = [];
  const onlyHere = surplus(
    own.map(({ word }) => word),
    others.map(({ word }) => word),
  );
  const onlyThere = surplus(
    others.map(({ word }) => word),
    own.map(({ word }) => word),
  );
  if (onlyHere.length > 0 || onlyThere.length > 0) {
    const first = own.find(({ word }) => onlyHere.includes(word));
    doubts.push({
      line: first ? lineOf(first.at) : 1,
      message: `pdftotext reads other words in this PDF: only here ${listed(onlyHere)}, only there ${listed(onlyThere)}; compare with the pages`,
    });
  }
  const pairs = new Set(others.map(({ word }, index) => `${others[index - 1]?.word} ${word}`));
  const odd = own.filter(({ word }, index) => index > 0 && !pairs.has(`${own[index - 1]?.word} ${word}`));
  const [first] = odd;
  if (first && odd.length > Math.max(2, own.length * maxOtherOrder))
    doubts.push({
      line: lineOf(first.at),
      message: `pdftotext reads the words of this PDF in another order, first here at “${first.word}”; compare with the pages`,
    });
  return doubts;
}

interface PlacedWord {
  word: string;
  at: number;
}

/** The words, with those that a hyphen divides or joins as one. */
export function wordsOf(text: string): PlacedWord[] {
  const found = text.matchAll(/[\p{L}\p{N}]+(?:[-\u2010\u00ad]\s*[\p{L}\p{N}]+)*/gu);
  return [...found].map(({ 0: word, index }) => ({
    word: fold(word).replace(/[\s\u00ad]+/gu, ''),
    at: index,
  }));
}

/** The words that one list has more often than another. */
export function surplus(words: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of others) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
}

export function listed(words: readonly string[]): string {
  if (words.length === 0) return 'none';
  const some = words.slice(0, maxListed).map((word) => `“${word}”`);
  return words.length > maxListed
    ? `${some.join(', ')} and ${words.length - maxListed} more`
    : some.join(', ');
}
