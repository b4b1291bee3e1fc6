import type { Block, Cell } from '../block.ts';
import type { Draft } from '../draft.ts';
import type { AnswerRules } from '../manifest.ts';
import { type AskedQuestion, askersOf, doubtSpeaker } from './answers.ts';
import { isComment, speaksOfAll } from './closing-words.ts';
import type { PartyNames } from './party-names.ts';
import { listedQuestions, type Numbered, numberedText } from './question-finder.ts';

type CellBlock = Block & { cell: Cell };

/** A table with parties along one side and questions along the other. */
interface AnswerTable {
  /** Gives the row or column of a cell in which its question stands, and the one in which its party stands. */
  questionAt: (cell: Cell) => number;
  partyAt: (cell: Cell) => number;
  cells: CellBlock[];
}

/** The questions and answers of tables with a row or a column for each party; null where the document has none. */
export function tableAnswers(draft: Draft, rules: AnswerRules, parties: PartyNames): AskedQuestion[] | null {
  const tables = tablesOf(draft).flatMap((cells) => answerTable(draft, parties, cells) ?? []);
  if (tables.length === 0) return null;
  const listed = new Map(listedQuestions(draft).map((one) => [one.number, one]));
  const asked: AskedQuestion[] = [];
  for (const table of tables) readTable(draft, rules, parties, { table, listed, asked });
  const isOutside = ({ cell, role }: Block) =>
    cell === null && (role === 'PARAGRAPH' || role === 'LIST_ITEM');
  const first = draft.content.findIndex(({ cell }) => cell !== null);
  for (const block of draft.content.slice(first).filter(isOutside))
    doubt(draft, block, 'stands outside the table of answers');
  return asked;
}

interface Reading {
  table: AnswerTable;
  listed: ReadonlyMap<number, Numbered>;
  asked: AskedQuestion[];
}

function readTable(
  draft: Draft,
  rules: AnswerRules,
  parties: PartyNames,
  { table, listed, asked }: Reading,
): void {
  const codes = new Map<number, string>();
  const questions = new Map<number, AskedQuestion>();
  const comments = commentsOf(draft, table);
  for (const block of table.cells) {
    const [question, party] = [table.questionAt(block.cell), table.partyAt(block.cell)];
    if (question === 0 && party === 0) block.isUsed = true;
    else if (question === 0) addParty(draft, parties, codes, block, party);
    else if (party === 0 && !comments.has(question)) {
      if (questions.has(question)) doubt(draft, block, 'stands in the cell of a question');
      else questions.set(question, addQuestion(draft, asked, block, listed));
    }
  }
  for (const one of questions.values()) for (const code of codes.values()) one.answers.set(code, []);
  const askers = askersOf(draft);
  for (const block of table.cells) {
    const [question, party] = [table.questionAt(block.cell), table.partyAt(block.cell)];
    const one = questions.get(question);
    if (question === 0 || (party === 0 && one)) continue;
    if (comments.has(question)) {
      addComment(draft, rules, block, questions.get(questionBefore(questions, question)));
      continue;
    }
    const code = codes.get(party);
    const answer = code === undefined ? undefined : one?.answers.get(code);
    const shown = draft.shown(block);
    if (block.cell.width > 1 || block.cell.height > 1) {
      doubt(draft, block, 'stands in a cell of several parties or questions');
      forgetCovered(table, block.cell, codes, questions);
    } else if (!answer || code === undefined)
      doubt(draft, block, 'is in a row or column without a question or without a party');
    else if (isComment(shown, askers) || (answer.length > 0 && speaksOfAll(shown)))
      doubt(draft, block, `seems to be a comment in the cell of ${code}`);
    else {
      doubtSpeaker(draft, block, shown, code, parties);
      answer.push(block);
    }
  }
}

/** The rows or columns of a table that hold no question: one cell goes over the parties, or it does not ask as the others do. */
function commentsOf(draft: Draft, { cells, questionAt, partyAt }: AnswerTable): Set<number> {
  const askers = askersOf(draft);
  const heads = cells.filter(({ cell }) => partyAt(cell) === 0 && questionAt(cell) > 0);
  const asks = (block: CellBlock) => {
    const shown = draft.shown(block);
    return /\?$/.test(shown) || bareNumber.test(shown) || numberedText(draft, block) !== null;
  };
  const mostAsk = heads.filter(asks).length > heads.length / 2;
  const isQuestion = (block: CellBlock) => {
    const shown = draft.shown(block);
    const isOverParties = questionAt(block.cell) === block.cell.row && block.cell.width > 1;
    return !isOverParties && !isComment(shown, askers) && (!mostAsk || asks(block));
  };
  const questions = new Set(heads.filter(isQuestion).map(({ cell }) => questionAt(cell)));
  return new Set(heads.map(({ cell }) => questionAt(cell)).filter((at) => !questions.has(at)));
}

function questionBefore(questions: ReadonlyMap<number, AskedQuestion>, at: number): number {
  return Math.max(0, ...[...questions.keys()].filter((one) => one < at));
}

/** A row of its own is the comment on the question above it, where the manifest names its author. */
function addComment(
  draft: Draft,
  rules: AnswerRules,
  block: CellBlock,
  above: AskedQuestion | undefined,
): void {
  const isLabel = block.cell.column === 0 && block.cell.width === 1;
  if (rules.commentary && isLabel) block.isUsed = true;
  else if (rules.commentary && above && above.commentary === null) above.commentary = block;
  else doubt(draft, block, 'stands in a row that asks nothing');
}

/** Whether a party answers is not known where its cell is one with others. */
function forgetCovered(
  { questionAt, partyAt }: AnswerTable,
  cell: Cell,
  codes: ReadonlyMap<number, string>,
  questions: ReadonlyMap<number, AskedQuestion>,
): void {
  for (let row = cell.row; row < cell.row + cell.height; row += 1)
    for (let column = cell.column; column < cell.column + cell.width; column += 1) {
      const place = { ...cell, row, column };
      questions.get(questionAt(place))?.answers.delete(codes.get(partyAt(place)) ?? '');
    }
}

function doubt(draft: Draft, block: Block, where: string): void {
  const shown = draft.shown(block);
  const excerpt = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
  block.leftOut = { as: 'left out', reason: 'in no cell of an answer', isTold: true };
  draft.warn(block.lineFrom, `“${excerpt}” ${where}, and is in no answer; check it`);
}

function tablesOf(draft: Draft): CellBlock[][] {
  const tables = new Map<number, CellBlock[]>();
  for (const block of draft.content) {
    if (!hasCell(block)) continue;
    const cells = tables.get(block.cell.table);
    if (cells) cells.push(block);
    else tables.set(block.cell.table, [block]);
  }
  return [...tables.values()];
}

function hasCell(block: Block): block is CellBlock {
  return block.cell !== null;
}

function answerTable(draft: Draft, parties: PartyNames, cells: CellBlock[]): AnswerTable | null {
  const isParty = (block: Block) => parties.inHeading(draft.shown(block)).length === 1;
  const inFirstRow = cells.filter(({ cell }) => cell.row === 0 && cell.column > 0);
  const inFirstColumn = cells.filter(({ cell }) => cell.column === 0 && cell.row > 0);
  const row = (cell: Cell) => cell.row;
  const column = (cell: Cell) => cell.column;
  if (inFirstRow.filter(isParty).length >= 2) return { questionAt: row, partyAt: column, cells };
  const asks = inFirstRow.filter((block) => /\?$|\d/.test(draft.shown(block))).length;
  if (inFirstColumn.filter(isParty).length < 2 || asks === 0) return null;
  return { questionAt: column, partyAt: row, cells };
}

function addParty(
  draft: Draft,
  parties: PartyNames,
  codes: Map<number, string>,
  block: Block,
  at: number,
): void {
  const [code, ...others] = parties.inHeading(draft.shown(block));
  if (code === undefined || others.length > 0 || [...codes.values()].includes(code)) {
    doubt(
      draft,
      block,
      'is not the name of one party: give its code in the manifest, under questionnaire.parties',
    );
    return;
  }
  codes.set(at, code);
  block.role = 'HEADING';
  block.level = 3;
}

const bareNumber = /^(?:fråga|question|spørsmål)?\s*(\d{1,2})[.:)]?$/iu;

function addQuestion(
  draft: Draft,
  asked: AskedQuestion[],
  block: Block,
  listed: ReadonlyMap<number, Numbered>,
): AskedQuestion {
  const shown = draft.shown(block);
  const bare = bareNumber.exec(shown);
  const numbered = numberedText(draft, block) ?? (bare ? { number: Number(bare[1]), text: '' } : null);
  const isNext = numbered !== null && !asked.some(({ number }) => number === numbered.number);
  const number = isNext ? numbered.number : asked.length + 1;
  const inList = listed.get(number);
  if (inList) inList.block.isUsed = true;
  const text = numbered?.text || inList?.text || shown;
  block.role = 'HEADING';
  block.level = 2;
  const question = { number, text, heading: block, notes: [], answers: new Map(), commentary: null };
  asked.push(question);
  return question;
}
