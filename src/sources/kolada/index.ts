import { Language } from '../../entities/language.ts';
import { entity } from '../../entities/node.ts';
import { DataState, Provenance } from '../../entities/provenance.ts';
import { DimensionRole, PeriodKind } from '../../entities/statistics-vocabulary.ts';
import type { Call } from '../../upstream/call.ts';
import { path } from '../../upstream/path.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { LookUp, Upstream } from '../../upstream/upstream.ts';
import { joinedProvenance } from '../cube/blocks.ts';
import type { CellQuery, TableCard, TableDimension, TableFacts } from '../cube/table.ts';
import { batchesOf } from '../formats/batches.ts';
import { emptyCells, type JsonStatCube, stridesOf } from '../formats/json-stat/cube.ts';
import { instantInUtc } from '../formats/partial-date.ts';
import type { StatisticsOperations } from '../kinds/statistics.ts';
import { defineSource } from '../source.ts';
import { type Kpi, kpis, municipalities, type Row, rows, unitOf } from './decode.ts';
import { samples } from './sample.ts';

/** Kolada: key figures of every Swedish municipality and region. Open, no key. */
export const kolada = defineSource({
  id: 'kolada',
  kind: 'STATISTICS',
  name: 'Kolada',
  publisher: 'Rådet för främjande av kommunala analyser (RKA)',
  homepage: 'https://www.kolada.se',
  documentation: 'https://api.kolada.se/v3/docs',
  licence: 'free use; name the source: Kolada',
  attribution: 'Källa: Kolada',
  country: 'SE',
  baseUrl: 'https://api.kolada.se/v3',
  // None is published; clients keep to five a second.
  budget: { limit: 5, windowSeconds: 1 },
  concurrency: 4,
  timeoutMs: seconds(9),
  maxBytes: 16 * 1024 * 1024,
  freshFor: hours(6),
  usableFor: days(60),
  // More than 5000 key figures are two pages; a key figure also needs the places and its years.
  requests: { tables: 2, table: 3 },
  identifiers: ['scb-place', 'kolada-kpi'],
  samples,
  open,
});

/** Ids in one part of a path. */
const BATCH = 25;
const PAGE = 5000;
/** A list that names ever new pages has no end. */
const MAX_PAGES = 20;
const CELLS = 100_000;
const GENDERS: readonly [string, string][] = [
  ['T', 'Totalt'],
  ['K', 'Kvinnor'],
  ['M', 'Män'],
];
/** The country, a region of each kind and the largest municipalities: what any of them has a year of is asked. */
const PROBE = ['0000', '0001', '0012', '0014', '0180', '0380', '1280', '1480', '2480'];

interface Pages<T> {
  values: T[];
  provenance: Provenance;
}
const kpisOf = (asked: readonly string[]) => ({
  asked,
  of: ({ values }: PageOf<Row>) => values.map(({ kpi }) => [kpi]),
});
type PageOf<T> = { values: T[]; next_url: string | null };

function open(upstream: Upstream): StatisticsOperations {
  // A card lives as long as the decoded page stays in the cache, and with it what is known of its words.
  const cardsOfPage = new WeakMap<object, TableCard[]>();

  return {
    languages: [Language.SV],
    placeScheme: 'kolada',
    statusScheme: 'kolada',
    joinsTables: true,
    takesAnyPeriod: true,
    repeatsTableId: true,
    maxCells: () => CELLS,

    async tables(_query, call) {
      const { values, provenance } = await pages(
        upstream,
        { operation: 'kpis', path: 'kpi', decode: kpis, echo: null },
        call,
      );
      let cards = cardsOfPage.get(values[0] ?? values);
      if (!cards) {
        cards = values.map(cardOf);
        if (values[0]) cardsOfPage.set(values[0], cards);
      }
      return { cards, provenance };
    },

    async table(tableId, _language, call) {
      const ids = idsOf(tableId);
      const [found, places, years] = await Promise.all([
        pages(
          upstream,
          {
            operation: 'kpi',
            path: path`kpi/${ids.toSorted()}`,
            decode: kpis,
            echo: { asked: ids, of: ({ values }) => values.map(({ id }) => [id]) },
          },
          call,
          true,
        ),
        pages(
          upstream,
          { operation: 'municipalities', path: 'municipality', decode: municipalities, echo: null },
          call,
        ),
        pages(
          upstream,
          {
            operation: 'data',
            path: path`data/kpi/${ids.toSorted()}/municipality/${PROBE}`,
            decode: rows,
            echo: kpisOf(ids),
          },
          call,
          true,
        ),
      ]);
      // Unknown ids are left out of an answer without a word.
      const known = ids.flatMap((id) => found.values.find((kpi) => kpi.id === id) ?? []);
      if (ids.length === 0 || known.length !== ids.length) return null;
      return tableOf(tableId, known, places.values, years.values, found.provenance);
    },

    async cells(query, call) {
      const of = (role: DimensionRole) => query.dimensions.find((one) => one.role === role)?.codes ?? [];
      const ids = of(DimensionRole.METRIC).length > 0 ? of(DimensionRole.METRIC) : idsOf(query.tableId);
      const paths = pathsOf(ids, of(DimensionRole.GEO), of(DimensionRole.TIME));
      const found = await Promise.all(
        paths.map((one) =>
          pages(upstream, { operation: 'data', path: one, decode: rows, echo: kpisOf(ids) }, call, true),
        ),
      );
      const provenance = joinedProvenance(found.map((one) => one.provenance));
      return {
        cube: cubeOf(
          query,
          found.flatMap(({ values }) => values),
        ),
        provenance,
      };
    },

    repeatable(query) {
      const of = (role: DimensionRole) => query.dimensions.find((one) => one.role === role)?.codes ?? [];
      const [first] = pathsOf(of(DimensionRole.METRIC), of(DimensionRole.GEO), of(DimensionRole.TIME));
      return { method: 'GET', url: first ?? '', body: null };
    },
  };
}

/** All pages of a list. With `mayLack` a 404, which some unknown ids give, is an empty list. */
async function pages<T>(
  upstream: Upstream,
  request: Pick<LookUp<PageOf<T>>, 'operation' | 'path' | 'decode' | 'echo'>,
  call: Call,
  mayLack = false,
): Promise<Pages<T>> {
  const values: T[] = [];
  const provenances: Provenance[] = [];
  for (let page = 1; page <= MAX_PAGES; ) {
    const wanted = {
      ...request,
      query: { page, per_page: PAGE },
      freshFor: request.operation === 'data' ? hours(6) : hours(24),
    };
    const answer = mayLack ? await upstream.find(wanted, call) : await upstream.get(wanted, call);
    if (!answer) break;
    values.push(...answer.value.values);
    provenances.push(answer.provenance);
    const next = nextPage(answer.value.next_url);
    // An address that repeats would never end.
    if (next === null || next <= page) break;
    page = next;
  }
  const provenance = provenances.length > 0 ? joinedProvenance(provenances) : nothing(upstream.id);
  return { values, provenance };
}

/** The API names the whole address; only the page of it is taken, since a deployment may ask another host. */
function nextPage(url: string | null): number | null {
  const page = url && /[?&]page=(\d+)/.exec(url)?.[1];
  return page ? Number(page) : null;
}

function nothing(sourceId: string): Provenance {
  const { licence, attribution } = kolada;
  return entity(Provenance, {
    sourceId,
    url: null,
    retrievedAt: null,
    state: DataState.LIVE,
    licence,
    attribution,
    locator: null,
  });
}

const idsOf = (tableId: string): string[] =>
  [...new Set(tableId.split(',').map((id) => id.trim()))].filter((id) => id !== '');

/**
 * The addresses of a selection, sorted, so that equal requests have equal addresses, and as few as the API allows: 25 ids in each part of a path, or all places at once by
 * leaving their part out. A page holds 5000 rows, which count too.
 */
export function pathsOf(
  ids: readonly string[],
  places: readonly string[],
  years: readonly string[],
): (string | null)[] {
  const byKpi = batchesOf(ids.toSorted(), BATCH);
  const byPlace = batchesOf(places.toSorted(), BATCH);
  const byYear = batchesOf(years.toSorted(), BATCH);
  const allPlaces = 312;
  const requests = (kpiCount: number, placeCount: number, yearCount: number) =>
    Math.max(1, Math.ceil((kpiCount * placeCount * yearCount) / PAGE));
  const whole = byKpi.flatMap((kpi) => byYear.map((year) => requests(kpi.length, allPlaces, year.length)));
  const parted = byKpi.flatMap((kpi) =>
    byPlace.flatMap((place) => byYear.map((year) => requests(kpi.length, place.length, year.length))),
  );
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  if (sum(whole) < sum(parted))
    return byKpi.flatMap((kpi) => byYear.map((year) => path`data/kpi/${kpi}/year/${year}`));
  return byKpi.flatMap((kpi) =>
    byPlace.flatMap((place) =>
      byYear.map((year) => path`data/kpi/${kpi}/municipality/${place}/year/${year}`),
    ),
  );
}

function cardOf({ id, title, description, operating_area, publication_date, publ_period }: Kpi): TableCard {
  const updated = instantInUtc(publication_date);
  return {
    tableId: id,
    title,
    language: Language.SV,
    keywords: [operating_area ?? '', description ?? ''],
    frequency: PeriodKind.YEAR,
    updatedAt: updated && !Number.isNaN(updated.getTime()) ? updated : null,
    firstPeriod: null,
    lastPeriod: publ_period,
    discontinued: false,
  };
}

function tableOf(
  tableId: string,
  known: readonly Kpi[],
  places: readonly { id: string; title: string; type: string | null }[],
  probed: readonly Row[],
  provenance: Provenance,
): TableFacts {
  const [first] = known;
  const card = first ? cardOf(first) : null;
  if (!card) throw new TypeError('a table has a key figure');
  const years = [...new Set(probed.map(({ period }) => String(period)))].sort();
  const isDivided = known.some((kpi) => kpi.is_divided_by_gender);
  const genders = isDivided ? GENDERS : GENDERS.slice(0, 1);
  const sorted = places.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const side = (
    code: string,
    label: string,
    role: DimensionRole,
    labels: readonly [string, string][],
  ): TableDimension => ({
    code,
    label,
    role,
    required: role === DimensionRole.GEO || role === DimensionRole.TIME || labels.length > 1,
    codes: labels.map(([one]) => one),
    labels: new Map(labels),
    units: new Map(),
    codelists: [],
  });
  return {
    ...card,
    tableId,
    title: known.map(({ title }) => title).join('; '),
    firstPeriod: years[0] ?? null,
    lastPeriod: years.at(-1) ?? null,
    dimensions: [
      {
        ...side(
          'kpi',
          'nyckeltal',
          DimensionRole.METRIC,
          known.map(({ id, title }) => [id, title]),
        ),
        units: new Map(known.map(({ id, title }) => [id, { label: unitOf(title), decimals: null }])),
      },
      side(
        'municipality',
        'kommun eller region',
        DimensionRole.GEO,
        sorted.map(({ id, title }) => [id, title]),
      ),
      // Left out it is the total.
      { ...side('gender', 'kön', DimensionRole.CLASSIFICATION, genders), required: false },
      side(
        'period',
        'år',
        DimensionRole.TIME,
        years.map((year) => [year, year]),
      ),
    ],
    // Long Swedish prose that ends with the producer: a definition, not a label.
    notes: known.flatMap(({ description }) => (description ? [{ text: description, mandatory: false }] : [])),
    webUrl: null,
    nextRelease: null,
    provenance,
  };
}

/** Rows as a cube over what was asked for; a combination without a row has no number. */
function cubeOf({ dimensions }: CellQuery, found: readonly Row[]): JsonStatCube {
  const cells = emptyCells(dimensions.reduce((product, { codes }) => product * codes.length, 1));
  const statuses = new Uint16Array(cells.values.length);
  const strides = stridesOf(dimensions);
  const places = dimensions.map(({ codes }) => new Map(codes.map((code, at) => [code, at])));
  const asksGender = dimensions.some(({ code }) => code === 'gender');
  for (const { kpi, municipality, period, values } of found) {
    for (const { gender, value, status, isdeleted } of values) {
      if (isdeleted || (!asksGender && gender !== 'T')) continue;
      const codes: Readonly<Record<string, string>> = { kpi, municipality, gender, period: String(period) };
      let cell = 0;
      for (const [at, { code }] of dimensions.entries())
        cell += (places[at]?.get(codes[code] ?? '') ?? Number.NaN) * (strides[at] ?? 1);
      // The answer may hold places that were not asked for.
      if (Number.isNaN(cell)) continue;
      cells.values[cell] = value ?? Number.NaN;
      if (!status) continue;
      const known = cells.symbols.indexOf(status);
      statuses[cell] = known < 0 ? cells.symbols.push(status) : known + 1;
    }
  }
  return {
    label: null,
    source: null,
    updated: null,
    href: null,
    notes: [],
    roles: { time: ['period'], geo: ['municipality'], metric: ['kpi'] },
    link: null,
    extension: {},
    dimensions: dimensions.map(({ code, codes }) => ({
      id: code,
      label: null,
      codes,
      labels: new Map(),
      units: new Map(),
      notes: [],
      categoryNotes: new Map(),
      children: new Map(),
      coordinates: new Map(),
      href: null,
      link: null,
      extension: {},
    })),
    cells: { ...cells, statuses: cells.symbols.length > 0 ? statuses : null },
  };
}
