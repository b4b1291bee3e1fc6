import DataLoader from 'dataloader';
import type { Content } from '../content/snapshot.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { Place } from '../entities/place.ts';
import type { Provenance } from '../entities/provenance.ts';
import { Indicator, Point } from '../entities/statistics.ts';
import { DimensionRole, type ObservationStatus } from '../entities/statistics-vocabulary.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { type FetchedCells, fetchCells } from '../sources/cube/blocks.ts';
import { fetchCube } from '../sources/cube/fetch-cube.ts';
import { type IndicatorDefinition, servedIndicators } from '../sources/cube/indicator-file.ts';
import { periodOf } from '../sources/cube/period.ts';
import { commonPeriod, periodsUntil } from '../sources/cube/period-codes.ts';
import { codesOfPlace } from '../sources/cube/place-codes.ts';
import type { DimensionChoice } from '../sources/cube/selection.ts';
import { statusMeaning } from '../sources/cube/status.ts';
import type { AskedDimension, TableFacts } from '../sources/cube/table.ts';
import { statusAt, stridesOf, valueAt } from '../sources/formats/json-stat/cube.ts';
import { firstLanguage, type StatisticsOperations } from '../sources/kinds/statistics.ts';
import type { Sources } from '../sources/open-sources.ts';
import { entryOf } from '../text/entry-of.ts';
import type { Call } from '../upstream/call.ts';
import { gather } from './gather.ts';

/** Which periods of a series are wanted; the last ones where nothing is said. */
export interface Span {
  from: string | null;
  to: string | null;
  /** So many of the last ones, where they are more than are asked for anyway. */
  last?: number | null;
}

interface SeriesKey extends Span {
  slug: string;
  placeKey: string;
}

/** The points of one indicator and place, the oldest first. */
export interface IndicatorSeries {
  points: Point[];
  provenance: Provenance;
}

/** Periods that are asked for where a client names none: enough to find the last one of a place that lags. */
const recent: Readonly<Record<string, number>> = { MONTH: 24, QUARTER: 12, YEAR: 8 };
const otherRecent = 24;

/** Countries that Eurostat compares with Sweden, and regions whose employment services the content names. */
const abroad: ReadonlyMap<string, { name: string; kind: PlaceKind }> = new Map([
  ['NO', { name: 'Norge', kind: PlaceKind.COUNTRY }],
  ['FI', { name: 'Finland', kind: PlaceKind.COUNTRY }],
  ['DK', { name: 'Danmark', kind: PlaceKind.COUNTRY }],
  ['EE', { name: 'Estland', kind: PlaceKind.COUNTRY }],
  ['DE', { name: 'Tyskland', kind: PlaceKind.COUNTRY }],
  ['BE1', { name: 'Bryssel', kind: PlaceKind.REGION }],
  ['BE2', { name: 'Flandern', kind: PlaceKind.REGION }],
  ['BE3', { name: 'Vallonien', kind: PlaceKind.REGION }],
]);

const originOfAbroad = {
  file: 'reference/indicators.json',
  source: 'eurostat',
  document: 'NUTS 2024, countries and regions',
  attribution: '© European Union',
};

/** NUTS codes of the places beside Sweden that indicators have. */
export const placesAbroad = [...abroad.keys()];

/** The place of a key: Swedish, or one of those that indicators compare with. */
export function placeOfKey({ places }: Pick<Content, 'places'>, key: string): Place | null {
  const found = places.get(key);
  if (found) return found;
  const other = abroad.get(key);
  return other === undefined
    ? null
    : entity(Place, {
        ...{ key, ...other, nuts: key, taxonomyId: null, countyKey: null },
        origin: originOfAbroad,
      });
}

/** The loaders of named series. All that one answer asks of a table is one request, for all its places. */
export function indicatorLoaders(
  sources: Sources,
  content: Content,
  { maxCells, verified }: { maxCells: number; verified: ReadonlySet<string> },
  call: Call,
) {
  const agencies = new Set(sources.idsOf('STATISTICS'));
  const definitions = new Map(
    servedIndicators(verified)
      .filter(({ agency }) => agencies.has(agency))
      .map((one) => [one.slug, one]),
  );
  const tables = new Map<string, Promise<TableFacts | null>>();
  /** Also those of single occupations, which stand in no list. */
  const definitionOf = (slug: string) => definitions.get(slug) ?? ofOccupation(definitions, slug);

  const series = new DataLoader<SeriesKey, IndicatorSeries | null, string>(
    async (keys) => {
      const found = new Map<SeriesKey, IndicatorSeries | Error | null>();
      await Promise.all(
        groupsOf(keys).map(async (group) => {
          const outcome = await askGroup(group).catch((error: Error) => error);
          for (const key of group.keys)
            found.set(key, outcome instanceof Error ? outcome : (outcome.get(key) ?? null));
        }),
      );
      return keys.map((key) => found.get(key) ?? null);
    },
    gather((key: SeriesKey) => JSON.stringify([key.slug, key.placeKey, ...spanOf(key)])),
  );

  /** Series of one table that name the same dimensions: their codes together are one selection. */
  function groupsOf(keys: readonly SeriesKey[]): Group[] {
    const groups = new Map<string, Group>();
    for (const key of keys) {
      const definition = definitionOf(key.slug);
      if (!definition) continue;
      const joins = sources.member('STATISTICS', definition.agency)?.operations.joinsTables ?? false;
      const table = joins ? '*' : definition.table;
      const sides = Object.keys(definition.select).sort();
      const name = JSON.stringify([definition.agency, table, sides, spanOf(key), definition.time]);
      const group = groups.get(name) ?? { definitions: [], keys: [] };
      groups.set(name, group);
      group.keys.push(key);
      if (!group.definitions.includes(definition)) group.definitions.push(definition);
    }
    return [...groups.values()].flatMap((group) => bounded(group));
  }

  /** Codes of indicators that differ much would multiply to far more cells than are needed. */
  function bounded(group: Group): Group[] {
    const sides = new Map<string, Set<string>>();
    for (const { select } of group.definitions)
      for (const [code, values] of Object.entries(select))
        sides.set(code, new Set([...(sides.get(code) ?? []), ...values]));
    const combinations = [...sides.values()].reduce((product, { size }) => product * size, 1);
    if (combinations <= 4 * group.definitions.length) return [group];
    return group.definitions.map((definition) => ({
      definitions: [definition],
      keys: group.keys.filter(({ slug }) => slug === definition.slug),
    }));
  }

  async function askGroup({
    definitions: wanted,
    keys,
  }: Group): Promise<Map<SeriesKey, IndicatorSeries | null>> {
    const [first] = wanted;
    const source = first && sources.member('STATISTICS', first.agency);
    if (!first || !source) return new Map();
    const { operations } = source;
    const places = [...new Set(keys.map(({ placeKey }) => placeKey))].flatMap(
      (key) => placeOfKey(content, key) ?? [],
    );
    const asked = operations.takesAnyPeriod
      ? await askDirectly(operations, wanted, places, keys)
      : await askByTable(operations, wanted, places, keys);
    if (!asked) return new Map();
    return new Map(keys.map((key) => [key, read(key, operations, asked)]));
  }

  /** Without the table: an answer names what it knows, and a period that it lacks has no number. */
  async function askDirectly(
    operations: StatisticsOperations,
    wanted: readonly IndicatorDefinition[],
    places: readonly Place[],
    [key]: readonly SeriesKey[],
  ): Promise<Asked | null> {
    const [first] = wanted;
    if (!first || !key) return null;
    const tableId = [...new Set(wanted.map(({ table }) => table))].sort().join(',');
    const side = (code: string, role: DimensionRole, codes: readonly string[]): AskedDimension => ({
      code,
      role,
      codes: [...new Set(codes)],
      isAll: false,
      codelist: null,
    });
    const selected = unionOf(wanted).map(([code, codes]) => side(code, DimensionRole.CLASSIFICATION, codes));
    const metric = operations.joinsTables ? [side('kpi', DimensionRole.METRIC, tableId.split(','))] : [];
    const codes = places.flatMap((place) => codesOfPlace(operations.placeScheme, place).slice(0, 1));
    const placed = first.place === undefined ? [] : [side(first.place, DimensionRole.GEO, codes.sort())];
    const periods = periodsIn(first, key);
    if ((first.place !== undefined && codes.length === 0) || periods.length === 0) return null;
    const dimensions = [...metric, ...selected, ...placed, side(first.time, DimensionRole.TIME, periods)];
    const fetched = await fetchCells(
      { tableId, dimensions },
      { maxCells: operations.maxCells(), ask: (part, asking) => operations.cells(part, asking) },
      call,
    );
    return { fetched, dimensions, labels: new Map() };
  }

  /** With the table, since PxWeb refuses a request for a code that it does not know. */
  async function askByTable(
    operations: StatisticsOperations,
    wanted: readonly IndicatorDefinition[],
    places: readonly Place[],
    [key]: readonly SeriesKey[],
  ): Promise<Asked | null> {
    const [first] = wanted;
    if (!first || !key) return null;
    const table = await tableOf(operations, first);
    if (!table) return null;
    const placeCodes = table.dimensions.find(({ code }) => code === first.place)?.codes ?? [];
    const known = new Set(placeCodes);
    const codes = places.flatMap(
      (place) => codesOfPlace(operations.placeScheme, place).find((code) => known.has(code)) ?? [],
    );
    if (first.place !== undefined && codes.length === 0) return null;
    const periods: DimensionChoice =
      key.from === null && key.to === null
        ? { dimension: first.time, top: countOf(first, key) }
        : { dimension: first.time, from: key.from, to: key.to };
    const choices: DimensionChoice[] = [
      ...unionOf(wanted).map(([dimension, values]) => ({ dimension, values })),
      ...(first.place === undefined ? [] : [{ dimension: first.place, values: codes }]),
      periods,
    ];
    const cube = await fetchCube({ source: operations, table, choices, maxCells }, call);
    const labels =
      table.dimensions.find(({ code }) => code === first.time)?.labels ?? new Map<string, string>();
    return { fetched: cube, dimensions: cube.selection.dimensions, labels };
  }

  function tableOf(operations: StatisticsOperations, { agency, table }: IndicatorDefinition) {
    const key = `${agency} ${table}`;
    const known = tables.get(key) ?? operations.table(table, firstLanguage(operations), call);
    tables.set(key, known);
    return known;
  }

  function read(key: SeriesKey, operations: StatisticsOperations, asked: Asked): IndicatorSeries | null {
    const definition = definitionOf(key.slug);
    const place = placeOfKey(content, key.placeKey);
    if (!definition || !place) return null;
    const { fetched, dimensions, labels } = asked;
    const strides = stridesOf(dimensions);
    let base = 0;
    let timeAt = -1;
    for (const [at, { code, role, codes }] of dimensions.entries()) {
      if (code === definition.time) {
        timeAt = at;
        continue;
      }
      const wanted =
        code === definition.place
          ? codesOfPlace(operations.placeScheme, place)
          : role === DimensionRole.METRIC && operations.joinsTables
            ? [definition.table]
            : (definition.select[code] ?? codes);
      // A function such as `top(1)` has become the one code that it stands for.
      const found = codes.findIndex((one) => wanted.includes(one));
      const chosen = found >= 0 ? found : codes.length === 1 && code !== definition.place ? 0 : -1;
      if (chosen < 0) return null;
      base += chosen * (strides[at] ?? 1);
    }
    const time = dimensions[timeAt];
    if (!time) return null;
    const points = time.codes.map((code, at) =>
      pointAt(fetched, base + at * (strides[timeAt] ?? 1), code, labels.get(code) ?? null, operations),
    );
    points.sort((one, other) => ((one.periodStart ?? '') < (other.periodStart ?? '') ? -1 : 1));
    return { points: withoutEmptyEnds(points), provenance: fetched.provenance };
  }

  const indicatorOf = (definition: IndicatorDefinition, placeKey: string): Indicator =>
    entity(Indicator, {
      key: `${definition.slug}@${placeKey}`,
      slug: definition.slug,
      label: { [Language.SV]: definition.label.sv, [Language.EN]: definition.label.en },
      definition: { [Language.SV]: definition.definition.sv, [Language.EN]: definition.definition.en },
      unit: definition.unit,
      basis: definition.basis,
      agency: definition.agency,
      tableId: definition.table,
      placeKey,
    });

  return {
    indicatorSlugs: () => [...definitions.keys()],
    indicatorDefinition: (slug: string) => definitionOf(slug) ?? null,
    indicatorOf,
    /** Indicators that say how it is where an employment service works, by the NUTS code of its area. */
    indicatorsOfServiceArea(nuts: string): Indicator[] {
      const place = placeOfKey(content, nuts);
      if (!place) return [];
      return [...definitions.values()]
        .filter((one) => one.topics.includes('public-employment-service') && hasPlace(one, place))
        .map((one) => indicatorOf(one, place.key));
    },
    /** Indicators that have numbers of a place. */
    indicatorsOfPlace: (place: Place): Indicator[] =>
      [...definitions.values()]
        .filter((one) => hasPlace(one, place))
        .map((one) => indicatorOf(one, place.key)),
    /** Indicators of a topic, each of the country, or of the one place that it is of. */
    indicatorsOfTopic: (topic: string | null): Indicator[] =>
      [...definitions.values()]
        .filter(({ topics }) => topic === null || topics.includes(topic))
        .map((one) => indicatorOf(one, one.onlyPlace ?? 'SE')),
    indicatorSeries: (slug: string, placeKey: string, span: Span): Promise<IndicatorSeries | null> =>
      series.load({ slug, placeKey, ...span }),
  };
}

export type IndicatorLoaders = ReturnType<typeof indicatorLoaders>;

/** `pay-2512`, `pay-2512-women` and `employed-2512`: the numbers of one occupation of SSYK 2012, by the tables of another. */
const OCCUPATION_SLUG = /^(pay|employed)-(\d{4})(?:-(women|men))?$/;
const templates: Readonly<Record<string, string>> = {
  pay: 'pay-software-developers',
  employed: 'employed-software-developers',
};

function ofOccupation(
  definitions: ReadonlyMap<string, IndicatorDefinition>,
  slug: string,
): IndicatorDefinition | undefined {
  const [, what = '', code = '', sex] = OCCUPATION_SLUG.exec(slug) ?? [];
  const template = definitions.get(entryOf(templates, what) ?? '');
  if (!template) return undefined;
  const isPay = what === 'pay';
  const ofSex = sex === 'women' ? ['2'] : sex === 'men' ? ['1'] : null;
  const [sv, en] = isPay ? ['Lön', 'Pay'] : ['Anställda', 'Employees'];
  return {
    ...template,
    slug,
    label: { sv: `${sv}, SSYK ${code}`, en: `${en}, SSYK ${code}` },
    definition: {
      sv: template.definition.sv.replace('2512', code),
      en: template.definition.en.replace('2512', code),
    },
    select: { ...template.select, Yrke2012: [code], ...(ofSex && { Kon: ofSex }) },
    topics: [],
  };
}

interface Group {
  definitions: IndicatorDefinition[];
  keys: SeriesKey[];
}

interface Asked {
  fetched: FetchedCells;
  dimensions: readonly AskedDimension[];
  /** Labels of the periods. */
  labels: ReadonlyMap<string, string>;
}

const spanOf = ({ from, to, last }: Span) => [from, to, last ?? null];

/** Periods to ask for where a span has no beginning. */
function countOf({ frequency }: IndicatorDefinition, { last }: Span): number {
  return Math.max(entryOf(recent, frequency) ?? otherRecent, last ?? 0);
}

/** Whether an indicator has numbers of a place. */
export function hasPlace({ onlyPlace, levels, abroad: others }: IndicatorDefinition, place: Place): boolean {
  if (onlyPlace !== undefined) return onlyPlace === place.key;
  if (abroad.has(place.key)) return others?.includes(place.key) ?? false;
  return levels?.includes(place.kind) ?? true;
}

/** The codes of each dimension that any of the indicators selects. */
function unionOf(definitions: readonly IndicatorDefinition[]): [string, string[]][] {
  const sides = new Map<string, Set<string>>();
  for (const { select } of definitions)
    for (const [code, values] of Object.entries(select))
      sides.set(code, new Set([...(sides.get(code) ?? []), ...values]));
  return [...sides].map(([code, values]) => [code, [...values].sort()]);
}

/** The periods of a span, as they may be: those that the agency lacks have no numbers. */
function periodsIn(definition: IndicatorDefinition, span: Span): string[] {
  const { frequency } = definition;
  const { from, to } = span;
  const until = to === null ? new Date() : new Date(periodOf(to).end ?? Date.now());
  if (from === null) return periodsUntil(until, frequency, countOf(definition, span));
  const start = periodOf(from).start ?? '';
  const years = until.getUTCFullYear() - Number(start.slice(0, 4)) + 1;
  if (!(years > 0)) return [];
  return periodsUntil(until, frequency, years * 12).filter((code) => (periodOf(code).start ?? '') >= start);
}

function pointAt(
  { blocks, statusLabels }: FetchedCells,
  cell: number,
  code: string,
  label: string | null,
  { statusScheme }: StatisticsOperations,
): Point {
  const cells = blocks.whole();
  const value = valueAt(cells, cell);
  const status = statusAt(cells, cell) ?? cells.texts.get(cell) ?? null;
  const { start, end } = periodOf(code, label);
  const statusKinds: ObservationStatus[] = statusMeaning(
    statusScheme,
    status,
    value !== null,
    statusLabels,
  ).kinds;
  return entity(Point, {
    period: commonPeriod(code, label),
    periodStart: start,
    periodEnd: end,
    value,
    status,
    statusKinds,
  });
}

/** Periods before the first and after the last that say anything were never published. */
function withoutEmptyEnds(points: readonly Point[]): Point[] {
  const says = (point: Point) => point.value !== null || point.status !== null;
  const first = points.findIndex(says);
  const last = points.findLastIndex(says);
  return first < 0 ? [] : points.slice(first, last + 1);
}
