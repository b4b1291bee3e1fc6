import type { Block, Cell } from '../block.ts';
import type { Draft } from '../draft.ts';
import type { AskedQuestion } from './answers.ts';
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
export function tableAnswers(draft: Draft, parties: PartyNames): AskedQuestion[] | null {
  const tables = tablesOf(draft).flatMap((cells) => answerTable(draft, parties, cells) ?? []);
  if (tables.length === 0) return null;
  const listed = new Map(listedQuestions(draft).map((one) => [one.number, one]));
  const asked: AskedQuestion[] = [];
  for (const table of tables) {
    const codes = new Map<number, string>();
    const questions = new Map<number, AskedQuestion>();
    for (const block of table.cells) {
      const { cell } = block;
      const [question, party] = [table.questionAt(cell), table.partyAt(cell)];
      if (question === 0 && party === 0) block.isUsed = true;
      else if (question === 0) addParty(draft, parties, codes, block, party);
      else if (party === 0) {
        if (questions.has(question)) doubt(draft, block, 'stands in the cell of a question');
        else questions.set(question, addQuestion(draft, asked, block, listed));
      }
    }
    for (const one of questions.values()) for (const code of codes.values()) one.answers.set(code, []);
    for (const block of table.cells) {
      const [question, party] = [table.questionAt(block.cell), table.partyAt(block.cell)];
      if (question === 0 || party === 0) continue;
      const answer = questions.get(question)?.answers.get(codes.get(party) ?? '');
      if (answer) answer.push(block);
      else doubt(draft, block, 'is in a row or column without a question or without a party');
    }
  }
  const isOutside = ({ cell, role }: Block) =>
    cell === null && (role === 'PARAGRAPH' || role === 'LIST_ITEM');
  const first = draft.content.findIndex(({ cell }) => cell !== null);
  for (const block of draft.content.slice(first).filter(isOutside))
    doubt(draft, block, 'stands outside the table of answers');
  return asked;
}

function doubt(draft: Draft, block: Block, where: string): void {
  block.leftOut = { as: 'left out', reason: 'in no cell of an answer' };
  draft.warn(block.lineFrom, `this text ${where}, and is in no answer; check it`);
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
  const shown = draft.shown(block);
  const [code, ...others] = parties.inHeading(shown);
  if (code === undefined || others.length > 0 || [...codes.values()].includes(code)) {
    doubt(
      draft,
      block,
      `is not the name of one party: “${shown}”; give its code in the manifest, under questionnaire.parties; it`,
    );
    return;
  }
  codes.set(at, code);
  block.role = 'HEADING';
  block.level = 3;
}

function addQuestion(
  draft: Draft,
  asked: AskedQuestion[],
  block: Block,
  listed: ReadonlyMap<number, Numbered>,
): AskedQuestion {
  const shown = draft.shown(block);
  const bare = /^(?:fråga|question|spørsmål)?\s*(\d{1,2})[.:)]?$/iu.exec(shown);
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
