import { fold } from '../../text/fold.ts';
import type { Block } from '../block.ts';
import type { Draft } from '../draft.ts';
import type { PartyNames } from './party-names.ts';
import { numberedText, type QuestionPart } from './question-finder.ts';

interface Asking {
  number: number | null;
  text: string;
}

/**
 * The questions of a document with a section for each party, in which all questions are repeated. Each question gets the
 * name of every party with its answer, as in a document with a section for each question. Null for other documents.
 */
export function partySections(draft: Draft, parties: PartyNames): QuestionPart[] | null {
  const content = draft.content.filter(({ cell }) => cell === null);
  const codeOf = (block: Block) => {
    const codes = parties.inHeading(draft.shown(block));
    return codes.length === 1 ? (codes[0] ?? null) : null;
  };
  const first = content.findIndex((block) => codeOf(block) !== null);
  const asking = questionsIn(draft, content.slice(Math.max(0, first)));
  if (first < 0 || !isBySection(content.slice(first), codeOf, asking)) return null;
  for (const block of content.slice(0, first)) if (numberedText(draft, block)) block.isUsed = true;
  return new Sections(draft, codeOf, asking).read(content.slice(first));
}

/** The blocks that ask: with a number, or the same question twice. */
function questionsIn(draft: Draft, content: readonly Block[]): Map<Block, Asking> {
  const found = new Map<Block, Asking>();
  const counts = new Map<string, number>();
  const textOf = (block: Block) => fold(draft.shown(block));
  for (const block of content) counts.set(textOf(block), (counts.get(textOf(block)) ?? 0) + 1);
  for (const block of content) {
    const shown = draft.shown(block);
    const numbered = numberedText(draft, block);
    const asks = /\?$/.test(shown);
    if (numbered && (asks || block.role === 'HEADING')) found.set(block, numbered);
    else if (asks && (counts.get(textOf(block)) ?? 0) > 1) found.set(block, { number: null, text: shown });
  }
  return found;
}

/** Whether each party is named once, and the first question is asked below at least two of them. */
function isBySection(
  content: readonly Block[],
  codeOf: (block: Block) => string | null,
  asking: ReadonlyMap<Block, Asking>,
): boolean {
  const codes = content.map(codeOf).filter((code) => code !== null);
  const [firstAsked] = asking.values();
  const key = ({ number, text }: Asking) => (number === null ? fold(text) : String(number));
  const times = [...asking.values()].filter((one) => firstAsked && key(one) === key(firstAsked)).length;
  return new Set(codes).size === codes.length && codes.length >= 2 && times >= 2;
}

class Sections {
  private readonly draft: Draft;
  private readonly codeOf: (block: Block) => string | null;
  private readonly asking: ReadonlyMap<Block, Asking>;
  private readonly parts: QuestionPart[] = [];
  private party: Block | null = null;
  private question: QuestionPart | null = null;

  constructor(draft: Draft, codeOf: (block: Block) => string | null, asking: ReadonlyMap<Block, Asking>) {
    this.draft = draft;
    this.codeOf = codeOf;
    this.asking = asking;
  }

  read(content: readonly Block[]): QuestionPart[] {
    for (const block of content) {
      const asked = this.asking.get(block);
      if (this.codeOf(block) !== null) {
        this.party = block;
        this.question = null;
        block.isUsed = true;
      } else if (asked) this.ask(block, asked);
      else if (this.party && this.question) this.question.blocks.push(block);
      else if (this.party) this.doubt(block, 'stands between the name of a party and the first question');
      else this.doubt(block, 'is below a name that is not the name of a known party');
    }
    return this.parts;
  }

  private ask(block: Block, { number, text }: Asking): void {
    const known = this.parts.find((one) =>
      number === null ? fold(one.text) === fold(text) : one.number === number,
    );
    // A question that comes again without a new party belongs to a party that is not known.
    if (known && this.question && this.party && known.blocks.includes(this.party)) this.endParty();
    block.role = 'HEADING';
    block.level ??= 4;
    block.list = null;
    if (this.party === null) {
      this.doubt(block, 'is below a name that is not the name of a known party');
      return;
    }
    if (known && fold(known.text) !== fold(text))
      this.draft.warn(
        block.lineFrom,
        `question ${known.number} has other words here than in line ${known.heading.lineFrom}; check that it is the same question`,
      );
    const part = known ?? { number: number ?? this.parts.length + 1, text, heading: block, blocks: [] };
    if (known) block.isUsed = true;
    else this.parts.push(part);
    part.blocks.push(this.party);
    this.question = part;
  }

  private endParty(): void {
    const name = this.question?.blocks.at(-1);
    if (name && name !== this.party) {
      this.question?.blocks.pop();
      this.doubt(
        name,
        'is not the name of a known party, and questions follow below it; give its code in the manifest, under questionnaire.parties',
      );
    }
    this.party = null;
    this.question = null;
  }

  private doubt(block: Block, why: string): void {
    block.leftOut = { as: 'left out', reason: 'below no party and question', isTold: true };
    this.draft.warn(block.lineFrom, `“${this.draft.shown(block).slice(0, 60)}” ${why}; it is in no answer`);
  }
}
