import { z } from 'zod';
import {
  type CollectionItem,
  type CubeCells,
  type CubeDimension,
  type CubeRole,
  type CubeUnit,
  emptyCells,
  type JsonStat,
  type JsonStatCube,
  sizeOf,
} from './cube.ts';
import { NumberList, NumbersByCell, SymbolPlaces } from './read-cells.ts';

/** A body is no JSON-stat that can be read; `path` says where. */
export class JsonStatError extends Error {
  override readonly name = 'JsonStatError';
  constructor(
    readonly path: readonly (string | number)[],
    message: string,
  ) {
    super(message);
  }
}

export interface DecodeOptions {
  /** Cells of a dataset at most; a larger one is refused before anything is allocated. */
  maxCells?: number;
  /** False leaves the cells out: for an answer that is asked for its categories. */
  cells?: boolean;
}

const MAX_CELLS = 2_000_000;
/** The class is optional in PxWeb's older answers. */
const CLASSES = new Set(['dataset', 'dimension', 'collection']);

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads JSON-stat 2.0: datasets, dimensions and collections. A dataset of version 1, which lies in an envelope, is
 * unwrapped. Cells are read with loops over typed arrays, since a schema for each of a million values takes seconds.
 */
export function decodeJsonStat(data: unknown, options: DecodeOptions = {}): JsonStat {
  const root = fieldsOf(data, []);
  refuseErrors(root);
  const kind = root['class'];
  if (typeof kind === 'string' && !CLASSES.has(kind)) fail(['class'], 'is no class of JSON-stat');
  if (kind === 'collection') return collectionOf(root, options);
  if (kind === 'dimension')
    return { class: 'dimension', dimension: dimensionOf(textOf(root['label']) ?? '', root, null, []) };
  if (root['dimension'] === undefined) return { class: 'dataset', dataset: firstVersion(root, options) };
  return { class: 'dataset', dataset: datasetOf(root, options, []) };
}

/** Decodes a dataset, as PxWeb and Eurostat send it; its errors are issues of the schema. */
export function jsonStatDataset(options: DecodeOptions = {}) {
  return z.unknown().transform((data, context): JsonStatCube => {
    try {
      const read = decodeJsonStat(data, options);
      if (read.class === 'dataset') return read.dataset;
      context.addIssue({ code: 'custom', message: 'is no dataset', path: ['class'] });
    } catch (error) {
      if (!(error instanceof JsonStatError)) throw error;
      context.addIssue({ code: 'custom', message: error.message, path: [...error.path] });
    }
    return z.NEVER;
  });
}

function fail(path: Path, message: string): never {
  throw new JsonStatError(path, message);
}

/** Eurostat says errors and warnings in the place of a dataset, also with status 200. */
function refuseErrors(root: Fields): void {
  if (root['dimension'] !== undefined || root['class'] !== undefined) return;
  if (root['error'] !== undefined) fail(['error'], 'is an error in the place of a dataset');
  if (root['warning'] !== undefined) fail(['warning'], 'is a warning in the place of a dataset');
}

function collectionOf(root: Fields, options: DecodeOptions): JsonStat {
  const link = root['link'] === undefined ? {} : fieldsOf(root['link'], ['link']);
  const listed = link['item'] === undefined ? [] : listOf(link['item'], ['link', 'item']);
  const items = listed.map((item, at): CollectionItem => {
    const path = ['link', 'item', at];
    const fields = fieldsOf(item, path);
    const kind = textOf(fields['class']);
    const isEmbedded = kind === 'dataset' && fields['dimension'] !== undefined;
    const isDimension = kind === 'dimension' && fields['category'] !== undefined;
    return {
      class: kind,
      label: textOf(fields['label']),
      href: textOf(fields['href']),
      dataset: isEmbedded ? datasetOf(fields, options, path) : null,
      dimension: isDimension ? dimensionOf(textOf(fields['label']) ?? '', fields, null, path) : null,
    };
  });
  return { class: 'collection', label: textOf(root['label']), href: textOf(root['href']), items };
}

/** Version 1 wraps the dataset in a field of any name, and holds `id`, `size` and `role` inside `dimension`. */
function firstVersion(root: Fields, options: DecodeOptions): JsonStatCube {
  const [name] = Object.keys(root).filter((key) => isFields(root[key]) && isFields(root[key]['dimension']));
  if (name === undefined) fail(['dimension'], 'is missing');
  const dataset = fieldsOf(root[name], [name]);
  const dimension = fieldsOf(dataset['dimension'], [name, 'dimension']);
  const { id, size, role } = dimension;
  return datasetOf({ ...dataset, id, size, role }, options, [name]);
}

function datasetOf(
  root: Fields,
  { maxCells = MAX_CELLS, cells = true }: DecodeOptions,
  path: Path,
): JsonStatCube {
  const ids = listOf(root['id'], [...path, 'id']).map((id, at) =>
    typeof id === 'string' ? id : fail([...path, 'id', at], 'is no text'),
  );
  const sizes = listOf(root['size'], [...path, 'size']);
  if (sizes.length !== ids.length) fail([...path, 'size'], 'has another length than id');
  if (new Set(ids).size !== ids.length) fail([...path, 'id'], 'names a dimension twice');
  const described = fieldsOf(root['dimension'], [...path, 'dimension']);
  const dimensions = ids.map((id, at) => {
    const size = sizes[at];
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
      fail([...path, 'size', at], 'is no count');
    const where = [...path, 'dimension', id];
    if (!Object.hasOwn(described, id)) fail(where, 'is missing');
    return dimensionOf(id, fieldsOf(described[id], where), size, where);
  });
  return {
    label: textOf(root['label']),
    source: textOf(root['source']),
    updated: instantOf(root['updated']),
    href: textOf(root['href']),
    notes: textsOf(root['note']),
    dimensions,
    roles: rolesOf(root['role'], ids),
    link: root['link'] ?? null,
    extension: isFields(root['extension']) ? root['extension'] : {},
    cells: cells ? cellsOf(root, sizeOf(dimensions), maxCells, path) : null,
  };
}

function rolesOf(role: unknown, ids: readonly string[]): Readonly<Record<CubeRole, readonly string[]>> {
  const stated = isFields(role) ? role : {};
  const of = (name: CubeRole) => textsOf(stated[name]).filter((id) => ids.includes(id));
  return { time: of('time'), geo: of('geo'), metric: of('metric') };
}

function dimensionOf(id: string, fields: Fields, size: number | null, path: Path): CubeDimension {
  const category = fieldsOf(fields['category'], [...path, 'category']);
  const labels = byCode(category['label'], textOf);
  const codes = codesOf(category['index'], labels, [...path, 'category', 'index']);
  if (size !== null && codes.length !== size) fail([...path, 'category'], 'has another size than the cube');
  return {
    id,
    label: textOf(fields['label'])?.trim() ?? null,
    codes,
    labels,
    units: byCode(category['unit'], unitOf),
    notes: textsOf(fields['note']),
    categoryNotes: byCode(category['note'], nonEmptyTexts),
    children: byCode(category['child'], nonEmptyTexts),
    coordinates: byCode(category['coordinates'], (value): readonly [number, number] | null => {
      if (!Array.isArray(value)) return null;
      const [longitude, latitude]: unknown[] = value;
      return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
    }),
    href: textOf(fields['href']),
    link: fields['link'] ?? null,
    extension: isFields(fields['extension']) ? fields['extension'] : {},
  };
}

/**
 * Codes in the order of their index, never in that of the keys: JavaScript lists keys such as `10` before `01`. Without
 * an index the one code is that of the label.
 */
function codesOf(index: unknown, labels: ReadonlyMap<string, string>, path: Path): string[] {
  if (index === undefined || index === null) return [...labels.keys()];
  if (Array.isArray(index)) {
    const codes = index.map((code: unknown, at) =>
      typeof code === 'string' ? code : fail([...path, at], 'is no code'),
    );
    if (new Set(codes).size !== codes.length) fail(path, 'names a code twice');
    return codes;
  }
  const places = Object.entries(fieldsOf(index, path));
  const codes = new Array<string | undefined>(places.length).fill(undefined);
  for (const [code, place] of places) {
    if (typeof place !== 'number' || !Number.isInteger(place) || place < 0 || place >= places.length)
      fail([...path, code], 'is no place');
    if (codes[place] !== undefined) fail([...path, code], 'has the place of another code');
    codes[place] = code;
  }
  // Every place is taken exactly once here.
  return codes.flatMap((code) => code ?? []);
}

function cellsOf(root: Fields, size: number, maxCells: number, path: Path): CubeCells | null {
  const { value, status } = root;
  const isMetadata = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isMetadata && size > 0 && (status === undefined || status === null)) return null;
  if (size > maxCells) fail([...path, 'size'], `holds more than ${maxCells} cells`);
  const valuePath = [...path, 'value'];
  const statusPath = [...path, 'status'];
  if (value instanceof NumberList && value.values.length !== size)
    fail(valuePath, 'has another length than the cube');
  const cells = value instanceof NumberList ? { ...emptyCells(0), values: value.values } : emptyCells(size);
  if (value instanceof NumbersByCell) placeNumbers(value, cells.values, valuePath);
  else if (!(value instanceof NumberList)) readValues(value ?? [], cells, valuePath);
  if (status instanceof SymbolPlaces) return { ...cells, ...placedSymbols(status, size, statusPath) };
  const { symbols } = cells;
  return { ...cells, statuses: statusesOf(status, size, symbols, statusPath), symbols };
}

function placeNumbers({ cells, values }: NumbersByCell, into: Float64Array, path: Path): void {
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? 0;
    if (cell >= into.length) fail([...path, String(cell)], 'is no cell of the cube');
    into[cell] = values[at] ?? Number.NaN;
  }
}

function placedSymbols(
  { cells, places, symbols }: SymbolPlaces,
  size: number,
  path: Path,
): Pick<CubeCells, 'statuses' | 'symbols'> {
  if (cells === null) {
    if (places.length !== size) fail(path, 'has another length than the cube');
    // A copy: the list of the reader is as large as the text allows.
    return { statuses: symbols.length > 0 ? places.slice() : null, symbols };
  }
  const statuses = new Uint8Array(size);
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] ?? 0;
    if (cell >= size) fail([...path, String(cell)], 'is no cell of the cube');
    statuses[cell] = places[at] ?? 0;
  }
  return { statuses: symbols.length > 0 ? statuses : null, symbols };
}

function readValues(value: unknown, cells: CubeCells & { texts: Map<number, string> }, path: Path): void {
  const { values, texts } = cells;
  const set = (cell: number, one: unknown) => {
    if (typeof one === 'number') values[cell] = one;
    else if (typeof one === 'string') texts.set(cell, one);
    else if (one !== null) fail([...path, cell], 'is no value');
  };
  if (Array.isArray(value)) {
    // A list of one stands for all cells, as the reference toolkit reads it.
    if (value.length === 1 && values.length > 1) {
      for (let cell = 0; cell < values.length; cell++) set(cell, value[0]);
      return;
    }
    if (value.length !== values.length && value.length > 0) fail(path, 'has another length than the cube');
    for (let cell = 0; cell < value.length; cell++) {
      const one: unknown = value[cell];
      if (typeof one === 'number') values[cell] = one;
      else if (one !== null) set(cell, one);
    }
    return;
  }
  const byCell = fieldsOf(value, path);
  for (const key in byCell) set(cellOf(key, values.length, path), byCell[key]);
}

function statusesOf(status: unknown, size: number, symbols: string[], path: Path): Uint16Array | null {
  if (status === undefined || status === null) return null;
  const known = new Map<string, number>();
  const statuses = new Uint16Array(size);
  let hasAny = false;
  const set = (cell: number, symbol: unknown) => {
    if (symbol === null || symbol === undefined || symbol === '') return;
    if (typeof symbol !== 'string') fail([...path, cell], 'is no status');
    let place = known.get(symbol);
    if (place === undefined) {
      if (symbols.length === 0xffff) fail(path, 'has too many different values');
      place = symbols.push(symbol);
      known.set(symbol, place);
    }
    statuses[cell] = place;
    hasAny = true;
  };
  const isForAll = typeof status === 'string' || (Array.isArray(status) && status.length === 1 && size > 1);
  if (isForAll) {
    const one: unknown = Array.isArray(status) ? status[0] : status;
    for (let cell = 0; cell < size; cell++) set(cell, one);
  } else if (Array.isArray(status)) {
    if (status.length !== size) fail(path, 'has another length than the cube');
    for (let cell = 0; cell < size; cell++) set(cell, status[cell]);
  } else {
    // Not `Object.entries`, which makes a list of pairs: there may be as many as cells.
    const byCell = fieldsOf(status, path);
    for (const key in byCell) set(cellOf(key, size, path), byCell[key]);
  }
  return hasAny ? statuses : null;
}

function cellOf(key: string, size: number, path: Path): number {
  const cell = Number(key);
  if (!/^\d+$/.test(key) || cell >= size) fail([...path, key], 'is no cell of the cube');
  return cell;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldsOf(value: unknown, path: Path): Fields {
  return isFields(value) ? value : fail(path, 'is no object');
}

function listOf(value: unknown, path: Path): readonly unknown[] {
  return Array.isArray(value) ? value : fail(path, 'is no list');
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** PxWeb pads labels with blanks. */
function byCode<T>(value: unknown, read: (one: unknown) => T | null): Map<string, T> {
  const found = new Map<string, T>();
  if (!isFields(value)) return found;
  for (const [code, one] of Object.entries(value)) {
    const item = read(one);
    if (item !== null) found.set(code, item);
  }
  return found;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function nonEmptyTexts(value: unknown): string[] | null {
  const texts = textsOf(value);
  return texts.length > 0 ? texts : null;
}

function unitOf(value: unknown): CubeUnit | null {
  if (!isFields(value)) return null;
  const { decimals, multiplier, position } = value;
  return {
    base: textOf(value['base']),
    label: textOf(value['label']),
    symbol: textOf(value['symbol']),
    position: position === 'start' || position === 'end' ? position : null,
    multiplier: typeof multiplier === 'number' ? multiplier : null,
    decimals: typeof decimals === 'number' ? decimals : null,
  };
}

/** Eurostat writes the offset without a colon, and PxWeb the year 9999 for a date that it could not read. */
function instantOf(value: unknown): string | null {
  const text = textOf(value)?.replace(/([+-]\d{2})(\d{2})$/, (all, hours, minutes) =>
    all.length === 5 && /T/.test(String(value)) ? `${hours}:${minutes}` : all,
  );
  if (!text || text.startsWith('9999') || Number.isNaN(Date.parse(text))) return null;
  return text;
}
