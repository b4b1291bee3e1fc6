/** The unit of a category of a metric dimension. */
export interface CubeUnit {
  /** “per cent”, “number”; null where the producer gives none. */
  base: string | null;
  label: string | null;
  symbol: string | null;
  /** Where the symbol stands. */
  position: 'start' | 'end' | null;
  /** Power of ten that the numbers are given in. */
  multiplier: number | null;
  decimals: number | null;
}

export interface CubeDimension {
  id: string;
  label: string | null;
  /** Codes in the order of their index. */
  codes: readonly string[];
  /** By code; a code without a label is its own label. */
  labels: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, CubeUnit>;
  notes: readonly string[];
  /** Notes of single categories. */
  categoryNotes: ReadonlyMap<string, readonly string[]>;
  /** Codes below a code, for a hierarchy. */
  children: ReadonlyMap<string, readonly string[]>;
  /** Longitude and latitude. */
  coordinates: ReadonlyMap<string, readonly [number, number]>;
  href: string | null;
  /** The producer's own. */
  link: unknown;
  extension: Readonly<Record<string, unknown>>;
}

export type CubeRole = 'time' | 'geo' | 'metric';

/** What a dataset says beside its cells. */
export interface CubeFacts {
  label: string | null;
  source: string | null;
  /** ISO 8601, a day or an instant, as JavaScript reads it. */
  updated: string | null;
  href: string | null;
  notes: readonly string[];
  dimensions: readonly CubeDimension[];
  /** Dimension ids by role; only what the producer states. */
  roles: Readonly<Record<CubeRole, readonly string[]>>;
  link: unknown;
  extension: Readonly<Record<string, unknown>>;
}

/** The cells of a cube in row-major order: the last dimension varies fastest. */
export interface CubeCells {
  /** NaN is “no number”; JSON has no NaN, so no value is lost. */
  values: Float64Array;
  /** The few values that are texts. */
  texts: ReadonlyMap<number, string>;
  /** Place of a status in `symbols`, from 1; 0 is no status. Null where no cell has one. */
  statuses: Uint8Array | Uint16Array | null;
  symbols: readonly string[];
}

/** A JSON-stat 2.0 dataset. `cells` is null where only metadata was asked for. */
export interface JsonStatCube extends CubeFacts {
  cells: CubeCells | null;
}

/** An item of a collection: what it embeds, or only where it is. */
export interface CollectionItem {
  class: string | null;
  label: string | null;
  href: string | null;
  dataset: JsonStatCube | null;
  dimension: CubeDimension | null;
}

export type JsonStat =
  | { class: 'dataset'; dataset: JsonStatCube }
  | { class: 'dimension'; dimension: CubeDimension }
  | { class: 'collection'; label: string | null; href: string | null; items: readonly CollectionItem[] };

/** Cells of all combinations of categories. */
export function sizeOf(dimensions: readonly { codes: readonly string[] }[]): number {
  return dimensions.reduce((size, { codes }) => size * codes.length, 1);
}

/** How many cells lie between two categories of each dimension. */
export function stridesOf(dimensions: readonly { codes: readonly string[] }[]): number[] {
  const strides = new Array<number>(dimensions.length).fill(1);
  for (let at = dimensions.length - 2; at >= 0; at--)
    strides[at] = (strides[at + 1] ?? 1) * (dimensions[at + 1]?.codes.length ?? 1);
  return strides;
}

/** The category of a cell in each dimension, by its place there. Writes into `places`. */
export function placesOf(
  cell: number,
  dimensions: readonly { codes: readonly string[] }[],
  places: number[],
): number[] {
  let rest = cell;
  for (let at = dimensions.length - 1; at >= 0; at--) {
    const length = dimensions[at]?.codes.length ?? 1;
    places[at] = rest % length;
    rest = Math.floor(rest / length);
  }
  return places;
}

/** The number of a cell; null for “no number”, never 0. */
export function valueAt({ values }: CubeCells, cell: number): number | null {
  const value = values[cell];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** The raw status of a cell, also beside a number. */
export function statusAt({ statuses, symbols }: CubeCells, cell: number): string | null {
  const place = statuses?.[cell] ?? 0;
  return place === 0 ? null : (symbols[place - 1] ?? null);
}

/** Cells without a number and without a status. */
export function emptyCells(size: number): CubeCells & { symbols: string[]; texts: Map<number, string> } {
  return { values: new Float64Array(size).fill(Number.NaN), texts: new Map(), statuses: null, symbols: [] };
}
