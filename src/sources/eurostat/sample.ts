import { entryOf } from '../../text/entry-of.ts';
import type { SampleRequest } from '../../upstream/sample.ts';
import { allIndicators } from '../cube/indicator-file.ts';

/** Made-up datasets; any other one has categories without numbers. */
const EXAMPLES = ['EXEMPEL_M', 'EXEMPEL_A'];
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  freq: ['A'],
  unit: ['PC_ACT'],
  sex: ['T', 'M', 'F'],
  geo: ['EU27_2020', 'SE', 'SE110', 'NO', 'EE'],
};
const YEARS = ['2022', '2023', '2024'];
const OPTIONS = new Set(['format', 'lang', 'lastTimePeriod', 'sinceTimePeriod', 'untilTimePeriod', 'time']);

/** Answers of Eurostat in its wire format: sparse values, and a dimension for the unit. */
export function samples({ operation, path, query }: SampleRequest): object | string | null {
  if (operation === 'contents') return toc();
  const code = decodeURIComponent(path).split('/').at(-1) ?? '';
  const asked = new Set([...query.keys()].filter((name) => !OPTIONS.has(name)));
  const isExample = EXAMPLES.includes(code);
  // A real dataset that is asked for some of its dimensions need not have those of the examples.
  const ofSeries = operation === 'structure' ? categoriesOfSeries(code) : null;
  const categories = ofSeries ?? CATEGORIES;
  const added = Object.entries(categories).flatMap(([name, codes]) =>
    isExample || asked.size === 0 || codes.length === 1 ? [name] : [],
  );
  const sides: [string, readonly string[]][] = [...new Set([...added, ...asked])].map((name) => [
    name,
    asked.has(name) ? query.getAll(name) : (entryOf(categories, name) ?? []),
  ]);
  sides.push(['time', years(query)]);
  const size = sides.reduce((product, [, codes]) => product * codes.length, 1);
  const cells = Array.from({ length: size }, (_, cell) => cell);
  return {
    version: '2.0',
    class: 'dataset',
    label: `Exempel: arbetslöshet, unemployment (${code})`,
    source: 'ESTAT',
    updated: '2025-01-15T11:00:00+0100',
    value: isExample ? Object.fromEntries(cells.map((cell) => [cell, (cell % 97) + 1])) : {},
    id: sides.map(([name]) => name),
    size: sides.map(([, codes]) => codes.length),
    dimension: Object.fromEntries(
      sides.map(([name, codes]) => [
        name,
        {
          label: name,
          category: {
            index: Object.fromEntries(codes.map((one, at) => [one, at])),
            label: Object.fromEntries(codes.map((one) => [one, name === 'time' ? one : `Exempel: ${one}`])),
          },
        },
      ]),
    ),
    extension: {
      id: code,
      annotation: [
        { type: 'OBS_PERIOD_OVERALL_OLDEST', title: YEARS[0] },
        { type: 'OBS_PERIOD_OVERALL_LATEST', title: YEARS.at(-1) },
      ],
    },
  };
}

/** The categories that named series read from a dataset; null for one that none reads. */
function categoriesOfSeries(code: string): Readonly<Record<string, readonly string[]>> | null {
  const series = allIndicators().filter(
    ({ agency, table }) => agency === 'eurostat' && table.toUpperCase() === code.toUpperCase(),
  );
  if (series.length === 0) return null;
  const { freq = [], geo = [] } = CATEGORIES;
  const found: Record<string, readonly string[]> = { freq, geo };
  for (const { select } of series)
    for (const [dimension, codes] of Object.entries(select))
      found[dimension] = [...new Set([...(found[dimension] ?? []), ...codes])];
  return found;
}

function years(query: URLSearchParams): readonly string[] {
  if (query.has('time')) return query.getAll('time');
  if (query.has('lastTimePeriod')) return YEARS.slice(-1);
  const [since, until] = [query.get('sinceTimePeriod') ?? '', query.get('untilTimePeriod') ?? '9999'];
  const inside = YEARS.filter((year) => year >= since.slice(0, 4) && year <= until.slice(0, 4));
  return since.length > 4 ? [] : inside;
}

function toc(): string {
  const head = [
    'title',
    'code',
    'type',
    'last update of data',
    'last table structure change',
    'data start',
    'data end',
    'values',
  ];
  const rows = [
    ['Exempel', 'exempel', 'folder', '', '', '', ''],
    ...EXAMPLES.map((code) => [
      `    Exempel: arbetslöshet, unemployment (${code})`,
      code.toLowerCase(),
      'dataset',
      '15.01.2025',
      '15.01.2025',
      '2022',
      '2024',
      '45',
    ]),
  ];
  return [head, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join('\t')).join('\n');
}
