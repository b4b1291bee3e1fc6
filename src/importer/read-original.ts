import { extname } from 'node:path';
import type { DocumentFormat } from '../database/imported.ts';
import { decodeText } from './decode-text.ts';
import { mistake } from './import-error.ts';
import type { Manifest } from './manifest.ts';
import type { ReadDocument } from './read-document.ts';
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

/** The format of a file by the ending of its name; null for other endings. */
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
    throw mistake(file, 1, 'is empty; remove it, or save the document again');
  }
  try {
    if (format === 'markdown') return readMarkdown(file, text);
    if (format === 'html') return readHtml(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw mistake(file, 1, 'has lists, quotes or elements that are nested too deeply; simplify them');
  }
  return readText(text, { wrapped: manifest.wrapped ?? manifest.scanned, breaks });
}

/** The lines at which a paragraph ends, because the manifest says that something else begins there. */
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
