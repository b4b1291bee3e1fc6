import { entity } from '../../entities/node.ts';
import { DataState, Provenance } from '../../entities/provenance.ts';
import { DimensionRole } from '../../entities/statistics-vocabulary.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { type Clock, seconds, systemClock } from '../../upstream/time.ts';
import type { CubeUnit, JsonStatCube } from '../formats/json-stat/cube.ts';
import { CellBlocks } from './cell-blocks.ts';
import { type AskedDimension, type CellQuery, cellsIn } from './table.ts';

/** The cells of one request, as the agency gave them. */
export interface Block {
  cube: JsonStatCube;
  provenance: Provenance;
}

/** The cells of a selection, from one request or from several. */
export interface FetchedCells {
  blocks: CellBlocks;
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

/** Answers of a larger selection are kept in this process alone. */
const MAX_STORED = 100_000;
/** Cells of one part of a file: with a status in each, their text is 2 MB. */
const MAX_OF_FILE_PART = 100_000;
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
  const blocks = new CellBlocks(query.dimensions);
  const facts = new Facts();
  const isOfFile = cellsIn(query.dimensions) > MAX_STORED;
  let waiting = splitQuery(query.dimensions, isOfFile ? Math.min(maxCells, MAX_OF_FILE_PART) : maxCells);
  for (let refusals = 0; ; ) {
    const [dimensions, ...others] = waiting;
    if (!dimensions) return { blocks, ...facts.finished() };
    try {
      const block = await patiently(() => ask({ ...query, dimensions, isOfFile }, call), call, clock);
      blocks.add(block.cube, block.provenance.sourceId);
      facts.add(block);
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

/** What the agency says with the numbers, gathered from all its answers. */
class Facts {
  private readonly units = new Map<string, Map<string, CubeUnit>>();
  private readonly notes = new Set<string>();
  private readonly statusLabels = new Map<string, string>();
  private readonly provenances: Provenance[] = [];

  add({ cube, provenance }: Block): void {
    this.provenances.push(provenance);
    for (const note of cube.notes) this.notes.add(note);
    for (const [symbol, label] of statusLabelsOf(cube)) this.statusLabels.set(symbol, label);
    for (const { id, units } of cube.dimensions) {
      const known = this.units.get(id) ?? new Map<string, CubeUnit>();
      for (const [code, unit] of units) known.set(code, unit);
      this.units.set(id, known);
    }
  }

  finished(): Omit<FetchedCells, 'blocks'> {
    return {
      units: this.units,
      notes: [...this.notes],
      statusLabels: this.statusLabels,
      provenance: joinedProvenance(this.provenances),
    };
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
