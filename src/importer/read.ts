import { extname } from 'node:path';
import type { DocumentFormat } from '../database/imported.ts';
import { decodeText } from './bytes.ts';
import type { ReadDocument } from './document.ts';
import { mistake } from './import-error.ts';
import type { Manifest } from './manifest.ts';
import { readHtml } from './readers/html.ts';
import { readMarkdown } from './readers/markdown.ts';
import { readPdf } from './readers/pdf.ts';
import { readText } from './readers/text.ts';

const endings: Record<string, DocumentFormat> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.pdf': 'pdf',
};

/** The format that a file's name tells; null where it tells none. */
export function formatOf(path: string): DocumentFormat | null {
  return endings[extname(path).toLowerCase()] ?? null;
}

/** Reads a file with the reader of its format. */
export async function readOriginal(
  file: string,
  bytes: Uint8Array,
  manifest: Manifest,
): Promise<ReadDocument> {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  const format = manifest.format ?? (isPdf ? 'pdf' : formatOf(file)) ?? 'text';
  const breaks = breaksOf(manifest);
  if (format === 'pdf') return readPdf(file, bytes, breaks);
  const text = decodeText(file, bytes);
  if (text.replace('\ufeff', '').trim() === '') {
    throw mistake(file, 1, 'is empty; remove it, or save the document anew');
  }
  try {
    if (format === 'markdown') return readMarkdown(file, text);
    if (format === 'html') return readHtml(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw mistake(file, 1, 'is nested too deeply to be read; simplify its lists, quotes or elements');
  }
  return readText(text, { wrapped: manifest.wrapped ?? manifest.scanned, breaks });
}

/** Where the manifest says that something begins, a paragraph ends. */
function breaksOf(manifest: Manifest): Set<number> {
  const spans = [
    ...manifest.titles,
    ...manifest.leads,
    ...manifest.captions,
    ...manifest.figures,
    ...manifest.footnotes,
    ...manifest.boxes.map(({ lines }) => lines),
    ...(manifest.headings ?? []).map(({ lines }) => lines),
    ...(manifest.interviewQuestions ? [manifest.interviewQuestions] : []),
  ];
  return new Set(spans.flatMap(([from, to]) => [from, to + 1]));
}
