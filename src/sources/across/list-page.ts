import type { Provenance } from '../../entities/provenance.ts';
import type { Page, Window } from '../kinds/kind.ts';
import { offsetAt } from './list-cursor.ts';

/** An item of a source's list. */
export interface ListItem<T> {
  node: T;
  /** Where the source's list goes on after it; read only when a cursor is written. */
  readonly next: string;
  /** Its place beside the items of other sources: the lowest comes first. */
  order: number;
}

/** A part of the list of one source. */
export interface ListPage<T> {
  items: ListItem<T>[];
  /** Where the list goes on after all of the page, also after items that could not be read. */
  end?: string;
  isLast: boolean;
  total: number | null;
  provenance: Provenance;
}

/** Which part of a source's list: `from` is where an earlier page ended, null at the start. */
export interface ListWindow {
  from: string | null;
  /** 0 asks for the count only. */
  limit: number;
}

/** A source that gives a list. */
export interface Member<T> {
  id: string;
  list(window: ListWindow): Promise<ListPage<T>>;
}

/**
 * A member whose source pages by offset; `orderOf` gets each item with its place in the source's whole list. So many
 * items as `overlap` says are asked for again: where items have left the list, those that moved before the offset are
 * among them. Only for lists whose rule has `ownProofs`, by which those that were given before are known.
 */
export function byOffset<T>(
  id: string,
  ask: (window: Window) => Promise<Page<T>>,
  orderOf: (node: T, rank: number) => number,
  overlap = 0,
): Member<T> {
  return {
    id,
    async list({ from, limit: wanted }) {
      const begin = offsetAt(from);
      const offset = wanted === 0 ? begin : Math.max(0, begin - overlap);
      const limit = wanted + begin - offset;
      const { items, total: counted, provenance } = await ask({ offset, limit });
      const total = countOrNull(counted);
      // A page may hold fewer items than the source counted, where some could not be read.
      const end = Math.max(offset + items.length, Math.min(offset + limit, total ?? 0));
      return {
        items: items.map((node, at) => ({
          node,
          next: String(at === items.length - 1 ? end : offset + at + 1),
          order: orderOf(node, offset + at),
        })),
        end: String(end),
        isLast: total === null ? limit === 0 || items.length < limit : end >= total,
        total,
        provenance,
      };
    },
  };
}

/** A number of items as a source counts them, or null for what cannot be one, and for more than GraphQL's Int holds. */
export const countOrNull = (count: number | null): number | null =>
  Number.isInteger(count) && count !== null && count >= 0 && count < 2 ** 31 ? count : null;
