import { firstArchiveYear } from '../../sources/historical/index.ts';
import { badInput } from './input.ts';
import type { Span } from './upstream-calls.ts';

/** A trend requests each of its years separately. */
export const yearSpan: Span = {
  from: 'fromYear',
  to: 'toYear',
  max: new Date().getFullYear() - firstArchiveYear + 1,
};

/** The span of a trend of ads, or an error that says which years there are. */
export function jobYears(fromYear: number, toYear: number): [number, number] {
  const lastYear = new Date().getFullYear();
  if (fromYear > toYear)
    throw badInput('fromYear', `fromYear ${fromYear} comes after toYear ${toYear}: swap them.`);
  const [argument, year] = fromYear < firstArchiveYear ? ['fromYear', fromYear] : ['toYear', toYear];
  if (year < firstArchiveYear || year > lastYear) {
    throw badInput(
      argument,
      `${argument} ${year} is outside the archive: give years from ${firstArchiveYear} to ${lastYear}.`,
    );
  }
  return [fromYear, toYear];
}
