import { createHash } from 'node:crypto';
import type { Original } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import type { BlockMention } from '../database/imported.ts';
import { SourceDocument, TextBlock } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import { entity } from '../entities/node.ts';
import { type Account, accountOf } from './account.ts';
import type { Block } from './block.ts';
import { toSearchText } from './display-text.ts';
import { readArticle } from './document-types/article.ts';
import { readQuestionnaire } from './document-types/questionnaire.ts';
import { readReport } from './document-types/report.ts';
import { readStatement } from './document-types/statement.ts';
import { Draft } from './draft.ts';
import { mistake } from './import-error.ts';
import { findLayout } from './layout.ts';
import type { Manifest } from './manifest.ts';
import { NameFinder } from './name-finder.ts';
import { readOptionsOf } from './read-original.ts';
import { readWithinLimits } from './read-within-limits.ts';
import type { Warning } from './warning.ts';

/** A file to import, with its manifest. */
export interface OriginalFile {
  /** Its name without the folder, as `origin.file` gives it. */
  name: string;
  /** Its path, as messages show it. */
  path: string;
  bytes: Uint8Array;
  sha256: string;
  manifest: Manifest;
  /** The manifest as it was written. */
  written: object;
}

/** What an original contains, and what an editor should know of it. */
export interface Interpreted {
  original: Original;
  warnings: Warning[];
  confirmations: Warning[];
  account: Account;
}

/** The rules of each document type. */
const readers = {
  QUESTIONNAIRE: readQuestionnaire,
  ARTICLE: readArticle,
  REPORT: readReport,
  STATEMENT: readStatement,
};

/** Finds the entities and the texts of originals, with the names and keys of the content pack. */
export class Interpreter {
  private readonly pack: ContentRecords;
  private readonly nameFinders = new Map<string, NameFinder>();
  private readonly packKeys: ReadonlySet<string>;

  constructor(pack: ContentRecords) {
    this.pack = pack;
    this.packKeys = new Set([...pack.document, ...pack.questionnaire].map(({ key }) => key));
  }

  async interpret(file: OriginalFile): Promise<Interpreted> {
    const { manifest, path } = file;
    this.checkRequired(file);
    const read = await readWithinLimits(path, file.bytes, readOptionsOf(manifest));
    const names = this.namesFor(manifest);
    const draft = new Draft({ file: file.name, path, manifest, read, names, pack: this.pack });
    checkDraftFlag(draft);
    for (const { line, message } of read.doubts) draft.warn(line, message);
    for (const { line, message } of read.confirmations) draft.confirm(line, message);
    findLayout(draft);
    readers[manifest.kind](draft);
    findMentions(draft);
    warnOfLostLetters(draft);
    const account = accountOf(draft);
    for (const { line, message } of account.doubts) draft.warn(line, message);
    const { warnings, confirmations } = draft;
    return { original: this.original(file, draft), warnings, confirmations, account: account.account };
  }

  /** Fields that the database requires of a document type, and that only the content pack or the manifest can give. */
  private checkRequired({ manifest, path }: OriginalFile): void {
    if (this.packKeys.has(manifest.slug)) return;
    if (manifest.kind === 'QUESTIONNAIRE' && manifest.publisher === undefined)
      throw mistake(
        path,
        1,
        'has no publisher; name in the manifest the organisation that asked the questions, under publisher',
      );
    if (manifest.kind === 'STATEMENT' && (manifest.adoptedBy ?? manifest.publisher) === undefined)
      throw mistake(
        path,
        1,
        'does not say who adopted it; name the organisation in the manifest, under adoptedBy',
      );
  }

  /** Documents with the same names of their own share a finder: compiling one takes long. */
  private namesFor({ names, scanned }: Manifest): NameFinder {
    const key = JSON.stringify([names, scanned]);
    const known = this.nameFinders.get(key) ?? new NameFinder(this.pack, names, scanned);
    this.nameFinders.set(key, known);
    return known;
  }

  private original({ name, bytes, sha256, manifest, written }: OriginalFile, draft: Draft): Original {
    const { text, format } = draft.read;
    const document = entity(SourceDocument, {
      key: manifest.slug,
      kind: manifest.kind,
      format,
      language: manifest.language,
      title: draft.title,
      lead: draft.join(draft.content.filter(({ role }) => role === 'LEAD')),
      access: manifest.access,
      file: name,
      sha256,
      bytes: bytes.length,
      original: draft.read.isWholeFile === false ? Buffer.from(bytes).toString('base64') : null,
      manifest: written,
      rows: draft.rows,
      texts: draft.texts,
    });
    const blocks = draft.blocks.map((block, index) => toTextBlock(draft, text, block, index + 1));
    return { document, blocks };
  }
}

function toTextBlock(draft: Draft, text: string, block: Block, order: number): TextBlock {
  const shown = draft.show(block.text);
  const isServed = block.role !== 'FURNITURE' && shown.text !== '';
  return entity(TextBlock, {
    key: `${draft.slug}/${order}`,
    documentKey: draft.slug,
    order,
    lineFrom: block.lineFrom,
    lineTo: block.lineTo,
    role: block.role,
    rawText: text.slice(block.from, block.to),
    displayText: isServed ? shown.text : null,
    searchText: isServed ? toSearchText(shown.text, draft.manifest.scanned) : null,
    defects: [...block.defects, ...(isServed ? shown.defects : [])],
    ref: block.ref,
    mentions: block.mentions,
  });
}

/** Finds what each block mentions, and counts each mention over the document. */
function findMentions(draft: Draft): void {
  const counts = new Map<Ref, { label: string; count: number; lines: [number, number] }>();
  const front = draft.blocks.find(
    ({ leftOut }) => leftOut?.as === 'metadata' && leftOut.reason === 'front matter',
  );
  for (const block of draft.blocks) {
    // Of front matter only the authors count as mentions.
    const text = block === front ? (draft.read.metadata.authors ?? []).join(', ') : draft.shown(block);
    if (block.role === 'FURNITURE' && block !== front) continue;
    block.mentions = withoutRepeats(draft.names.mentionsIn(text), (mention) => {
      const found = counts.get(mention.target);
      if (found) found.count += 1;
      else
        counts.set(mention.target, {
          label: mention.asPrinted,
          count: 1,
          lines: [block.lineFrom, block.lineTo],
        });
    });
  }
  if (draft.manifest.kind === 'QUESTIONNAIRE') return;
  for (const [index, [target, { label, count, lines }]] of [...counts].entries()) {
    draft.addRow('Mention', `${draft.slug}/${index + 1}`, lines, {
      documentKey: draft.slug,
      label,
      count,
      target,
    });
  }
}

function withoutRepeats(mentions: BlockMention[], each: (mention: BlockMention) => void): BlockMention[] {
  const seen = new Map<string, BlockMention>();
  for (const mention of mentions) {
    each(mention);
    seen.set(`${mention.target} ${mention.asPrinted}`, mention);
  }
  return [...seen.values()];
}

/** A document that calls itself a draft is stored as one, or is not imported. */
function checkDraftFlag(draft: Draft): void {
  const { manifest, path } = draft;
  const isMarked = draft.read.metadata.draft === true;
  if (manifest.kind === 'QUESTIONNAIRE') {
    if (manifest.draft === true || (isMarked && manifest.draft !== false))
      throw mistake(
        path,
        1,
        'is marked as a draft, and a questionnaire is published as soon as it is imported; import it when it is ready, without the mark or with `draft: false` in the manifest',
      );
  }
  if (isMarked && manifest.draft === false)
    draft.warn(1, 'this document calls itself a draft, and the manifest publishes it; correct one of them');
}

/** A long Swedish or Norwegian text without å, ä, ö, æ and ø comes from OCR. */
function warnOfLostLetters(draft: Draft): void {
  const { manifest, read } = draft;
  if (manifest.scanned || (manifest.language !== 'sv' && manifest.language !== 'no')) return;
  if (read.text.length > 2000 && !/[åäöæø]/i.test(read.text))
    draft.warn(1, 'has no å, ä, ö, æ or ø; if it was read by OCR, set `scanned: true` in the manifest');
}

/** The digest by which manifests and imports recognise a file. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
