import type { DocumentFormat } from '../database/imported.ts';
import type { Block } from './block.ts';

/** An original as the reader of its format gives it. */
export interface ReadDocument {
  format: DocumentFormat;
  /** The text that lines and offsets refer to: the file itself, or the text layer of a PDF. */
  text: string;
  blocks: Block[];
  /** Whether the raw texts of the blocks are the file, byte by byte. */
  isWholeFile?: boolean;
  /** From front matter, or from the head of an HTML page. */
  metadata: Metadata;
  /** What an editor should check, and what an editor should confirm. */
  doubts: Note[];
  confirmations: Note[];
  /** For a PDF: the first and the last line of each page; for a Word document, of all its lines. */
  pages?: [number, number][];
}

/** A message about a line of the document. */
export interface Note {
  line: number;
  message: string;
}

export interface Metadata {
  title?: string;
  /** As printed; a document may have several. */
  authors?: string[];
  /** `YYYY-MM-DD`. */
  publishedOn?: string;
  draft?: boolean;
  url?: string;
}
