import { PositionStatus } from '../../entities/vocabulary.ts';
import { fold } from '../../text/fold.ts';
import type { Block } from '../block.ts';
import type { Draft } from '../draft.ts';
import { mistake } from '../import-error.ts';
import type { AnswerRules } from '../manifest.ts';
import { isComment, otherSpeaker, speaksAboutParties } from './closing-words.ts';
import { usualStatus } from './no-answer-words.ts';
import type { PartyNames } from './party-names.ts';
import type { QuestionPart } from './question-finder.ts';

/** A question with its heading, notes, answers by party code, and comment. */
export interface AskedQuestion {
  number: number;
  text: string;
  heading: Block;
  notes: Block[];
  answers: Map<string, Block[]>;
  commentary: Block | null;
}

/** Words in capitals that are answers and not codes. */
const capitals = new Set(['JA', 'NEJ', 'NEI', 'YES', 'NO', 'OK', 'PS', 'AI', 'EU', 'IT']);
const maxShortLength = 40;
const maxShortWords = 5;

/** Whether a line is so short that it can be a heading. */
function isShort(text: string): boolean {
  return (
    text.length <= maxShortLength &&
    text.split(' ').length <= maxShortWords &&
    /^[\p{Lu}\p{N}]/u.test(text) &&
    !/[.!?:;,…”"»)]$/u.test(text)
  );
}

/** Reads the answers below a question: a line with the name of a party opens its answer. */
export function readAnswers(
  draft: Draft,
  rules: AnswerRules,
  parties: PartyNames,
  { number, text, heading, blocks }: QuestionPart,
): AskedQuestion {
  const asked: AskedQuestion = { number, text, heading, notes: [], answers: new Map(), commentary: null };
  const reader = new AnswerReader(draft, rules, parties, asked);
  for (const [index, block] of blocks.entries()) reader.read(block, blocks[index + 1]);
  findCommentary(draft, rules, asked, parties);
  return asked;
}

interface OpenAnswer {
  code: string;
  blocks: Block[];
  /** The line with the name of the party, and whether it was an item of a list. */
  heading: Block;
  isItem: boolean;
}

class AnswerReader {
  private readonly draft: Draft;
  private readonly rules: AnswerRules;
  private readonly parties: PartyNames;
  private readonly asked: AskedQuestion;
  private open: OpenAnswer | null = null;
  /** The line that ended the last answer although no party is behind it. */
  private closedBy: Block | null = null;
  private partyLevel: number | null = null;

  constructor(draft: Draft, rules: AnswerRules, parties: PartyNames, asked: AskedQuestion) {
    this.draft = draft;
    this.rules = rules;
    this.parties = parties;
    this.asked = asked;
  }

  read(block: Block, next: Block | undefined): void {
    const shown = this.draft.shown(block);
    if (block.cell?.isHeading) block.isUsed = true;
    else if (block.role === 'FOOTNOTE') block.leftOut = { as: 'left out', reason: 'a footnote' };
    else if (this.openAnswer(block, shown, next)) return;
    else if (/^\(.*\)$/su.test(shown) && !(this.open && this.open.blocks.length === 0)) this.addNote(block);
    else if (this.isComment(block, shown, next)) this.closeByComment(block);
    else if (this.isOutsider(block, shown, next)) this.close(block, shown);
    else if (this.open) this.addText(block, shown, next);
    else if (this.closedBy)
      block.leftOut = { as: 'left out', reason: `below “${this.draft.shown(this.closedBy)}”`, isTold: true };
    else {
      block.leftOut = { as: 'left out', reason: 'above the first party', isTold: true };
      this.draft.warn(
        block.lineFrom,
        `this text is below question ${this.asked.number} and above the first party, and is not read as an answer; check it`,
      );
    }
  }

  /** Whether the block names a party, and so begins its answer. */
  private openAnswer(block: Block, shown: string, next: Block | undefined): boolean {
    const codes = this.parties.inHeading(shown);
    const isItem = block.role === 'LIST_ITEM' && (next === undefined || next.role === 'LIST_ITEM');
    if (codes.length > 0 && isItem) {
      this.draft.warn(
        block.lineFrom,
        `“${shown}” is an item of a list and is read as text; if the party answers here, put its name on a line of its own`,
      );
      return false;
    }
    if (codes.length > 1 && block.role !== 'LIST_ITEM') {
      this.close(block, shown);
      return true;
    }
    const [code] = codes;
    if (code === undefined) {
      this.refuseUnknownCode(block, shown);
      return false;
    }
    const { answers, number } = this.asked;
    if (answers.has(code))
      throw mistake(
        this.draft.path,
        block.lineFrom,
        `${code} answers question ${number} twice; join the two answers`,
      );
    this.open = { code, blocks: [], heading: block, isItem: block.role === 'LIST_ITEM' };
    this.closedBy = null;
    answers.set(code, this.open.blocks);
    if (block.role === 'HEADING') this.partyLevel ??= block.level;
    block.role = 'HEADING';
    block.level = 3;
    block.list = null;
    return true;
  }

  private refuseUnknownCode(block: Block, shown: string): void {
    const word = shown.replace(/:$/, '');
    if (!/^\p{Lu}{1,4}$/u.test(word) || capitals.has(word) || this.rules.notParties.includes(word)) return;
    throw mistake(
      this.draft.path,
      block.lineFrom,
      `"${word}" looks like the code of a party, and ${this.rules.country} has no such party; correct it to one of ${this.parties.known.join(', ')}`,
    );
  }

  private addNote(block: Block): void {
    block.role = 'EDITORIAL_NOTE';
    this.asked.notes.push(block);
    if (this.open)
      this.draft.confirm(
        block.lineFrom,
        'this line in brackets is read as a note of the editors, not as part of the answer',
      );
  }

  /** Whether a line ends the open answer although it names no known party. */
  private isOutsider(block: Block, shown: string, next: Block | undefined): boolean {
    if (block.cell || this.rules.notParties.includes(shown)) return false;
    if (block.role === 'HEADING')
      return this.partyLevel === null || block.level === null || block.level <= this.partyLevel;
    if (!this.open || this.isFirstWords(shown)) return false;
    if (this.isNamedInline(block, shown) || this.isNamedItem(block, shown, next)) return true;
    if (block.role !== 'PARAGRAPH') return false;
    if (shown.length <= 100 && shown.endsWith(':') && this.namesOther(shown)) return true;
    if (shown.length <= 60 && !/[.!?:;,…]$/u.test(shown) && this.parties.isLike(shown)) {
      const named = this.parties.in(shown);
      // A signature names the party that answers.
      return !(named.size > 0 && [...named].every((code) => code === this.open?.code));
    }
    const isFollowed = next?.role === 'PARAGRAPH' && !next.cell && !isShort(this.draft.shown(next));
    return isShort(shown) && this.open.blocks.length > 0 && isFollowed;
  }

  /** Whether an answer begins with words such as “Inget svar”, which look like the name of a party. */
  private isFirstWords(shown: string): boolean {
    return this.open?.blocks.length === 0 && statusByWords(this.rules, shown) !== null;
  }

  private namesOther(shown: string): boolean {
    const named = this.parties.in(shown);
    return named.size === 1 && !named.has(this.open?.code ?? '');
  }

  /** Whether a name that is not known stands before an answer as those of the known parties do: in bold, or before a colon. */
  private isNamedInline({ text, bold, role }: Block, shown: string): boolean {
    if (role !== 'PARAGRAPH' || !this.open) return false;
    const before = bold > 0 ? text.slice(0, bold) : /^[^:.!?]{2,60}(?=:\s)/u.exec(shown)?.[0];
    if (before === undefined || before.length === shown.length) return false;
    const name = before.replace(/[\s:–—-]+$/u, '').trim();
    if (this.rules.notParties.includes(name) || this.parties.inHeading(name).length > 0) return false;
    const [first] = this.open.blocks;
    const isUsual = first !== undefined && first.lineFrom === this.open.heading.lineTo;
    return this.parties.isLike(name) || (isUsual && isShort(name));
  }

  /** The same for a name that is an item of a list. */
  private isNamedItem({ role }: Block, shown: string, next: Block | undefined): boolean {
    if (role !== 'LIST_ITEM' || next === undefined || next.role === 'LIST_ITEM') return false;
    if (shown.length > 60 || /[.!?;,…]$/u.test(shown)) return false;
    return this.parties.isLike(shown) || (this.open?.isItem === true && isShort(shown));
  }

  private close(block: Block, shown: string): void {
    this.open = null;
    this.closedBy = block;
    block.leftOut = { as: 'left out', reason: 'not the name of one known party', isTold: true };
    this.draft.warn(
      block.lineFrom,
      `“${shown}” looks like the name of a party or a heading, and is not the name of one party of ${this.rules.country}; it and the text below it are in no answer. Give its code in the manifest, under questionnaire.parties, or list the line under questionnaire.notParties`,
    );
  }

  /** Whether a paragraph is a comment that no manifest expects there. */
  private isComment(block: Block, shown: string, next: Block | undefined): boolean {
    const isExpected = this.rules.commentary !== undefined && next === undefined;
    if (isExpected || this.rules.withoutCommentary || block.cell || !this.open) return false;
    return isComment(shown, askersOf(this.draft));
  }

  private closeByComment(block: Block): void {
    this.open = null;
    this.closedBy = block;
    leaveOutComment(this.draft, block);
  }

  private addText(block: Block, shown: string, next: Block | undefined): void {
    const { open } = this;
    if (!open) return;
    doubtSpeaker(this.draft, block, shown, open.code, this.parties);
    const first = this.parties.firstIn(shown);
    const isComment = this.rules.commentary !== undefined && next === undefined;
    if (first !== null && first !== open.code && !isComment)
      this.draft.warn(
        block.lineFrom,
        `this paragraph in the answer of ${open.code} begins with the name of ${first}; if ${first} answers here, put its name on a line of its own`,
      );
    if (block.role === 'HEADING' || this.isOdd(block, shown, open.blocks, next))
      this.draft.warn(
        block.lineFrom,
        `“${shown}” is a short line or a heading in the answer of ${open.code}; if another party answers below it, give its code in the manifest, under questionnaire.parties, and otherwise list the line under questionnaire.notParties`,
      );
    open.blocks.push(block);
  }

  /** Whether a line is short and not the whole answer. */
  private isOdd(block: Block, shown: string, before: readonly Block[], next: Block | undefined): boolean {
    if (block.role !== 'PARAGRAPH' || block.cell || !isShort(shown)) return false;
    if (this.rules.notParties.includes(shown) || statusByWords(this.rules, shown)) return false;
    const goesOn = next?.role === 'PARAGRAPH' && this.parties.inHeading(this.draft.shown(next)).length === 0;
    return before.length > 0 || goesOn;
  }
}

/** Takes the comment after the last answer from it, where the manifest says that there is one, or where it is one by its words. */
function findCommentary(draft: Draft, rules: AnswerRules, asked: AskedQuestion, parties: PartyNames): void {
  const [code, last] = [...asked.answers].at(-1) ?? [];
  if (rules.commentary) {
    if (last && last.length > 1) asked.commentary = last.pop() ?? null;
    else
      draft.warn(
        asked.heading.lineFrom,
        `question ${asked.number} has no comment after its last answer; check it`,
      );
    return;
  }
  if (rules.withoutCommentary || code === undefined || last === undefined || last.length < 2) return;
  const closing = last.at(-1);
  if (closing && speaksAboutParties(draft.shown(closing), code, parties)) leaveOutClosing(draft, last, code);
}

/** The names of who asked the questions, who also comments the answers. */
export function askersOf({ manifest, pack }: Draft): string[] {
  const asker = pack.organisation.find(({ key }) => key === manifest.publisher);
  return asker ? [...Object.values(asker.name), ...asker.aliases] : [];
}

/** Leaves a comment out of the answer above it, with a doubt. */
export function leaveOutComment(draft: Draft, block: Block): void {
  block.leftOut = { as: 'left out', reason: 'a comment on the answers', isTold: true };
  draft.warn(
    block.lineFrom,
    'this seems to be a comment of those who asked; it and the text below it, up to the next party, are in no answer. If it is an answer, set questionnaire.withoutCommentary in the manifest',
  );
}

/** Doubts an answer in which a sentence gives the word to another party. */
export function doubtSpeaker(
  draft: Draft,
  block: Block,
  shown: string,
  code: string,
  parties: PartyNames,
): void {
  const other = otherSpeaker(block.text.includes('\u2028') ? block.text : shown, code, parties);
  if (other !== null)
    draft.warn(
      block.lineFrom,
      `in the answer of ${code} a sentence begins with the name of ${other} and a colon; if ${other} answers there, put its name on a line of its own`,
    );
}

const closingReason = 'a closing paragraph about the parties';

/** Leaves the last paragraph out of the answer above it, with a doubt. */
function leaveOutClosing(draft: Draft, answer: Block[], code: string): void {
  const closing = answer.pop();
  if (!closing) return;
  closing.leftOut = { as: 'left out', reason: closingReason, isTold: true };
  draft.warn(
    closing.lineFrom,
    `this last paragraph seems to speak about the parties, and is not in the answer of ${code}; if it is a comment, name its author in the manifest, under questionnaire.commentary, and otherwise set questionnaire.withoutCommentary`,
  );
}

/**
 * Where the manifest names no author of comments, and the last answer of most questions has a paragraph more than the
 * others, that paragraph is a comment too. A short line at the end of the document belongs to the page.
 */
export function leaveOutClosings(draft: Draft, rules: AnswerRules, all: readonly AskedQuestion[]): void {
  if (rules.commentary || rules.withoutCommentary) return;
  const [, end] = [...(all.at(-1)?.answers ?? [])].at(-1) ?? [];
  for (let last = end?.at(-1); end && last && end.length > 1; last = end.at(-1)) {
    if (!isShort(draft.shown(last)) || rules.notParties.includes(draft.shown(last))) break;
    end.pop();
    last.leftOut = { as: 'left out', reason: 'a short line at the end of the document', isTold: true };
    draft.warn(
      last.lineFrom,
      `“${draft.shown(last)}” stands at the end of the document, and is in no answer; list it in the manifest under furniture, or under questionnaire.notParties`,
    );
  }
  const answers = all.map((asked) => [...asked.answers]);
  const closing = answers.flatMap((one) => one.slice(-1)).filter(([, blocks]) => blocks.length > 1);
  const others = answers.flatMap((one) => one.slice(0, -1));
  // Those that were left out by their words already count too.
  const found =
    closing.length + draft.blocks.filter(({ leftOut }) => leftOut?.reason === closingReason).length;
  const isPattern =
    all.length > 1 &&
    found >= 2 &&
    found >= all.length * 0.6 &&
    others.length > 0 &&
    others.filter(([, blocks]) => blocks.length <= 1).length >= others.length * 0.8;
  if (!isPattern) return;
  for (const [code, blocks] of closing) leaveOutClosing(draft, blocks, code);
}

/** What the words of the manifest or the usual words say about an answer. */
export function statusByWords(
  rules: AnswerRules,
  text: string,
): { status: PositionStatus; isCertain: boolean; isUsual: boolean } | null {
  const folded = fold(text);
  const begins = (words: readonly string[]) => words.some((one) => folded.startsWith(fold(one)));
  if (begins(rules.silent)) return { status: PositionStatus.NO_RESPONSE, isCertain: true, isUsual: false };
  if (begins(rules.declined)) return { status: PositionStatus.DECLINED, isCertain: true, isUsual: false };
  const usual = usualStatus(text);
  return usual && { ...usual, isUsual: true };
}
