import { createHash } from 'node:crypto';
import type { Original } from '../content/table-changes.ts';
import type { ContentRecords } from '../database/content-types.ts';
import type { BlockMention } from '../database/imported.ts';
import { SourceDocument, TextBlock } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import { entity } from '../entities/node.ts';
import { toSearched } from './display.ts';
import type { Block, Doubt } from './document.ts';
import { Draft } from './draft.ts';
import { mistake } from './import-error.ts';
import { readArticle, readReport, readStatement } from './kinds/document.ts';
import { frame } from './kinds/frame.ts';
import { readQuestionnaire } from './kinds/questionnaire.ts';
import type { Manifest } from './manifest.ts';
import { Names } from './names.ts';
import { readOriginal } from './read.ts';

/** A file with what is known of it before it is read. */
export interface Given {
  /** Its name without the folder: what the content calls it by. */
  name: string;
  /** Its path as messages name it. */
  path: string;
  bytes: Uint8Array;
  sha256: string;
  manifest: Manifest;
  /** The manifest as it was written. */
  written: object;
}

const kinds = {
  QUESTIONNAIRE: readQuestionnaire,
  ARTICLE: readArticle,
  REPORT: readReport,
  STATEMENT: readStatement,
};

/** Reads the structure out of originals, by the content pack that they are joined with. */
export class Interpreter {
  private readonly pack: ContentRecords;
  private readonly names = new Map<string, Names>();
  private readonly known: ReadonlySet<string>;

  constructor(pack: ContentRecords) {
    this.pack = pack;
    this.known = new Set([...pack.document, ...pack.questionnaire].map(({ key }) => key));
  }

  async interpret(given: Given): Promise<{ original: Original; doubts: Doubt[] }> {
    const { manifest, path } = given;
    this.refuseIncomplete(given);
    const read = await readOriginal(path, given.bytes, manifest);
    const names = this.namesFor(manifest);
    const draft = new Draft({ file: given.name, path, manifest, read, names, pack: this.pack });
    frame(draft);
    kinds[manifest.kind](draft);
    nameWhatIsMentioned(draft);
    doubtLostLetters(draft);
    return { original: this.original(given, draft), doubts: draft.doubts };
  }

  /** What the rows of a kind cannot be without, where the content pack does not have it already. */
  private refuseIncomplete({ manifest, path }: Given): void {
    if (this.known.has(manifest.slug)) return;
    if (manifest.kind === 'QUESTIONNAIRE' && manifest.publisher === undefined)
      throw mistake(
        path,
        1,
        'has no publisher; tell in the manifest who asked the questions, under publisher',
      );
    if (manifest.kind === 'STATEMENT' && (manifest.adoptedBy ?? manifest.publisher) === undefined)
      throw mistake(path, 1, 'is adopted by nobody; tell in the manifest by whom, under adoptedBy');
  }

  /** One list of names serves all documents that have no names of their own. */
  private namesFor({ names, scanned }: Manifest): Names {
    const key = JSON.stringify([names, scanned]);
    const known = this.names.get(key) ?? new Names(this.pack, names, scanned);
    this.names.set(key, known);
    return known;
  }

  private original({ name, bytes, sha256, manifest, written }: Given, draft: Draft): Original {
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
      original: format === 'pdf' ? Buffer.from(bytes).toString('base64') : null,
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
    searchText: isServed ? toSearched(shown.text, draft.manifest.scanned) : null,
    defects: [...block.defects, ...(isServed ? shown.defects : [])],
    ref: block.ref,
    mentions: block.mentions,
  });
}

/** Notes in each block what it names, and counts it over the document. */
function nameWhatIsMentioned(draft: Draft): void {
  const counts = new Map<Ref, { label: string; count: number; lines: [number, number] }>();
  const [front] = draft.read.format === 'markdown' ? draft.blocks : [];
  for (const block of draft.blocks) {
    // Front matter names the author, and is no text.
    const text =
      block === front && block.role === 'FURNITURE' ? (draft.read.stated.author ?? '') : draft.shown(block);
    if (block.role === 'FURNITURE' && block !== front) continue;
    block.mentions = withoutRepeats(draft.names.in(text), (mention) => {
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

/** A long Swedish or Norwegian text without its own letters was read by a machine. */
function doubtLostLetters(draft: Draft): void {
  const { manifest, read } = draft;
  if (manifest.scanned || (manifest.language !== 'sv' && manifest.language !== 'no')) return;
  if (read.text.length > 2000 && !/[åäöæø]/i.test(read.text))
    draft.doubt(1, 'has no å, ä, ö, æ or ø; if it was scanned, say `scanned: true` in the manifest');
}

/** The digest by which a file is known again. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
