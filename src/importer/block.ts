import type { BlockMention, BlockRole } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';

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
  /** Its text, without the markup of the format. */
  text: string;
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
  text: string,
  more: Partial<Block> = {},
): Block {
  return {
    level: null,
    list: null,
    ordinal: null,
    ref: null,
    defects: [],
    mentions: [],
    ...place,
    role,
    text,
    ...more,
  };
}
