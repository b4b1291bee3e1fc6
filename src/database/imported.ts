import type { Ref } from '../entities/commentary.ts';
import type { Language } from '../entities/language.ts';
import type { TypeName, TypesWith } from './content-types.ts';

/** Type of an original. The importer has separate rules for each. */
export type DocumentKind = 'QUESTIONNAIRE' | 'ARTICLE' | 'REPORT' | 'STATEMENT';
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'pdf';

/** Role of a block in an original. */
export type BlockRole =
  | 'TITLE'
  | 'LEAD'
  | 'HEADING'
  | 'PARAGRAPH'
  | 'LIST_ITEM'
  | 'FACT_BOX'
  | 'QUOTE'
  | 'FIGURE'
  | 'FOOTNOTE'
  | 'CAPTION'
  | 'FURNITURE'
  | 'EDITORIAL_NOTE';

/** A name in a block, and the entity that it refers to. */
export interface BlockMention {
  asPrinted: string;
  target: Ref;
}

/** The GraphQL names of the types that an original can hold rows of. */
export type ImportedType = TypeName<TypesWith<{ imported: object }>>;

/** A content row as it was read from an original. */
export interface ImportedRow {
  type: ImportedType;
  fields: { key: string; origin: { file: string; lines?: [number, number] } } & Record<string, unknown>;
}

/** A text of an original, and the row that it belongs to. */
export interface ImportedText {
  ref: Ref;
  language: Language;
  body: string;
  lineFrom: number;
  lineTo: number;
  /** True where the text comes from OCR. */
  scanned: boolean;
}
