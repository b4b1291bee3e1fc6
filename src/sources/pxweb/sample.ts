import { z } from 'zod';
import type { SampleHandler } from '../../upstream/sample.ts';
import { dimensionsOfSeries, type SampleDimension } from './series-sample.ts';

/** Made-up tables. A request for any other table gets its categories without numbers, so that no real table carries an invented figure. */
const EXAMPLES = ['EXEMPEL1', 'EXEMPEL2'];

const regions = {
  '00': 'Exempel: riket',
  '01': 'Exempel: länet',
  '0180': 'Exempel: kommunen',
  '1280': 'Exempel: den andra kommunen',
};
const sexes = { '1': 'Exempel: män', '2': 'Exempel: kvinnor' };
const metrics = { EXEMPELA: 'Exempel: andel', EXEMPELB: 'Exempel: antal' };
const years = { '2022': '2022', '2023': '2023', '2024': '2024' };

const titleOf = (tableId: string): string => `Exempel: arbetslöshet efter region, kön och år (${tableId})`;

const category = (labels: Readonly<Record<string, string>>) => ({
  index: Object.fromEntries(
    Object.keys(labels)
      .sort()
      .map((code, at) => [code, at]),
  ),
  label: labels,
});

function card(id: string) {
  return {
    id,
    label: titleOf(id),
    description: '',
    sortCode: '1',
    updated: '2025-01-15T07:00:00Z',
    firstPeriod: '2022',
    lastPeriod: '2024',
    category: 'public',
    variableNames: ['region', 'kön', 'tabellinnehåll', 'år'],
    source: 'Exempel',
    subjectCode: 'EX',
    timeUnit: 'Annual',
    paths: [[{ id: 'EX', label: 'Exempel', sortCode: '1' }]],
    links: [],
  };
}

const ofExample: readonly SampleDimension[] = [
  { code: 'Region', label: 'region', values: regions, role: null, elimination: false },
  { code: 'Kon', label: 'kön', values: sexes, role: null, elimination: true },
  { code: 'ContentsCode', label: 'tabellinnehåll', values: metrics, role: 'metric', elimination: false },
  { code: 'Tid', label: 'år', values: years, role: 'time', elimination: false },
];

/** A table that a named series is read from has its dimensions; any other has those of the examples. */
function dimensionsOf(tableId: string): readonly SampleDimension[] {
  const own = dimensionsOfSeries(tableId);
  return own.length > 0 ? own : ofExample;
}

function metadata(tableId: string) {
  const dimensions = dimensionsOf(tableId);
  const codesOf = (role: SampleDimension['role']) =>
    dimensions.filter((one) => one.role === role).map(({ code }) => code);
  return {
    version: '2.0',
    class: 'dataset',
    label: titleOf(tableId),
    source: 'Exempel',
    updated: '2025-01-15T07:00:00Z',
    note: ['Exempel: källan har inte nåtts.'],
    role: { time: codesOf('time'), metric: codesOf('metric') },
    id: dimensions.map(({ code }) => code),
    size: dimensions.map(({ values }) => Object.keys(values).length),
    dimension: Object.fromEntries(
      dimensions.map(({ code, label, values, role, elimination }) => [
        code,
        {
          label,
          category: { ...category(values), ...(role === 'metric' && { unit: unitsOf(values) }) },
          extension: { elimination, show: 'value', codelists: [] },
        },
      ]),
    ),
    extension: { noteMandatory: { 0: true }, px: { tableid: tableId, language: 'sv' } },
    value: [],
  };
}

const unitsOf = (values: SampleDimension['values']) =>
  Object.fromEntries(
    Object.keys(values).map((code) => [
      code,
      code === 'EXEMPELB' ? { base: 'antal', decimals: 0 } : { base: 'procent', decimals: 1 },
    ]),
  );

const firstVersion = (tableId: string) => ({
  title: titleOf(tableId),
  variables: dimensionsOf(tableId).map(({ code, label, values, role, elimination }) => ({
    code,
    text: label,
    ...listed(values),
    ...(elimination && { elimination }),
    ...(role === 'time' && { time: true }),
  })),
});

function listed(labels: Readonly<Record<string, string>>) {
  const values = Object.keys(labels).sort();
  return { values, valueTexts: values.map((code) => labels[code] ?? code) };
}

const v2Body = z.object({
  selection: z.array(z.object({ variableCode: z.string(), valueCodes: z.array(z.string()) })),
});
const v1Body = z.object({
  query: z.array(z.object({ code: z.string(), selection: z.object({ values: z.array(z.string()) }) })),
});

/** The variables and codes that a data request asks for, in either version. */
function askedIn(body: unknown): { code: string; codes: string[] }[] {
  const second = v2Body.safeParse(body);
  if (second.success)
    return second.data.selection.map(({ variableCode, valueCodes }) => ({
      code: variableCode,
      codes: valueCodes,
    }));
  const first = v1Body.safeParse(body);
  return first.success
    ? first.data.query.map(({ code, selection }) => ({ code, codes: selection.values }))
    : [];
}

function data(tableId: string, body: unknown) {
  const asked = askedIn(body);
  const size = asked.reduce((product, { codes }) => product * codes.length, 1);
  const isExample = EXAMPLES.includes(tableId);
  const labels: Readonly<Record<string, string>> = { ...regions, ...sexes, ...metrics };
  const values = Array.from({ length: size }, (_, cell) => (isExample ? (cell % 97) + 1 : null));
  return {
    version: '2.0',
    class: 'dataset',
    label: titleOf(tableId),
    source: 'Exempel',
    updated: '2025-01-15T07:00:00Z',
    note: ['Exempel: källan har inte nåtts.'],
    role: { time: ['Tid'], metric: ['ContentsCode'] },
    id: asked.map(({ code }) => code),
    size: asked.map(({ codes }) => codes.length),
    dimension: Object.fromEntries(
      asked.map(({ code, codes }) => [
        code,
        {
          label: code,
          category: {
            index: Object.fromEntries(codes.map((one, at) => [one, at])),
            label: Object.fromEntries(codes.map((one) => [one, labels[one] ?? one])),
          },
        },
      ]),
    ),
    value: values,
    ...(!isExample && { status: Object.fromEntries(values.map((_, cell) => [cell, '..'])) }),
    extension: { noteMandatory: { 0: true }, px: { tableid: tableId } },
  };
}

/** Answers of PxWeb in its wire format, for both versions. */
export const pxwebSamples: SampleHandler = ({ operation, path, body }) => {
  const steps = decodeURIComponent(path).split('/');
  switch (operation) {
    case 'config':
      return { maxDataCells: 150_000, maxCells: 150_000, maxCallsPerTimeWindow: 0, timeWindow: 0 };
    case 'tables':
      return {
        language: 'sv',
        tables: EXAMPLES.map(card),
        page: { pageNumber: 1, totalPages: 1 },
        links: [],
      };
    case 'search':
      return EXAMPLES.map((id) => ({
        id,
        path: '/',
        title: titleOf(id),
        score: 1,
        published: '2025-01-15T07:00:00',
      }));
    case 'metadata':
      return metadata(steps[1] ?? '');
    case 'metadata-1':
      return firstVersion(steps.slice(2).join('/'));
    case 'data':
      return data(steps[1] ?? '', body);
    case 'data-1':
      return data(steps.slice(2).join('/'), body);
    default:
      return null;
  }
};
