import type { Window } from '../kinds/kind.ts';

/** The API's maximum. */
export const LARGEST_PAGE = 200;

/** Pages of `size` that contain a window, and the offset of the window in them. */
export interface Pages {
  size: number;
  first: number;
  last: number;
  skip: number;
}

/** One page that contains the window, where a page size makes that possible; otherwise two adjacent pages. */
export function pagesFor({ offset, limit }: Window): Pages {
  const wanted = Math.min(limit, LARGEST_PAGE);
  // A window of no items asks for the total only, which the smallest page has.
  if (wanted === 0) return { size: 1, first: 1, last: 1, skip: 0 };
  for (let size = wanted; size <= LARGEST_PAGE; size++) {
    const page = Math.floor(offset / size);
    if (page === Math.floor((offset + wanted - 1) / size)) {
      return { size, first: page + 1, last: page + 1, skip: offset - page * size };
    }
  }
  const first = Math.floor(offset / wanted);
  return { size: wanted, first: first + 1, last: first + 2, skip: offset - first * wanted };
}
