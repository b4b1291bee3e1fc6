import { Language } from '../../entities/language.ts';
import { DimensionRole } from '../../entities/statistics-vocabulary.ts';
import { SourceError } from '../../upstream/errors.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { periodsBetween } from '../cube/period-codes.ts';
import type { AskedDimension, CellQuery } from '../cube/table.ts';
import type { JsonStatCube } from '../formats/json-stat/cube.ts';
import { jsonStatDataset } from '../formats/json-stat/decode.ts';
import { cellFields } from '../formats/json-stat/read-cells.ts';
import type { StatisticsOperations } from '../kinds/statistics.ts';
import { checkableAt, defineSource } from '../source.ts';
import { contents, reasonIn, tableOf } from './decode.ts';
import { samples } from './sample.ts';

/** Eurostat: harmonised statistics of the countries of Europe and their regions. Open, no key. */
export const eurostat = defineSource({
  id: 'eurostat',
  kind: 'STATISTICS',
  name: 'Eurostat',
  publisher: 'Eurostat, European Commission',
  homepage: 'https://ec.europa.eu/eurostat',
  documentation: 'https://ec.europa.eu/eurostat/api/dissemination/catalogue/toc/txt?lang=en',
  licence: 'CC-BY-4.0',
  attribution: 'Source: Eurostat',
  country: null,
  // A list of all indicators has eight tables of Eurostat, and at most seven of any other agency.
  requests: { cells: 8 / 7 },
  baseUrl: 'https://ec.europa.eu/eurostat/api/dissemination',
  // None is published; this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  // Trade in goods and production by product, whose datasets are named DS-…
  second: {
    name: 'comext',
    baseUrl: 'https://ec.europa.eu/eurostat/api/comext/dissemination',
    budget: { limit: 60, windowSeconds: 60 },
  },
  concurrency: 4,
  timeoutMs: seconds(9),
  maxBytes: 32 * 1024 * 1024,
  freshFor: hours(6),
  // Data are refreshed at 11:00 and 23:00.
  publishesAt: { hour: 11, minute: 5, timeZone: 'Europe/Brussels' },
  usableFor: days(60),
  identifiers: ['nuts', 'isco-08'],
  samples,
  open,
});

const CELLS = 100_000;

function open(upstream: Upstream, second: Upstream | null = null): StatisticsOperations {
  const serverOf = (tableId: string): Upstream => {
    if (!/^ds-/i.test(tableId)) return upstream;
    if (second) return second;
    throw new SourceError(
      eurostat.id,
      'SOURCE_NOT_CONFIGURED',
      'has the datasets DS-… on another server, whose base URL is not set beside this one',
    );
  };
  return {
    languages: [Language.EN],
    placeScheme: 'nuts',
    statusScheme: 'eurostat',
    joinsTables: false,
    takesAnyPeriod: true,
    repeatsTableId: true,
    maxCells: () => CELLS,

    async tables(_query, call) {
      const { value, provenance } = await upstream.get(
        {
          operation: 'contents',
          path: 'catalogue/toc/txt',
          query: { lang: 'en' },
          format: 'text',
          // Where something is wrong, an HTML page comes.
          contentTypes: /^(?!.*html)/i,
          decode: contents,
          freshFor: hours(24),
        },
        call,
      );
      return { cards: value, provenance };
    },

    async table(tableId, _language, call) {
      const found = await serverOf(tableId).find(
        {
          operation: 'structure',
          path: path`statistics/1.0/data/${tableId.toUpperCase()}`,
          // All categories of every dimension but time, whose oldest and latest period are told beside.
          query: { format: 'JSON', lang: 'EN', lastTimePeriod: 1 },
          decode: jsonStatDataset({ cells: false }),
          reasonIn,
          freshFor: hours(24),
          echo: { asked: [tableId], of: ({ extension: { id } }) => [[typeof id === 'string' ? id : null]] },
        },
        call,
      );
      return found && tableOf(found.value, tableId.toLowerCase(), found.provenance);
    },

    async cells(query, call) {
      const { value, provenance } = await serverOf(query.tableId).get(
        {
          operation: 'data',
          path: path`statistics/1.0/data/${query.tableId.toUpperCase()}`,
          query: parametersOf(query),
          inProcessOnly: query.isOfFile ?? false,
          decode: jsonStatDataset(),
          fields: cellFields,
          reasonIn,
        },
        call,
      );
      return { cube: complete(value, query), provenance: checkableAt(pageOf(query.tableId), provenance) };
    },

    repeatable: (query) => {
      const pairs = Object.entries(parametersOf(query)).flatMap(([name, values]) =>
        [values].flat().map((value): [string, string] => [name, value]),
      );
      const search = new URLSearchParams(pairs);
      return {
        method: 'GET',
        url: `statistics/1.0/data/${query.tableId.toUpperCase()}?${search}`,
        body: null,
      };
    },
  };
}

const pageOf = (tableId: string): string =>
  `https://ec.europa.eu/eurostat/databrowser/view/${encodeURIComponent(tableId.toLowerCase())}/default/table?lang=en`;

/** Filters repeat their parameter. Those of time exclude each other, and a dimension that is taken whole needs none. */
function parametersOf({ dimensions }: CellQuery): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = { format: 'JSON', lang: 'EN' };
  for (const dimension of dimensions) {
    const { code, role, codes, isAll } = dimension;
    if (role === DimensionRole.TIME) Object.assign(parameters, timeOf(dimension));
    else if (!isAll || codes.length === 1) parameters[code] = [...codes];
  }
  return parameters;
}

function timeOf({ codes, isAll }: AskedDimension): Record<string, string | string[]> {
  const [first, last] = [codes[0], codes.at(-1)];
  if (isAll && codes.length > 1) return {};
  if (first !== undefined && last !== undefined && codes.length > 1) {
    const between = periodsBetween(first, last);
    const isSpan = between.length === codes.length && between.every((code, at) => code === codes[at]);
    if (isSpan) return { sinceTimePeriod: first, untilTimePeriod: last };
  }
  return { time: [...codes] };
}

/**
 * A filter value that a dataset does not know is dropped without a word, and the answer is then of another thing. A
 * period that is missing has no numbers; periods that were not asked for are left out.
 */
function complete(cube: JsonStatCube, { dimensions }: CellQuery): JsonStatCube {
  for (const { code, role, codes } of dimensions) {
    if (role === DimensionRole.TIME) continue;
    const came = cube.dimensions.find(({ id }) => id.toLowerCase() === code.toLowerCase());
    // Nothing came of a dimension of size 0; the other filters tell why.
    const missing = came ? codes.filter((one) => !came.codes.includes(one)) : [];
    if (missing.length === 0) continue;
    throw new SourceError(
      eurostat.id,
      'SOURCE_BAD_RESPONSE',
      `knows no ${code} of ${missing.length} that were asked for`,
    );
  }
  return cube;
}
