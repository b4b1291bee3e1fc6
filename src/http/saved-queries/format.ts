import type { Readable } from 'node:stream';
import type { Answer } from './answer.ts';
import type { PageLanguage } from './front-matter.ts';
import type { Problem } from './problem.ts';
import type { AddressedQuery } from './query.ts';

/** What a writer gets: the answer to a query, and how it was asked for. */
export interface Rendering {
  query: AddressedQuery;
  answer: Answer;
  lang: PageLanguage;
  /** The variables as they were executed. */
  variables: Readonly<Record<string, unknown>>;
  /** The address of this query with its variables in another format: `https://…/q/elections.csv?…`. */
  addressOf(ending: string): string;
  options: RenderingOptions;
  /** What the variables narrow the answer to, in words. Only formats for readers have it. */
  subject?: string;
}

export interface RenderingOptions {
  /** CSV begins with a byte order mark, by which Excel knows UTF-8. */
  bom: boolean;
  /** CSV begins with lines that name the sources. */
  sources: boolean;
  theme: 'light' | 'dark' | 'auto';
  /** Another view than the query's own. */
  view: string | null;
  /** Of a picture, in pixels; null is a width that can be read on a telephone. */
  width: number | null;
}

export interface RefusedRendering {
  query: AddressedQuery | null;
  lang: PageLanguage;
  theme: RenderingOptions['theme'];
}

type Written = string | Buffer | Readable;

/** One way to write answers. `formats.ts` registers it. */
export interface Format {
  /** What addresses end with. */
  ending: string;
  contentType: string;
  /** Whether answers to the query can be written so. */
  fits(query: AddressedQuery): boolean;
  /** Where it needs other fields than the query asks for. */
  documentOf?(query: AddressedQuery): string;
  write(rendering: Rendering): Written | Promise<Written>;
  /** The same format that says why there is no answer. */
  refuse(problem: Problem, asked: RefusedRendering): Written | Promise<Written>;
  headers?: Readonly<Record<string, string>>;
  /** Other sites may show it in a frame. */
  isFrameable?: boolean;
  /** Only the element of `embed.js` asks for it, so that no page offers it. */
  isPart?: boolean;
  /** It shows to readers what the answer is of. */
  isForReaders?: boolean;
  /** It is saved as a file. */
  isFile?: boolean;
}
