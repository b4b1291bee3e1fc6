import { Language } from '../../../src/entities/language.ts';
import { DimensionRole, PeriodKind } from '../../../src/entities/statistics-vocabulary.ts';
import type { CellQuery, TableDimension } from '../../../src/sources/cube/table.ts';
import { jsonStatDataset } from '../../../src/sources/formats/json-stat/decode.ts';
import type { StatisticsOperations } from '../../../src/sources/kinds/statistics.ts';
import { defineSource } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind STATISTICS: what it is, and whether it needs a key. */
export const exampleStatistics = defineSource({
  id: 'example-statistics',
  kind: 'STATISTICS',
  name: 'Exempel: example-statistics',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-statistics.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  identifiers: ['scb-place'],
  samples,
  open,
});

const years = ['2023', '2024'];
const year: TableDimension = {
  code: 'Tid',
  label: 'år',
  role: DimensionRole.TIME,
  required: true,
  codes: years,
  labels: new Map(),
  units: new Map(),
  codelists: [],
};
const card = {
  tableId: 'T1',
  title: 'Exempel: arbetslöshet (example-statistics)',
  language: Language.SV,
  keywords: [],
  frequency: PeriodKind.YEAR,
  updatedAt: null,
  firstPeriod: '2023',
  lastPeriod: '2024',
  discontinued: false,
};

function open(upstream: Upstream): StatisticsOperations {
  return {
    languages: [Language.SV],
    placeScheme: null,
    statusScheme: 'pxweb',
    joinsTables: false,
    takesAnyPeriod: false,
    repeatsTableId: false,
    maxCells: () => 100_000,
    async tables(_query, call) {
      const { provenance } = await numbers(upstream, 'tables', call);
      return { cards: [card], provenance };
    },
    async table(tableId, _language, call) {
      const { provenance } = await numbers(upstream, 'table', call);
      if (tableId !== card.tableId) return null;
      return { ...card, dimensions: [year], notes: [], webUrl: null, nextRelease: null, provenance };
    },
    async cells({ dimensions }, call) {
      const answer = await numbers(upstream, 'cells', call);
      const codes = dimensions[0]?.codes ?? [];
      const cube = jsonStatDataset().parse({
        id: ['Tid'],
        size: [codes.length],
        dimension: { Tid: { category: { index: codes } } },
        value: codes.map((_, at) => answer.numbers[at] ?? null),
      });
      return { cube, provenance: answer.provenance };
    },
    repeatable: (_query: CellQuery) => ({ method: 'GET', url: 'https://example.org/api/cells', body: null }),
  };
}

async function numbers(upstream: Upstream, operation: string, call: Call) {
  const { value, provenance } = await upstream.get({ operation, path: operation, decode: page }, call);
  return { numbers: value.items.map(({ number }) => number), provenance };
}
