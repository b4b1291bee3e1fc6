import { fold } from '../../text/fold.ts';
import type { Block } from '../block.ts';
import type { Draft } from '../draft.ts';
import { mistake } from '../import-error.ts';
import type { AnswerRules } from '../manifest.ts';

/** A question with its heading and the blocks up to the next question. */
export interface QuestionPart {
  number: number;
  text: string;
  heading: Block;
  blocks: Block[];
}

/** Finds the numbered questions in the list at the beginning, the heading that repeats each, and the blocks below it. */
export function findQuestions(draft: Draft, rules: AnswerRules): QuestionPart[] {
  const listed = listedQuestions(draft);
  const headings = listed.length > 0 ? headingsOfList(draft, rules, listed) : markedHeadings(draft);
  if (headings.length === 0) {
    throw mistake(
      draft.path,
      1,
      'no questions are found; number them 1., 2., 3. in a list at the beginning, and repeat each one above its answers',
    );
  }
  return headings.map(({ number, text, heading }, index) => {
    const next = headings[index + 1]?.heading;
    heading.role = 'HEADING';
    heading.level ??= 2;
    heading.list = null;
    const from = draft.blocks.indexOf(heading) + 1;
    const blocks = draft.blocks.slice(from, next ? draft.blocks.indexOf(next) : undefined);
    return { number, text, heading, blocks: blocks.filter(({ role }) => role !== 'FURNITURE') };
  });
}

export interface Numbered {
  number: number;
  text: string;
  line: number;
  block: Block;
}

/** The first list of at least two items that are numbered 1, 2, 3 … */
export function listedQuestions(draft: Draft): Numbered[] {
  const lists = new Map<number, Block[]>();
  for (const block of draft.content) {
    if (block.role !== 'LIST_ITEM' || block.list === null || block.ordinal === null) continue;
    lists.set(block.list, [...(lists.get(block.list) ?? []), block]);
  }
  for (const items of lists.values()) {
    const counts = items.every(({ ordinal }, index) => ordinal === index + 1);
    if (!counts || items.length < 2) continue;
    return items.map((block) => ({
      number: block.ordinal ?? 0,
      text: draft.shown(block),
      line: block.lineFrom,
      block,
    }));
  }
  return [];
}

function headingsOfList(
  draft: Draft,
  rules: AnswerRules,
  listed: Numbered[],
): Omit<QuestionPart, 'blocks'>[] {
  // By offset, since a page can be one line.
  let after = Math.max(...listed.map(({ block }) => block.from));
  return listed.map(({ number, text, line, block }) => {
    const given = rules.headings[String(number)];
    const heading =
      given === undefined
        ? headingOf(draft, number, text, after)
        : draft.at(given, `the heading of question ${number}`);
    if (!heading) {
      throw mistake(
        draft.path,
        line,
        `question ${number} of the list is not repeated as a heading above its answers; repeat it there word for word, or give the line of its heading in the manifest, under questionnaire.headings`,
      );
    }
    after = heading.from;
    block.isUsed = true;
    return { number, text, heading };
  });
}

/** The heading of a question: a block with only the question, with or without number, or the end of the previous paragraph. */
function headingOf(draft: Draft, number: number, text: string, after: number): Block | null {
  const wanted = fold(text);
  for (const block of draft.content) {
    if (block.from <= after) continue;
    const shown = fold(draft.shown(block));
    const isAlone = shown === wanted || shown === fold(`${number}. ${text}`);
    if (isAlone) return block;
    if (!shown.endsWith(wanted)) continue;
    const parts = draft.splitBefore(block, `${number}. ${text}`);
    if (!parts) continue;
    for (const part of parts) part.defects.push('GLUED_HEADING');
    draft.dropStart(parts[1], /^\d+\.\s*/.exec(parts[1].text)?.[0].length ?? 0);
    return parts[1];
  }
  return null;
}

/** Numbered headings and lines with a question mark, where the document has no list of questions; or headings that ask. */
function markedHeadings(draft: Draft): Omit<QuestionPart, 'blocks'>[] {
  const found: Omit<QuestionPart, 'blocks'>[] = [];
  for (const block of draft.content) {
    const numbered = numberedText(draft, block);
    const isHeading = block.role === 'HEADING' || /\?$/.test(draft.shown(block));
    if (!numbered || !isHeading || numbered.number !== found.length + 1) continue;
    found.push({ ...numbered, heading: block });
  }
  if (found.length > 0) return found;
  const asking = draft.content.filter((block) => block.role === 'HEADING' && /\?$/.test(draft.shown(block)));
  return asking.map((heading, index) => {
    draft.confirm(heading.lineFrom, `this heading has no number, and is read as question ${index + 1}`);
    return { number: index + 1, text: draft.shown(heading), heading };
  });
}

/** The number and the text of a question: `1. …`, `1) …`, `Fråga 1: …`; null for any other block. */
export function numberedText(draft: Draft, block: Block): { number: number; text: string } | null {
  const shown = draft.shown(block);
  const printed = block.ordinal === null ? shown : `${block.ordinal}. ${shown}`;
  const found = /^(?:(?:fråga|question|spørsmål)\s+)?(\d{1,2})\s*[.):–—-]\s*(\S.*)$/iu.exec(printed);
  return found ? { number: Number(found[1]), text: found[2] ?? shown } : null;
}
