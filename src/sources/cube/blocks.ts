import { entity } from '../../entities/node.ts';
import { DataState, Provenance } from '../../entities/provenance.ts';
import { DimensionRole } from '../../entities/statistics-vocabulary.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { type Clock, seconds, systemClock } from '../../upstream/time.ts';
import {
  type CubeCells,
  type CubeUnit,
  emptyCells,
  type JsonStatCube,
  statusAt,
  stridesOf,
} from '../formats/json-stat/cube.ts';
import { type AskedDimension, type CellQuery, cellsIn } from './table.ts';

/** The cells of one request, as the agency gave them. */
export interface Block {
  cube: JsonStatCube;
  provenance: Provenance;
}

/** The cells of a selection, from one request or from several. */
export interface FetchedCells {
  cells: CubeCells;
  /** What the agency says with the numbers, in the language of the request. */
  units: ReadonlyMap<string, ReadonlyMap<string, CubeUnit>>;
  notes: readonly string[];
  statusLabels: ReadonlyMap<string, string>;
  provenance: Provenance;
}

/** A selection in parts that each hold at most so many cells: cut along the largest dimension that is no metric. */
export function splitQuery(
  dimensions: readonly AskedDimension[],
  maxCells: number,
): (readonly AskedDimension[])[] {
  const size = cellsIn(dimensions);
  if (size <= maxCells) return [dimensions];
  const longest = largestDimension(dimensions);
  if (!longest || longest.codes.length < 2) return [dimensions];
  const perCode = size / longest.codes.length;
  const count = Math.max(1, Math.floor(maxCells / perCode));
  const parts: (readonly AskedDimension[])[] = [];
  for (let from = 0; from < longest.codes.length; from += count) {
    const codes = longest.codes.slice(from, from + count);
    const part = dimensions.map((one) => (one === longest ? { ...one, codes, isAll: false } : one));
    parts.push(...splitQuery(part, maxCells));
  }
  return parts;
}

/** The dimension to cut along, or to narrow: the largest, and a metric only where nothing else has two categories. */
export function largestDimension<D extends { role: DimensionRole; codes: readonly string[] }>(
  dimensions: readonly D[],
): D | null {
  const many = dimensions.filter(({ codes }) => codes.length > 1);
  const cuttable = many.filter(({ role }) => role !== DimensionRole.METRIC);
  const candidates = cuttable.length > 0 ? cuttable : many;
  return candidates.reduce<D | null>(
    (largest, one) => (largest && largest.codes.length >= one.codes.length ? largest : one),
    null,
  );
}

/** The only code of the contents variable that PxWeb adds to a table without one. */
export const ELIMINATED_VALUE = 'EliminatedValue';

/** Answers of a larger selection are kept in this process alone. */
const MAX_STORED = 100_000;
const TRIES = 3;
/** The window of SCB, for an answer 429 that does not say when to come back. */
const DEFAULT_WAIT_SECONDS = 10;

interface Fetching {
  maxCells: number;
  ask(query: CellQuery, call: Call): Promise<Block>;
  clock?: Clock;
}

/**
 * Fetches a selection in as many requests as the agency's limit demands, one after the other, and puts the blocks
 * together. Finished blocks stay in the cache, so a request that is refused in the middle loses nothing.
 */
export async function fetchCells(
  query: CellQuery,
  { maxCells, ask, clock = systemClock }: Fetching,
  call: Call,
): Promise<FetchedCells> {
  const target = new Target(query);
  const isOfFile = cellsIn(query.dimensions) > MAX_STORED;
  let waiting = splitQuery(query.dimensions, maxCells);
  for (let refusals = 0; ; ) {
    const [dimensions, ...others] = waiting;
    if (!dimensions) return target.finished();
    try {
      target.add(await patiently(() => ask({ ...query, dimensions, isOfFile }, call), call, clock));
      waiting = others;
    } catch (error) {
      const half = Math.ceil(cellsIn(dimensions) / 2);
      if (!isTooLarge(error) || half < 2 || refusals === MAX_REFUSALS) throw error;
      refusals++;
      waiting = waiting.flatMap((one) => splitQuery(one, half));
    }
  }
}

/** A host that counts otherwise than it states may refuse a part; each refusal halves what is left. */
const MAX_REFUSALS = 4;

/** PxWeb 1 says 403 and Eurostat 413 for too many cells; PxWeb 2 says 400 with a title. */
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof SourceError)) return false;
  const { refusedWith, reason } = error;
  return refusedWith === 403 || refusedWith === 413 || /^too many (cells|values)/i.test(reason ?? '');
}

/** Waits where the agency says that its limit is reached, as long as the client's request allows. */
async function patiently(ask: () => Promise<Block>, call: Call, clock: Clock): Promise<Block> {
  for (let round = 1; ; round++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof SourceError) || error.code !== 'SOURCE_RATE_LIMITED' || round === TRIES)
        throw error;
      const wait = seconds(error.retryAfterSeconds ?? DEFAULT_WAIT_SECONDS);
      if (clock.now() + wait >= call.deadline) throw error;
      await clock.sleep(wait, call.signal);
      if (call.signal.aborted) throw error;
    }
  }
}

/** The whole selection, filled block by block. */
class Target {
  private readonly cells;
  private readonly symbolPlaces = new Map<string, number>();
  private readonly places: ReadonlyMap<string, ReadonlyMap<string, number>>;
  private readonly strides: readonly number[];
  private readonly units = new Map<string, Map<string, CubeUnit>>();
  private readonly notes = new Set<string>();
  private readonly statusLabels = new Map<string, string>();
  private readonly provenances: Provenance[] = [];

  constructor(private readonly query: CellQuery) {
    const { dimensions } = query;
    this.cells = emptyCells(cellsIn(dimensions));
    this.strides = stridesOf(dimensions);
    this.places = new Map(
      dimensions.map(({ code, codes }) => [code, new Map(codes.map((one, place) => [one, place]))]),
    );
  }

  add({ cube, provenance }: Block): void {
    this.provenances.push(provenance);
    for (const note of cube.notes) this.notes.add(note);
    for (const [symbol, label] of statusLabelsOf(cube)) this.statusLabels.set(symbol, label);
    for (const { id, units } of cube.dimensions) {
      const known = this.units.get(id) ?? new Map<string, CubeUnit>();
      for (const [code, unit] of units) known.set(code, unit);
      this.units.set(id, known);
    }
    const offsets = this.offsetsOf(cube, provenance.sourceId);
    if (cube.cells) this.copy(cube.cells, offsets);
  }

  finished(): FetchedCells {
    return {
      cells: this.cells,
      units: this.units,
      notes: [...this.notes],
      statusLabels: this.statusLabels,
      provenance: joinedProvenance(this.provenances),
    };
  }

  /** For each dimension of the block, how far each of its categories lies from the first cell of the whole. */
  private offsetsOf({ dimensions }: JsonStatCube, sourceId: string): number[][] {
    const wrong = (detail: string) =>
      new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', detail, { isShape: true });
    const named = new Map(dimensions.map((one) => [one.id.toLowerCase(), one]));
    for (const { code } of this.query.dimensions) {
      // A dimension that has vanished stands for its total, which was not asked for.
      if (!named.has(code.toLowerCase())) throw wrong('left out a dimension that was asked for');
    }
    return dimensions.map(({ id, codes }) => {
      const at = this.query.dimensions.findIndex(({ code }) => code.toLowerCase() === id.toLowerCase());
      const asked = this.query.dimensions[at];
      if (!asked) {
        // PxWeb adds a contents variable of one category to a table that has none.
        if (codes.length > 1) throw wrong('added a dimension that was not asked for');
        return codes.map(() => 0);
      }
      const places = this.places.get(asked.code);
      const stride = this.strides[at] ?? 1;
      // Some hosts give this code in the place of the one contents code that was asked for.
      if (codes.length === 1 && codes[0] === ELIMINATED_VALUE && asked.codes.length === 1) return [0];
      return codes.map((code) => {
        const place = places?.get(code);
        if (place === undefined) throw wrong('sent categories that were not asked for');
        return place * stride;
      });
    });
  }

  private copy(block: CubeCells, offsets: readonly number[][]): void {
    const { cells } = this;
    const count = block.values.length;
    const places = offsets.map(() => 0);
    let to = offsets.reduce((sum, list) => sum + (list[0] ?? 0), 0);
    for (let cell = 0; cell < count; cell++) {
      cells.values[to] = block.values[cell] ?? Number.NaN;
      if (block.statuses?.[cell]) this.setStatus(to, statusAt(block, cell));
      // Like an odometer: the last dimension turns first.
      for (let at = offsets.length - 1; at >= 0; at--) {
        const list = offsets[at];
        const place = places[at] ?? 0;
        if (!list) continue;
        to -= list[place] ?? 0;
        const next = place + 1 < list.length ? place + 1 : 0;
        places[at] = next;
        to += list[next] ?? 0;
        if (next > 0) break;
      }
    }
    for (const [cell, text] of block.texts) {
      const target = this.cellOf(cell, offsets);
      cells.texts.set(target, text);
    }
  }

  private cellOf(cell: number, offsets: readonly number[][]): number {
    let rest = cell;
    let to = 0;
    for (let at = offsets.length - 1; at >= 0; at--) {
      const list = offsets[at] ?? [0];
      to += list[rest % list.length] ?? 0;
      rest = Math.floor(rest / list.length);
    }
    return to;
  }

  private setStatus(cell: number, symbol: string | null): void {
    if (symbol === null) return;
    const { cells } = this;
    let place = this.symbolPlaces.get(symbol);
    if (place === undefined) {
      place = cells.symbols.push(symbol);
      this.symbolPlaces.set(symbol, place);
    }
    cells.statuses ??= new Uint16Array(cells.values.length);
    cells.statuses[cell] = place;
  }
}

/** Eurostat explains its flags in the answer. */
function statusLabelsOf({ extension }: JsonStatCube): [string, string][] {
  const { status } = extension;
  if (typeof status !== 'object' || status === null || !('label' in status)) return [];
  const { label } = status;
  if (typeof label !== 'object' || label === null) return [];
  return Object.entries(label).flatMap(([symbol, text]): [string, string][] =>
    typeof text === 'string' ? [[symbol, text]] : [],
  );
}

/** The least fresh of several answers speaks for all of them. */
const byFreshness = [DataState.SAMPLE, DataState.STALE, DataState.CACHED, DataState.LIVE] as const;

export function joinedProvenance(all: readonly Provenance[]): Provenance {
  const [first] = all;
  if (!first) throw new TypeError('no answer to speak for');
  const state = byFreshness.find((one) => all.some((provenance) => provenance.state === one)) ?? first.state;
  const times = all.flatMap(({ retrievedAt }) => (retrievedAt ? [retrievedAt.getTime()] : []));
  const retrievedAt = times.length > 0 ? new Date(Math.min(...times)) : null;
  return entity(Provenance, { ...first, state, retrievedAt });
}
