import type { Content } from '../content/content.ts';
import type { JobSearch } from '../sources/source.ts';
import { badInput } from './input.ts';

/** The groups of ads that an occupation stands for. */
export function jobOccupations(
  _content: Content,
  code: string,
): Pick<JobSearch, 'occupationGroups' | 'iscoGroups'> {
  if (/^\d{4}$/.test(code)) return { occupationGroups: [code] };
  throw badInput(
    'occupation',
    `${JSON.stringify(code)} is no group of SSYK 2012: give its four digits, such as 2512.`,
  );
}
