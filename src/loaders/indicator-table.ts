import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import type { Place } from '../entities/place.ts';
import type { Provenance } from '../entities/provenance.ts';
import {
  Cube,
  type CubeContent,
  type Dimension,
  type Indicator,
  IndicatorTable,
  type Point,
} from '../entities/statistics.ts';
import { DimensionRole, ObservationStatus } from '../entities/statistics-vocabulary.ts';
import { failureIn } from '../sources/across/ask-each.ts';
import { failureOf } from '../sources/across/list.ts';
import { cursorOver } from '../sources/cube/cell-blocks.ts';
import { csvOf } from '../sources/cube/csv.ts';
import type { IndicatorDefinition } from '../sources/cube/indicator-file.ts';
import { periodOf } from '../sources/cube/period.ts';
import { TooManyCellsError } from '../sources/cube/selection-error.ts';
import { type StatusMeaning, statusText } from '../sources/cube/status.ts';
import { emptyCells, placesOf } from '../sources/formats/json-stat/cube.ts';
import { encodeDataset } from '../sources/formats/json-stat/encode.ts';
import type { SourceError } from '../upstream/errors.ts';
import { hasPlace, type IndicatorLoaders, type IndicatorSeries, type Span } from './indicators.ts';
import { dimensionEntity } from './statistics.ts';

interface Wanted {
  definitions: readonly IndicatorDefinition[];
  places: readonly Place[];
  span: Span;
  maxCells: number;
}

/** What came of a table of indicators, and which agencies failed. */
export interface TableAnswer {
  value: IndicatorTable | null;
  failures: SourceError[];
}

/**
 * A rectangle of indicators, places and periods, by one request to each table. A combination without a number has a
 * row too. An agency that fails leaves its rows without numbers.
 */
export async function indicatorTable(
  { indicatorSeries, indicatorOf }: Pick<IndicatorLoaders, 'indicatorSeries' | 'indicatorOf'>,
  { definitions, places, span, maxCells }: Wanted,
): Promise<TableAnswer> {
  const failures = new Map<string, SourceError>();
  const failed = new Set<string>();
  const asked = await Promise.all(
    definitions.flatMap((definition) =>
      places.map(async (place) => {
        try {
          const series = hasPlace(definition, place)
            ? await indicatorSeries(definition.slug, place.key, span)
            : null;
          return { definition, place, series };
        } catch (error) {
          failures.set(definition.agency, failureIn(definition.agency, error));
          failed.add(definition.slug);
          return { definition, place, series: null };
        }
      }),
    ),
  );
  if (failed.size === definitions.length) return { value: null, failures: [...failures.values()] };

  const periods = periodsOf(
    asked.flatMap(({ series }) => series?.points ?? []),
    span,
  );
  const size = definitions.length * places.length * periods.length;
  if (size > maxCells) {
    const [largest, count] =
      places.length > periods.length ? ['places', places.length] : ['periods', periods.length];
    throw new TooManyCellsError(size, maxCells, String(largest), Number(count), null);
  }
  const rectangle = new Rectangle(definitions, places, periods);
  const provenances = new Map<string, Provenance>();
  for (const { definition, place, series } of asked) {
    rectangle.add(definition, place, series);
    if (series && !provenances.has(definition.slug)) provenances.set(definition.slug, series.provenance);
  }
  const provenance = [...provenances.values()];
  const [first] = provenance;
  if (!first) return { value: null, failures: [...failures.values()] };
  const cube = entity(Cube, {
    placeScheme: 'scb',
    content: rectangle.content(),
    dimensions: rectangle.dimensions,
    size,
    eliminated: [],
    defaulted: [],
    notes: [],
    provenance: first,
  });
  const value = entity(IndicatorTable, {
    cube,
    placeKeys: places.map(({ key }) => key),
    indicators: definitions.map(
      (one): Indicator => indicatorOf(one, one.onlyPlace ?? places[0]?.key ?? 'SE'),
    ),
    periods,
    failures: [...failures.values()].map(failureOf),
    provenance,
  });
  return { value, failures: [...failures.values()] };
}

const unavailable: StatusMeaning = {
  kinds: [ObservationStatus.NOT_AVAILABLE],
  text: statusText([ObservationStatus.NOT_AVAILABLE]),
};

/** Periods of all series in the order of time; those outside of the span are left out. */
function periodsOf(points: readonly Point[], { from, to }: Span): string[] {
  const start = from === null ? null : periodOf(from).start;
  const end = to === null ? null : periodOf(to).end;
  const found = new Map<string, string>();
  for (const { period, periodStart, periodEnd } of points) {
    if (start !== null && (periodStart ?? '') < start) continue;
    if (end !== null && (periodEnd ?? '') > end) continue;
    found.set(period, `${periodEnd ?? ''} ${periodStart ?? ''}`);
  }
  return [...found].sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([period]) => period);
}

class Rectangle {
  readonly dimensions: Dimension[];
  private readonly cells;
  private readonly axes;
  private readonly meanings = new Map<number, StatusMeaning>();
  private readonly symbols = new Map<string, number>();

  constructor(
    private readonly definitions: readonly IndicatorDefinition[],
    private readonly places: readonly Place[],
    private readonly periods: readonly string[],
  ) {
    const units = new Map(definitions.map(({ slug, unit }) => [slug, { label: unit, decimals: null }]));
    const side = (code: string, role: DimensionRole, labels: ReadonlyMap<string, string>) => ({
      code,
      label: code,
      role,
      required: true,
      codes: [...labels.keys()],
      labels,
      units: role === DimensionRole.METRIC ? units : new Map<string, { label: string; decimals: null }>(),
      codelists: [],
    });
    this.axes = [
      side(
        'indicator',
        DimensionRole.METRIC,
        new Map(definitions.map(({ slug, label }) => [slug, label.sv])),
      ),
      side('place', DimensionRole.GEO, new Map(places.map(({ key, name }) => [key, name]))),
      side('period', DimensionRole.TIME, new Map(periods.map((period) => [period, period]))),
    ];
    const origin = { agency: '', tableId: '', language: Language.SV };
    this.dimensions = this.axes.map((axis) => dimensionEntity(axis, { ...origin, dimension: axis.code }));
    this.cells = emptyCells(definitions.length * places.length * periods.length);
    this.cells.statuses = new Uint16Array(this.cells.values.length);
  }

  add(definition: IndicatorDefinition, place: Place, series: IndicatorSeries | null): void {
    const row = this.definitions.indexOf(definition) * this.places.length + this.places.indexOf(place);
    const columns = new Map(this.periods.map((period, at) => [period, at]));
    for (const { period, value, status, statusKinds } of series?.points ?? []) {
      const column = columns.get(period);
      if (column === undefined) continue;
      const cell = row * this.periods.length + column;
      this.cells.values[cell] = value ?? Number.NaN;
      if (status !== null && this.cells.statuses) this.cells.statuses[cell] = this.symbolPlace(status);
      if (statusKinds.length > 0)
        this.meanings.set(cell, { kinds: statusKinds, text: statusText(statusKinds) });
    }
  }

  private symbolPlace(symbol: string): number {
    const known = this.symbols.get(symbol) ?? this.cells.symbols.push(symbol);
    this.symbols.set(symbol, known);
    return known;
  }

  content(): CubeContent {
    const { axes, cells, meanings } = this;
    const valueAt = (cell: number) => {
      const value = cells.values[cell];
      return value === undefined || Number.isNaN(value) ? null : value;
    };
    return {
      valueAt,
      statusAt: (cell) => cells.symbols[(cells.statuses?.[cell] ?? 0) - 1] ?? null,
      meaningAt: (cell) =>
        meanings.get(cell) ?? (valueAt(cell) === null ? unavailable : { kinds: [], text: {} }),
      placesOf: (cell) => placesOf(cell, axes, []),
      jsonStat: () =>
        encodeDataset({
          label: null,
          source: null,
          updated: null,
          href: null,
          notes: [],
          roles: { time: ['period'], geo: ['place'], metric: ['indicator'] },
          link: null,
          extension: {},
          cells,
          dimensions: axes.map(({ code, label, codes, labels }) => ({
            id: code,
            label,
            codes,
            labels,
            units: new Map(),
            notes: [],
            categoryNotes: new Map(),
            children: new Map(),
            coordinates: new Map(),
            href: null,
            link: null,
            extension: {},
          })),
        }),
      csv: () => [...csvOf(axes, cursorOver(cells))].join(''),
    };
  }
}
