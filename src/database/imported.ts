import type { Ref } from '../entities/commentary.ts';
import type { Language } from '../entities/language.ts';
import type { TypeName, TypesWith } from './content-types.ts';

/** What kind of document an original is; each is read by rules of its own. */
export type DocumentKind = 'QUESTIONNAIRE' | 'ARTICLE' | 'REPORT' | 'STATEMENT';
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'pdf';

/** What a stretch of an original is. */
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

/** Something that a block names, and what it is. */
export interface BlockMention {
  asPrinted: string;
  target: Ref;
}

/** The GraphQL names of the types that an original can hold rows of. */
export type ImportedType = TypeName<TypesWith<{ imported: object }>>;

/** A row of the content as an original tells it. */
export interface ImportedRow {
  type: ImportedType;
  fields: { key: string; origin: { file: string; lines?: [number, number] } } & Record<string, unknown>;
}

/** A text of an original, by the row that it belongs to. */
export interface ImportedText {
  ref: Ref;
  language: Language;
  body: string;
  lineFrom: number;
  lineTo: number;
  scanned: boolean;
}
