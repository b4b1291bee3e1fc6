import type { Change, Original } from '../content/table-changes.ts';
import { oneLine } from '../text/white-space.ts';
import type { Account, Unshown } from './account.ts';
import type { ImportReport } from './import.ts';

/** Above this number of documents, each has one line. */
const maxDetailedDocuments = 20;
const signs = { new: '+', changed: '~', removed: '-' } as const;
const maxExcerptLength = 70;

/** The report of an import for editors: the changes of each document, with lines and the beginning of each text, its account of characters, then the warnings. */
export function describeImport(
  { originals, changes, warnings, confirmations, accounts }: ImportReport,
  applied: boolean,
): string {
  const lines: string[] = [];
  const byDocument = bySlug(changes);
  for (const original of originals) {
    const documentChanges = byDocument.get(original.document.key) ?? [];
    byDocument.delete(original.document.key);
    if (documentChanges.length === 0) lines.push(`${headOf(original)}: unchanged`);
    else if (originals.length > maxDetailedDocuments)
      lines.push(`${headOf(original)}: ${count(documentChanges)}`);
    else
      lines.push(
        headOf(original),
        `  contains: ${contentsOf(original)}`,
        ...bodyOf(original, documentChanges),
      );
    const account = accounts.get(original.document.key);
    const isDetailed = originals.length <= maxDetailedDocuments;
    if (account && isDetailed) lines.push(...layerLines(original, account));
    if (account) lines.push(...accountLines(account, isDetailed), ...(isDetailed ? [''] : []));
  }
  for (const [key, others] of byDocument) lines.push(`${key} (not among these documents): ${count(others)}`);
  if (warnings.length > 0) {
    lines.push('', `Warnings (${warnings.length}), to be checked by an editor:`);
    lines.push(...warnings.map(({ file, line, message }) => `  ${file}:${line} ${message}`));
  }
  if (confirmations.length > 0) {
    lines.push('', `Taken for granted (${confirmations.length}), to be confirmed by an editor:`);
    lines.push(...confirmations.map(({ file, line, message }) => `  ${file}:${line} ${message}`));
  }
  lines.push('', summary(changes, applied));
  return lines.join('\n');
}

function summary(changes: readonly Change[], applied: boolean): string {
  if (changes.length === 0) return 'Nothing has changed.';
  if (applied) return `Written: ${count(changes)}. Running gateways show the changes within seconds.`;
  return `Would write: ${count(changes)}. Nothing has been written; add --apply to write it.`;
}

/** The same report for programs. */
export function importAsJson(report: ImportReport, applied: boolean): string {
  const { originals, changes, warnings, confirmations, accounts } = report;
  const documents = originals.map((original) => {
    const { key, kind, language, access, title, file } = original.document;
    return {
      slug: key,
      kind,
      language,
      access,
      title,
      file,
      contains: countsOf(original),
      changes: changes
        .filter((change) => slugOf(change) === key && change.type !== 'TextBlock')
        .map(({ kind: change, type, key: changed, fields }) => ({ change, type, key: changed, fields })),
      account: accounts.get(key) ?? null,
      ...((accounts.get(key)?.pages.length ?? 0) > 0 && { textLayer: layerOf(original.blocks) }),
    };
  });
  return JSON.stringify({ applied, changes: changes.length, documents, warnings, confirmations }, null, 2);
}

/** The account of a document: its sum, and the lines of what is not shown. */
function accountLines(account: Account, isDetailed: boolean): string[] {
  const { characters, shown, metadata, furniture, furnitureOf, leftOut } = account;
  const sum = `  account: ${characters} characters = ${shown} shown + ${metadata} metadata + ${furniture} furniture (${furnitureOf.page} page, ${furnitureOf.markup} markup, ${furnitureOf.whiteSpace} white space) + ${leftOut} left out`;
  if (!isDetailed) return [sum];
  return [
    sum,
    ...account.pageItems.map((item) => `    page, ${unshown(item)}`),
    ...account.leftOutItems.map((item) => `    left out, ${unshown(item)}`),
  ];
}

/** The numbered lines of the text layer of a PDF, by page, and of a Word document, since an editor cannot see them in the file. */
function layerLines({ document, blocks }: Original, { pages }: Account): string[] {
  if (pages.length === 0) return [];
  const texts = layerOf(blocks);
  return pages.flatMap(([from, to], index) => [
    document.format === 'pdf' ? `  page ${index + 1}, lines ${from}–${to}:` : `  lines ${from}–${to}:`,
    ...texts.slice(from - 1, to).flatMap((text, at) => (text === '' ? [] : [`    ${from + at}  ${text}`])),
  ]);
}

function layerOf(blocks: Original['blocks']): string[] {
  return blocks
    .map(({ rawText }) => rawText)
    .join('')
    .split('\n');
}

function unshown({ line, reason, characters, text }: Unshown): string {
  return `line ${line}, ${reason} (${characters}): ${excerptOf(text)}`;
}

function headOf({ document: { key, kind, language, access, title, file } }: Original): string {
  return `${key}  ${kind} ${language} ${access}  “${title}”  from ${file}`;
}

/** How many entities of each type the document contains; positions are counted by status. */
function contentsOf(original: Original): string {
  return Object.entries(countsOf(original))
    .map(([name, number]) => `${number} ${name}`)
    .join(', ');
}

function countsOf({ document: { rows } }: Original): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { type, fields } of rows) {
    const name = type === 'Position' ? `Position ${fields['status']}` : type;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

function bodyOf(original: Original, changes: readonly Change[]): string[] {
  const places = placesOf(original);
  const entities = changes.filter(({ type }) => type !== 'TextBlock' && type !== 'SourceDocument');
  const blocks = changes.filter(({ type }) => type === 'TextBlock');
  const lines = entities.map((change) => {
    const { at, excerpt } = places.get(`${change.type}:${change.key}`) ?? { at: '', excerpt: '' };
    const name = change.type === 'Text' ? `text of ${change.key}` : `${change.type}:${change.key}`;
    const fields = change.fields.length > 0 ? ` (${change.fields.join(', ')})` : '';
    return `  ${signs[change.kind]} ${name}${fields}${at}${excerpt}`;
  });
  if (blocks.length > 0) lines.push(`  text blocks: ${count(blocks)}`);
  return lines;
}

/** The lines of each entity and text, and its beginning. */
function placesOf({ document: { rows, texts } }: Original): Map<string, { at: string; excerpt: string }> {
  const places = new Map<string, { at: string; excerpt: string }>();
  for (const { type, fields } of rows) {
    const at = fields.origin.lines ? linesText(...fields.origin.lines) : '';
    const candidates = [
      fields['heading'],
      fields['title'],
      fields['text'],
      fields['status'],
      fields['label'],
    ];
    const excerpt = candidates.find((one) => typeof one === 'string');
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
  return line.length > maxExcerptLength ? `${line.slice(0, maxExcerptLength)}…` : line;
}

/** Changes by the slug of their document, with which their keys begin. */
function bySlug(changes: readonly Change[]): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const slug = slugOf(change);
    const group = found.get(slug);
    if (group) group.push(change);
    else found.set(slug, [change]);
  }
  return found;
}

function slugOf({ type, key }: Change): string {
  const own = type === 'Text' ? key.slice(key.indexOf(':') + 1) : key;
  return own.split('/')[0] ?? own;
}

function count(changes: readonly Change[]): string {
  return (['new', 'changed', 'removed'] as const)
    .map((kind) => ({ kind, number: changes.filter((change) => change.kind === kind).length }))
    .filter(({ number }) => number > 0)
    .map(({ kind, number }) => `${number} ${kind}`)
    .join(', ');
}
