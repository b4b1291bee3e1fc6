import type { Change, Original } from '../content/table-changes.ts';
import { oneLine } from '../text/white-space.ts';
import type { ImportReport } from './import.ts';

/** Beyond so many documents, one line tells of each. */
const documentsInFull = 20;
const signs = { new: '+', changed: '~', removed: '-' } as const;
const longestExcerpt = 70;

/** What an import changes, as a person reads it: by document, with lines and the beginning of each text, then doubts. */
export function describeImport({ originals, changes, doubts }: ImportReport, applied: boolean): string {
  const lines: string[] = [];
  const byDocument = groups(changes);
  for (const original of originals) {
    const own = byDocument.get(original.document.key) ?? [];
    byDocument.delete(original.document.key);
    if (own.length === 0) lines.push(`${headOf(original)}: unchanged`);
    else if (originals.length > documentsInFull) lines.push(`${headOf(original)}: ${count(own)}`);
    else lines.push(headOf(original), `  reads: ${contentsOf(original)}`, ...bodyOf(original, own), '');
  }
  for (const [key, own] of byDocument) lines.push(`${key} (not among these documents): ${count(own)}`);
  if (doubts.length > 0) {
    lines.push('', `Doubts (${doubts.length}), to be looked at by a person:`);
    lines.push(...doubts.map(({ file, line, message }) => `  ${file}:${line} ${message}`));
  }
  lines.push('', summary(changes, applied));
  return lines.join('\n');
}

function summary(changes: readonly Change[], applied: boolean): string {
  if (changes.length === 0) return 'Nothing has changed.';
  if (applied) return `Written: ${count(changes)}. Running gateways show it within seconds.`;
  return `Would write: ${count(changes)}. Nothing has been written; add --apply to write it.`;
}

function headOf({ document: { key, kind, language, access, title, file } }: Original): string {
  return `${key}  ${kind} ${language} ${access}  “${title}”  from ${file}`;
}

/** How many of each type the document holds, positions by their status. */
function contentsOf({ document: { rows } }: Original): string {
  const counts = new Map<string, number>();
  for (const { type, fields } of rows) {
    const name = type === 'Position' ? `Position ${fields['status']}` : type;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, number]) => `${number} ${name}`).join(', ');
}

function bodyOf(original: Original, changes: readonly Change[]): string[] {
  const places = placesOf(original);
  const told = changes.filter(({ type }) => type !== 'TextBlock' && type !== 'SourceDocument');
  const blocks = changes.filter(({ type }) => type === 'TextBlock');
  const lines = told.map((change) => {
    const { at, excerpt } = places.get(`${change.type}:${change.key}`) ?? { at: '', excerpt: '' };
    const name = change.type === 'Text' ? `text of ${change.key}` : `${change.type}:${change.key}`;
    const fields = change.fields.length > 0 ? ` (${change.fields.join(', ')})` : '';
    return `  ${signs[change.kind]} ${name}${fields}${at}${excerpt}`;
  });
  if (blocks.length > 0) lines.push(`  blocks of text: ${count(blocks)}`);
  return lines;
}

/** Where each row and text stands, and how it begins. */
function placesOf({ document: { rows, texts } }: Original): Map<string, { at: string; excerpt: string }> {
  const places = new Map<string, { at: string; excerpt: string }>();
  for (const { type, fields } of rows) {
    const at = fields.origin.lines ? linesText(...fields.origin.lines) : '';
    const told = [fields['heading'], fields['title'], fields['text'], fields['status'], fields['label']];
    const excerpt = told.find((one) => typeof one === 'string');
    places.set(`${type}:${fields.key}`, {
      at,
      excerpt: typeof excerpt === 'string' ? `: ${excerptOf(excerpt)}` : '',
    });
  }
  for (const { ref, body, lineFrom, lineTo } of texts) {
    places.set(`Text:${ref}`, { at: linesText(lineFrom, lineTo), excerpt: `: ${excerptOf(body)}` });
  }
  return places;
}

function linesText(from: number, to: number): string {
  return from === to ? `, line ${from}` : `, lines ${from}–${to}`;
}

function excerptOf(text: string): string {
  const line = oneLine(text);
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line;
}

/** Changes by the slug that their keys begin with. */
function groups(changes: readonly Change[]): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const key = change.type === 'Text' ? change.key.slice(change.key.indexOf(':') + 1) : change.key;
    const slug = key.split('/')[0] ?? key;
    const group = found.get(slug);
    if (group) group.push(change);
    else found.set(slug, [change]);
  }
  return found;
}

function count(changes: readonly Change[]): string {
  return (['new', 'changed', 'removed'] as const)
    .map((kind) => ({ kind, number: changes.filter((change) => change.kind === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${number} ${kind}`)
    .join(', ');
}
