import type { Ref } from '../entities/commentary.ts';
import type { LocalisedText } from '../entities/language.ts';
import type { OwnContent } from '../entities/own-content.ts';
import type { Access } from '../entities/vocabulary.ts';

/** What full-text search finds an entity by. */
export interface Searchable {
  title: LocalisedText;
  bodies?: (LocalisedText | null)[];
  /** Names that belong to no language. */
  names?: { name: string; others: string[] };
  /** Entities whose titles also lead to this one, with the lowest weight. */
  about?: Ref[];
  /** What the entity is, in a word or two; searched with the lowest weight and never shown. */
  kinds?: LocalisedText;
  /** FULL when absent. */
  access?: Access;
}

/** How rows read from an imported original meet the rows of the content pack. */
export interface ImportRule {
  /** Where a row holds the slug of its document: in a field, or as the first part of its key. */
  documentIn: 'key' | 'documentKey' | 'startOfKey' | 'startOfPanelKey';
  /**
   * When a row of the pack and an imported row are the same: they share the value of a field, the imported row
   * begins within the lines of the other (`lines`), or both begin on the same line (`firstLine`).
   */
  sameBy: 'key' | 'number' | 'target' | 'personKey' | 'about' | 'lines' | 'firstLine';
}

/** What the gateway has to know of a content type. */
export interface ContentTypeOptions<T extends OwnContent = OwnContent> {
  /** Name of the table in memory. A type that has one also has global ids, and `node` finds its entities. */
  table?: string;
  /** Present when an imported original can hold rows of the type. */
  imported?: ImportRule;
  /** Present when full-text search looks in the type; null leaves one entity out. */
  searchable?(entity: T): Searchable | null;
  /** True when the query `search` returns the type. */
  searchResult?: true;
}

/** A content type: its stored entity, the classes of its entities by GraphQL name, and its options. */
export interface ContentTypeDeclaration<T extends OwnContent = OwnContent> extends ContentTypeOptions<T> {
  entity: abstract new () => T;
  classes: Record<string, new () => T>;
}

/** Declares a type whose entities have one class. The literal types of the options are kept. */
export function contentType<T extends OwnContent, const O extends ContentTypeOptions<T>>(
  entity: new () => T,
  options: O,
) {
  const classes: Record<string, new () => T> = { [entity.name]: entity };
  return { entity, classes, ...options };
}

/** Declares a type whose entities each have one of several classes, given by their GraphQL names. */
export function abstractContentType<
  T extends OwnContent,
  C extends Record<string, new () => T>,
  const O extends ContentTypeOptions<T>,
>(entity: abstract new () => T, classes: C, options: O) {
  return { entity, classes, isAbstract: true, ...options } as const;
}
