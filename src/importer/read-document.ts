import type { DocumentFormat } from '../database/imported.ts';
import type { Block } from './block.ts';

/** An original as the reader of its format gives it. */
export interface ReadDocument {
  format: DocumentFormat;
  /** The text that lines and offsets refer to: the file itself, or the text layer of a PDF. */
  text: string;
  blocks: Block[];
  /** From front matter, or from the head of an HTML page. */
  metadata: Metadata;
}

export interface Metadata {
  title?: string;
  author?: string;
  /** `YYYY-MM-DD`. */
  publishedOn?: string;
  draft?: boolean;
  url?: string;
}
