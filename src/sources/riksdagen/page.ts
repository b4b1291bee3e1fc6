import type { Window } from '../kinds/kind.ts';

/** The Riksdag gives no more in one page. */
export const LARGEST_PAGE = 200;

/** Pages of `size` that hold a window, and where in them it begins. */
export interface Pages {
  size: number;
  first: number;
  last: number;
  skip: number;
}

/** The one page that holds the window, where there is a size for which there is one; else two neighbours. */
export function pagesFor({ offset, limit }: Window): Pages {
  const wanted = Math.min(limit, LARGEST_PAGE);
  // A window of nothing asks for the count, and the smallest page has it.
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
