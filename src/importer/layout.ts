import type { BlockRole } from '../database/imported.ts';
import { fold } from '../text/fold.ts';
import { escapeRegExp, matchesWildcard } from '../text/pattern.ts';
import type { Block } from './block.ts';
import type { Draft } from './draft.ts';
import type { Span } from './manifest.ts';

/** Separates the text from the page around it, and finds title, lead and headings. */
export function findLayout(draft: Draft): void {
  const { manifest } = draft;
  markFurniture(draft);
  splitCounters(draft);
  const marked: [Span[], BlockRole][] = [
    [manifest.titles, 'TITLE'],
    [manifest.leads, 'LEAD'],
    [manifest.captions, 'CAPTION'],
    [manifest.figures, 'FIGURE'],
    [manifest.footnotes, 'FOOTNOTE'],
    [manifest.boxes.map(({ lines }) => lines), 'FACT_BOX'],
  ];
  for (const [spans, role] of marked) {
    for (const span of spans) {
      const blocks = draft.within(span);
      if (blocks.length === 0) draft.at(span[0], `a ${role.toLowerCase().replace('_', ' ')}`);
      for (const block of blocks) block.role = role;
    }
  }
  findTitle(draft);
  findHeadings(draft);
  findLead(draft);
  doubtGlued(draft);
}

const mixedNames =
  /^(?:LinkedIn|WhatsApp|JavaScript|TypeScript|PowerPoint|SharePoint|WordPress|EntryStore|OpenStreetMap|PostgreSQL|MasterCard|PayPal|DeepMind|OpenAI|ChatGPT)s?$/;
const glued = /(?<![\p{L}\p{N}.@/_-])(?:\p{L}{2,}\p{Ll}{2}\p{Lu}\p{Ll}+|\p{L}+[?!]\p{Lu}\p{Ll}+)/gu;
const minGluedLength = 8;

/** A title or heading without a space or a line before the next sentence, as pages give it when their text is copied. */
function doubtGlued(draft: Draft): void {
  if (draft.manifest.scanned) return;
  for (const block of draft.content) {
    const shown = draft.shown(block);
    for (const [word] of shown.replace(/https?:\S+/gu, ' ').matchAll(glued)) {
      const isName = mixedNames.test(word) || draft.names.mentionsIn(word).length > 0;
      const isUsual = draft.read.text.split(word).length > 2;
      const isShort = word.length < minGluedLength && !/[?!]/.test(word);
      if (isShort || isName || isUsual) continue;
      draft.warn(
        block.lineFrom,
        `“${word}” joins two words; if a title or heading ends there, give it in the manifest, under title or headings`,
      );
    }
  }
}

const copyright = /^(?:©|\(c\)|copyright\b)/i;

/** Lines that pages print around their texts, in Swedish, Norwegian and English. */
const usualFurniture =
  /^(?:top of page|bottom of page|(?:tillbaka )?(?:till|upp till) (?:toppen|sidans topp|startsidan)|till innehållet|(?:gå|hoppa) till (?:huvud)?innehåll(?:et)?|fler(?:a)? (?:nyheter|artiklar|inlägg)|läs (?:mer|även|också)|dela(?: (?:sidan|inlägget|artikeln|på .{1,20}))?|skriv ut|tipsa(?: en vän)?|senaste nytt|relaterade (?:nyheter|artiklar)|til toppen|gå til innhold(?:et)?|les (?:mer|også)|del(?: (?:siden|på .{1,20}))|flere nyheter|skriv ut siden|(?:skip|jump) to (?:main )?content|back to top|read more|more news|share(?: this)?(?: (?:page|article|on .{1,20}))?|print(?: this page)?|related (?:news|articles)|(?:sida|side|page|sidan) \d{1,4}(?: ?(?:av|of|\(|\/) ?\d{1,4}\)?)?|\d{1,4} ?\/ ?\d{1,4})$/iu;

function markFurniture(draft: Draft): void {
  const { furniture } = draft.manifest;
  for (const block of draft.blocks) {
    if (block.role === 'FURNITURE') continue;
    const shown = draft.shown(block);
    const isNamed = furniture.some((one) => matchesWildcard(one, shown));
    const isUsual = usualFurniture.test(shown);
    if (shown !== '' && !copyright.test(shown) && !isNamed && !isUsual) continue;
    block.role = 'FURNITURE';
    if (isUsual && !isNamed)
      draft.confirm(block.lineFrom, `“${shown}” is read as part of the page, by the usual words`);
  }
}

/** Splits the numbers of views and comments from the paragraph that they are printed after. */
function splitCounters(draft: Draft): void {
  // The last one first: each split goes from the number to the end of the block.
  for (const name of ['comments', 'views'] as const) {
    const word = draft.manifest.counters[name];
    if (word === undefined) continue;
    const pattern = new RegExp(`\\d+\\s*${escapeRegExp(word)}`, 'u');
    const block = draft.content.findLast((one) => pattern.test(draft.shown(one)));
    const found = block && pattern.exec(draft.shown(block))?.[0];
    if (!block || found === undefined) continue;
    const parts = draft.splitBefore(block, found);
    const counter = parts?.[1] ?? block;
    counter.role = 'FURNITURE';
    parts?.[0].defects.push('GLUED_COUNTER');
    draft.counted[name] = Number.parseInt(found, 10);
  }
}

function findTitle(draft: Draft): void {
  const content = draft.content;
  const marked = content.find(({ role }) => role === 'TITLE');
  if (draft.title === '') {
    const first = marked ?? content.find(({ role }) => role === 'HEADING') ?? content[0];
    if (!first) return;
    first.role = 'TITLE';
    draft.title = draft.shown(first);
    return;
  }
  // Folding drops the dash that a web title may begin with, which a reader takes for the mark of a list item.
  const wanted = fold(draft.title);
  const first = content.find((block) => fold(draft.shown(block)).startsWith(wanted));
  if (!first || first === marked) return;
  const words = draft.title.replace(/^[\s–—-]+/u, '');
  const parts = fold(draft.shown(first)) === wanted ? null : draft.splitAfter(first, words);
  const block = parts?.[0] ?? first;
  if (!parts && fold(draft.shown(first)).length > wanted.length + 3) return;
  if (parts) for (const part of parts) part.defects.push('GLUED_TITLE');
  block.role = 'TITLE';
  block.list = null;
}

/** A heading without markup is a short line without a final punctuation mark, before a paragraph. */
const maxHeadingLength = 80;

function findHeadings(draft: Draft): void {
  const { manifest, read } = draft;
  if (manifest.headings) {
    for (const { lines, text, level } of manifest.headings) {
      const block = draft.at(lines[0], 'a heading');
      if (!block) continue;
      const heading = text === undefined ? block : headOf(draft, block, text);
      if (!heading) continue;
      heading.role = 'HEADING';
      heading.level = level;
      heading.list = null;
    }
    return;
  }
  if (manifest.kind !== 'STATEMENT' || read.format === 'markdown' || read.format === 'html') return;
  const content = draft.content;
  for (const [index, block] of content.entries()) {
    const next = content[index + 1];
    const shown = draft.shown(block);
    if (block.role !== 'PARAGRAPH' || next?.role !== 'PARAGRAPH') continue;
    if (shown.length > maxHeadingLength || /[.!?:;,”"»]$/u.test(shown)) continue;
    block.role = 'HEADING';
    block.level = 1;
  }
}

function headOf(draft: Draft, block: Block, text: string): Block | null {
  const parts = draft.splitAfter(block, text);
  if (parts && fold(draft.shown(parts[0])) === fold(text)) return parts[0];
  if (!parts && fold(draft.shown(block)) === fold(text)) return block;
  draft.warn(
    block.lineFrom,
    `this paragraph does not begin with "${text}", which the manifest gives as a heading; correct the manifest`,
  );
  return null;
}

function findLead(draft: Draft): void {
  if (draft.content.some(({ role }) => role === 'LEAD')) return;
  const after = draft.content.findIndex(({ role }) => role === 'TITLE') + 1;
  const next = draft.content[after];
  if (after > 0 && next?.role === 'PARAGRAPH') next.role = 'LEAD';
}
