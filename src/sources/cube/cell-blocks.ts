import { SourceError } from '../../upstream/errors.ts';
import {
  type CubeCells,
  emptyCells,
  type JsonStatCube,
  statusAt,
  stridesOf,
} from '../formats/json-stat/cube.ts';
import type { AskedDimension } from './table.ts';
import { cellsIn } from './table.ts';

/** One cell after the other in row-major order. What it shows changes with each step, so that no cell is an object. */
export interface CellCursor {
  /** Goes to the next cell, at first to the first; false behind the last one. */
  next(): boolean;
  /** NaN for “no number”. */
  readonly value: number;
  readonly status: string | null;
  /** A text in the place of a number. */
  readonly text: string | undefined;
}

/** The only code of the contents variable that PxWeb adds to a table without one. */
export const ELIMINATED_VALUE = 'EliminatedValue';

interface Placed {
  cells: CubeCells;
  /** For each dimension of the selection, how far each of its categories lies from the block's first cell; -1 for one that it has not. */
  offsets: readonly Int32Array[];
}

/**
 * The cells of a selection where they came, in the answers of one or several requests. The answers stay in the cache as
 * well, so a file of a million cells takes their memory once.
 */
export class CellBlocks {
  private readonly blocks: Placed[] = [];
  private readonly places: readonly ReadonlyMap<string, number>[];
  private joined: CubeCells | null = null;

  constructor(private readonly dimensions: readonly AskedDimension[]) {
    this.places = dimensions.map(({ codes }) => new Map(codes.map((code, place) => [code, place])));
  }

  get hasStatuses(): boolean {
    return this.blocks.some(({ cells }) => cells.statuses !== null);
  }

  /** Refuses a block of other categories than were asked for. */
  add(cube: JsonStatCube, sourceId: string): void {
    const offsets = this.offsetsOf(cube, sourceId);
    if (cube.cells) this.blocks.push({ cells: cube.cells, offsets });
  }

  inOrder(): CellCursor {
    return new BlockCursor(this.blocks, this.dimensions);
  }

  /** All cells in one list: those of the answer itself, where it is the only one and has the order of the selection. */
  whole(): CubeCells {
    this.joined ??= this.ordered() ?? this.copied();
    return this.joined;
  }

  private ordered(): CubeCells | null {
    const [only, another] = this.blocks;
    if (!only || another || only.cells.values.length !== cellsIn(this.dimensions)) return null;
    const strides = stridesOf(this.dimensions);
    const isOrdered = only.offsets.every((offsets, at) =>
      offsets.every((offset, place) => offset === place * (strides[at] ?? 1)),
    );
    return isOrdered ? only.cells : null;
  }

  private copied(): CubeCells {
    const cells = emptyCells(cellsIn(this.dimensions));
    const places = new Map<string, number>();
    const statuses = this.hasStatuses ? new Uint16Array(cells.values.length) : null;
    const cursor = this.inOrder();
    for (let cell = 0; cursor.next(); cell++) {
      cells.values[cell] = cursor.value;
      const { status, text } = cursor;
      if (text !== undefined) cells.texts.set(cell, text);
      if (status === null || !statuses) continue;
      const place = places.get(status) ?? cells.symbols.push(status);
      places.set(status, place);
      statuses[cell] = place;
    }
    return { ...cells, statuses };
  }

  private offsetsOf({ dimensions }: JsonStatCube, sourceId: string): Int32Array[] {
    const wrong = (detail: string) =>
      new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', detail, { isShape: true });
    const indexOf = (id: string) =>
      this.dimensions.findIndex(({ code }) => code.toLowerCase() === id.toLowerCase());
    const strides = stridesOf(dimensions);
    const offsets = new Map<number, Int32Array>();
    for (const [at, { id, codes }] of dimensions.entries()) {
      const asked = indexOf(id);
      if (asked < 0) {
        // PxWeb adds a contents variable of one category to a table that has none.
        if (codes.length > 1) throw wrong('added a dimension that was not asked for');
        continue;
      }
      const places = this.places[asked] ?? new Map<string, number>();
      // Some hosts give this code in the place of the one contents code that was asked for.
      const isEliminated = codes.length === 1 && codes[0] === ELIMINATED_VALUE && places.size === 1;
      const found = new Int32Array(this.dimensions[asked]?.codes.length ?? 0).fill(-1);
      for (const [index, code] of codes.entries()) {
        const place = isEliminated ? 0 : places.get(code);
        if (place === undefined) throw wrong('sent categories that were not asked for');
        found[place] = index * (strides[at] ?? 1);
      }
      offsets.set(asked, found);
    }
    return this.dimensions.map((_, at) => {
      const found = offsets.get(at);
      // A dimension that has vanished stands for its total, which was not asked for.
      if (!found) throw wrong('left out a dimension that was asked for');
      return found;
    });
  }
}

class BlockCursor implements CellCursor {
  value = Number.NaN;
  status: string | null = null;
  text: string | undefined;
  private readonly places: Int32Array;
  private readonly sizes: readonly number[];
  private left: number;
  private isBefore = true;
  private current = 0;

  constructor(
    private readonly blocks: readonly Placed[],
    dimensions: readonly AskedDimension[],
  ) {
    this.sizes = dimensions.map(({ codes }) => codes.length);
    this.places = new Int32Array(dimensions.length);
    this.left = cellsIn(dimensions);
  }

  next(): boolean {
    if (this.left === 0) return false;
    this.left--;
    if (this.isBefore) this.isBefore = false;
    else this.turn();
    this.read();
    return true;
  }

  /** Like an odometer: the last dimension turns first. */
  private turn(): void {
    const { places, sizes } = this;
    for (let at = places.length - 1; at >= 0; at--) {
      const next = (places[at] ?? 0) + 1;
      if (next < (sizes[at] ?? 0)) {
        places[at] = next;
        return;
      }
      places[at] = 0;
    }
  }

  /** Neighbours mostly lie in the same block, or in the one after it. */
  private read(): void {
    const { blocks } = this;
    for (let tries = 0; tries < blocks.length; tries++) {
      const at = (this.current + tries) % blocks.length;
      const block = blocks[at];
      const cell = block ? this.cellIn(block) : -1;
      if (!block || cell < 0) continue;
      const { cells } = block;
      this.current = at;
      this.value = cells.values[cell] ?? Number.NaN;
      this.status = cells.statuses === null ? null : statusAt(cells, cell);
      this.text = cells.texts.size === 0 ? undefined : cells.texts.get(cell);
      return;
    }
    this.value = Number.NaN;
    this.status = null;
    this.text = undefined;
  }

  private cellIn({ offsets }: Placed): number {
    let cell = 0;
    for (let at = 0; at < offsets.length; at++) {
      const offset = offsets[at]?.[this.places[at] ?? 0] ?? -1;
      if (offset < 0) return -1;
      cell += offset;
    }
    return cell;
  }
}

/** The cells of one list. */
export function cursorOver(cells: CubeCells): CellCursor {
  return new ListCursor(cells);
}

class ListCursor implements CellCursor {
  private at = -1;

  constructor(private readonly cells: CubeCells) {}

  next(): boolean {
    return ++this.at < this.cells.values.length;
  }

  get value(): number {
    return this.cells.values[this.at] ?? Number.NaN;
  }

  get status(): string | null {
    return statusAt(this.cells, this.at);
  }

  get text(): string | undefined {
    return this.cells.texts.get(this.at);
  }
}
