import type { BlockMention, BlockRole } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';
import { type Run, textOfRuns } from './runs.ts';

/** What a passage is when it is not part of the text, and why. */
export interface LeftOut {
  as: 'metadata' | 'furniture' | 'left out';
  reason: string;
  /** Whether a doubt tells of it already, or it is no text of its own. */
  isTold?: true;
}

/** The place of a passage in a table; all counts from 0. */
export interface Cell {
  table: number;
  row: number;
  column: number;
  /** How many columns and rows it covers. */
  width: number;
  height: number;
  isHeading: boolean;
}

/** A passage inside a block that is not part of its text. */
export interface Dropped {
  from: number;
  to: number;
  text: string;
  reason: string;
  isTold?: true;
}

/**
 * A passage of an original. The reader of the file format finds it, the rules of the document type set its role and what
 * it is part of. Blocks follow one another without a gap.
 */
export interface Block {
  /** Its first offset in the text of the document, and the offset after it; it includes the white space that follows. */
  from: number;
  to: number;
  /** Its first and last line, from 1, without the white space around it. */
  lineFrom: number;
  lineTo: number;
  role: BlockRole;
  /** Where its text stands in the document; what lies between the runs is markup. */
  runs: Run[];
  /** Its text, without the markup of the format: the texts of its runs. */
  text: string;
  /** What stands inside it and is not part of its text. */
  dropped: Dropped[];
  /** Why the block is not part of the text; null where it is. */
  leftOut: LeftOut | null;
  /** Whether it is shown without being the text of an entity, such as the line with the name of a party. */
  isUsed: boolean;
  /** How many characters at the beginning of its text are bold. */
  bold: number;
  /** Where it is part of a table. */
  cell: Cell | null;
  /** The level of a heading, 1 for the highest. */
  level: number | null;
  /** For an item of a list: the number of the list, from 1, and the number printed before the item. */
  list: number | null;
  ordinal: number | null;
  /** The entity that it is part of. */
  ref: Ref | null;
  defects: string[];
  mentions: BlockMention[];
}

/** Makes a block; everything that is not given is empty. */
export function block(
  place: Pick<Block, 'from' | 'to' | 'lineFrom' | 'lineTo'>,
  role: BlockRole,
  runs: Run[],
  more: Partial<Block> = {},
): Block {
  return {
    dropped: [],
    leftOut: null,
    isUsed: false,
    bold: 0,
    cell: null,
    level: null,
    list: null,
    ordinal: null,
    ref: null,
    defects: [],
    mentions: [],
    ...place,
    role,
    runs,
    text: textOfRuns(runs),
    ...more,
  };
}
