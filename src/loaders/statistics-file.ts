import type { DimensionChoice } from '../sources/cube/selection.ts';

/**
 * The address of a file of a selection. Its parameters are those of PxWeb 2: `valueCodes[Region]=01,03`,
 * `valueCodes[Tid]=top(3)`, `codelist[Region]=vs_…`.
 */
export function statisticsFileUrl(
  { agency, tableId }: { agency: string; tableId: string },
  choices: readonly DimensionChoice[],
  extension: 'csv' | 'json' = 'csv',
): string {
  const pairs = choices.flatMap(({ dimension, codelist, ...choice }) => [
    [`valueCodes[${dimension}]`, valuesOf(choice)],
    ...(codelist ? [[`codelist[${dimension}]`, codelist]] : []),
  ]);
  const query = pairs.map(
    ([name = '', value = '']) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const path = tableId.split('/').map(encodeURIComponent).join('/');
  return `/statistics/${agency}/${path}.${extension}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

function valuesOf({
  values,
  top,
  bottom,
  from,
  to,
}: Omit<DimensionChoice, 'dimension' | 'codelist'>): string {
  if (typeof top === 'number') return `top(${top})`;
  if (typeof bottom === 'number') return `bottom(${bottom})`;
  if (typeof from === 'string' && typeof to === 'string') return `[range(${from},${to})]`;
  if (typeof from === 'string') return `from(${from})`;
  if (typeof to === 'string') return `to(${to})`;
  return (values ?? ['*']).map((value) => (value.includes(',') ? `[${value}]` : value)).join(',');
}

const PARAMETER = /^(valuecodes|codelist)\[(.+)\]$/i;

/** The selection of such an address, and parameters that are none of it. */
export function choicesOf(query: Iterable<readonly [string, string]>): {
  choices: DimensionChoice[];
  others: Map<string, string>;
} {
  const choices = new Map<string, DimensionChoice>();
  const others = new Map<string, string>();
  for (const [name, value] of query) {
    const [, parameter, dimension] = PARAMETER.exec(name) ?? [];
    if (!parameter || dimension === undefined) {
      others.set(name, value);
      continue;
    }
    const choice = choices.get(dimension) ?? { dimension };
    const isList = parameter.toLowerCase() === 'codelist';
    choices.set(dimension, isList ? { ...choice, codelist: value } : { ...choice, values: codesIn(value) });
  }
  return { choices: [...choices.values()], others };
}

/** Codes with commas between; one that holds a comma stands in square brackets, and commas in functions separate nothing. */
function codesIn(text: string): string[] {
  const found = text.match(/\[[^\]]*\]|[^,([]+(?:\([^)]*\))?/g) ?? [];
  return found.map((code) => code.replace(/^\[(.*)\]$/, '$1').trim()).filter((code) => code !== '');
}
