import {
  type ContentEntity,
  type ContentRecords,
  contentTypeNames,
  declarationOf,
  type NodeType,
  type TypeOfTable,
} from '../../database/content-types.ts';
import type { Ref } from '../../entities/commentary.ts';
import { taxonomyScheme } from '../../entities/concept.ts';
import type { OwnContent } from '../../entities/own-content.ts';
import { LazyMap } from '../../taxonomy/lazy-map.ts';
import type { TaxonomyIndex } from '../../taxonomy/taxonomy-index.ts';

/** Any entity of the content that has a global id. */
export type ContentNode = ContentEntity<NodeType>;

/** Entities by key, in their own order. */
type Table<T> = ReadonlyMap<string, T>;

/**
 * A table for each type with global ids. Drafts are not among the documents. The concepts are the association's own and
 * those of the taxonomy, and the occupations are those of the taxonomy.
 */
export type ContentTables = { readonly [N in keyof TypeOfTable]: Table<ContentEntity<TypeOfTable[N]>> };

export function contentTables(records: ContentRecords, taxonomyIndex: TaxonomyIndex): ContentTables {
  const tables: [string, Table<OwnContent>][] = contentTypeNames.flatMap((type) => {
    const { table } = declarationOf(type);
    return table ? [[table, byKey<OwnContent>(records[type])] as const] : [];
  });
  return {
    ...(Object.fromEntries(tables) as ContentTables),
    concepts: new LazyMap(
      () => taxonomyIndex.concepts,
      byKey(records.concept.filter(({ scheme }) => scheme !== taxonomyScheme)),
    ),
    occupations: new LazyMap(() => taxonomyIndex.occupations),
    documents: byKey(records.document.filter(({ draft }) => !draft)),
  };
}

/** Finds what a reference such as `Question:valkompass-2022/4` points at; null when there is no such entity. */
export function contentFinder(tables: ContentTables): (ref: Ref) => ContentNode | null {
  const byTypeName = new Map<string, Table<ContentNode>>();
  for (const type of contentTypeNames) {
    const { table, classes } = declarationOf(type);
    if (!table || !isTable(tables, table)) continue;
    for (const name of Object.keys(classes)) byTypeName.set(name, tables[table]);
  }
  return (ref) => {
    const colon = ref.indexOf(':');
    return byTypeName.get(ref.slice(0, colon))?.get(ref.slice(colon + 1)) ?? null;
  };
}

function isTable(tables: ContentTables, name: string): name is keyof ContentTables {
  return Object.hasOwn(tables, name);
}

function byKey<T extends OwnContent>(rows: readonly T[]): Table<T> {
  return new Map(rows.map((row) => [row.key, row]));
}
