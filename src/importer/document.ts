import type { BlockMention, BlockRole, DocumentFormat } from '../database/imported.ts';
import type { Ref } from '../entities/commentary.ts';

/** A stretch of an original as a reader finds it and a kind refines it. Blocks follow one another without a gap. */
export interface Block {
  /** Where it begins and ends in the document's text, the white space after it included. */
  from: number;
  to: number;
  /** First and last line that hold something of it. */
  lineFrom: number;
  lineTo: number;
  role: BlockRole;
  /** What it says, without the format's own marks. */
  text: string;
  /** Level of a heading, 1 for the highest. */
  level: number | null;
  /** Number of the list that an entry belongs to, from 1, and the number printed before it. */
  list: number | null;
  ordinal: number | null;
  /** What it is part of. */
  ref: Ref | null;
  defects: string[];
  mentions: BlockMention[];
}

/** What every reader makes of a file, whatever its format. */
export interface ReadDocument {
  format: DocumentFormat;
  /** What lines and blocks speak of: the file, or the text layer of a PDF. */
  text: string;
  blocks: Block[];
  /** What the file says of itself: front matter, or the head of a page. */
  stated: Stated;
}

export interface Stated {
  title?: string;
  author?: string;
  /** Day of publication, `YYYY-MM-DD`. */
  publishedOn?: string;
  draft?: boolean;
  url?: string;
}

/** Something in an original that a person should look at; no reason to refuse it. */
export interface Doubt {
  file: string;
  line: number;
  message: string;
}

/** A block with nothing but its place and its text. */
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
