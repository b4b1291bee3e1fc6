import type { Span } from './asks.ts';
import { badInput } from './input.ts';

/** The archive's first whole year. */
const firstYear = 2016;

/** A trend asks for each of its years by itself. */
export const yearsAsked: Span = {
  from: 'fromYear',
  to: 'toYear',
  most: new Date().getFullYear() - firstYear + 1,
};

/** The span of a trend of ads, or an error that says which years there are. */
export function jobYears(fromYear: number, toYear: number): [number, number] {
  const lastYear = new Date().getFullYear();
  if (fromYear > toYear)
    throw badInput('fromYear', `fromYear ${fromYear} comes after toYear ${toYear}: swap them.`);
  const [argument, year] = fromYear < firstYear ? ['fromYear', fromYear] : ['toYear', toYear];
  if (year < firstYear || year > lastYear) {
    throw badInput(
      argument,
      `${argument} ${year} is outside the archive: give years from ${firstYear} to ${lastYear}.`,
    );
  }
  return [fromYear, toYear];
}
