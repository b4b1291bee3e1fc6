import { afterBlanks, type FieldReader, type FieldReaders } from '../../../upstream/take-fields.ts';

/** The values of a dataset, in their order; NaN for null. */
export class NumberList {
  constructor(readonly values: Float64Array) {}
}

/** The values of some cells. */
export class NumbersByCell {
  constructor(
    readonly cells: Uint32Array,
    readonly values: Float64Array,
  ) {}
}

/** A status for each cell, or for those in `cells`: its place in `symbols`, from 1; 0 is no status. */
export class SymbolPlaces {
  constructor(
    readonly cells: Uint32Array | null,
    readonly places: Uint8Array,
    readonly symbols: readonly string[],
  ) {}
}

/**
 * Reads values and statuses from the text of an answer. The parser takes an object with a key for each status, up to 100
 * bytes a cell.
 */
export const cellFields: FieldReaders = new Map<string, FieldReader>([
  ['value', readNumbers],
  ['status', readSymbols],
]);

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** A longer status is a sentence. */
const MAX_SYMBOL = 8;
const MAX_SYMBOLS = 255;
const POWERS = Array.from({ length: 16 }, (_, at) => 10 ** at);
const NUMBER = /[-+.\deE]*/y;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Where the last value, key or status ended; shared by the readers, since none of them waits. */
let end = 0;

function readNumbers(text: string, from: number): { value: NumberList | NumbersByCell; end: number } | null {
  const opening = text.charCodeAt(from);
  if (opening !== OPEN_LIST && opening !== OPEN) return null;
  const isList = opening === OPEN_LIST;
  const count = countItems(text, from, isList ? COMMA : COLON, isList ? CLOSE_LIST : CLOSE);
  const size = count === null ? 0 : isList ? count + 1 : count;
  // A list of one stands for all cells, and an empty one for none.
  if (size < 2) return null;
  const values = new Float64Array(size);
  const cells = isList ? null : new Uint32Array(size);
  let at = from + 1;
  for (let item = 0; item < size; item++) {
    at = afterBlanks(text, at);
    if (cells) {
      const cell = keyAt(text, at);
      if (cell === null) return null;
      cells[item] = cell;
      at = end;
    }
    const value = numberAt(text, at);
    if (value === null) return null;
    values[item] = value;
    at = afterBlanks(text, end);
    const next = text.charCodeAt(at++);
    if (next !== (item < size - 1 ? COMMA : isList ? CLOSE_LIST : CLOSE)) return null;
  }
  return { value: cells ? new NumbersByCell(cells, values) : new NumberList(values), end: at };
}

/** Commas of a list of numbers, or colons of an object; null where something else than numbers stands in it. */
function countItems(text: string, from: number, counted: number, closing: number): number | null {
  let count = 0;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === counted) count++;
    else if (code === closing) return count;
    else if (code === OPEN || code === OPEN_LIST || (code === QUOTE && counted === COMMA)) return null;
  }
  return null;
}

/** A number, or NaN for null; null for anything else. */
function numberAt(text: string, from: number): number | null {
  let at = from;
  const isNegative = text.charCodeAt(at) === MINUS;
  if (isNegative) at++;
  const first = at;
  let digits = 0;
  let number = 0;
  let point = -1;
  let code = text.charCodeAt(at);
  for (; ; code = text.charCodeAt(++at)) {
    if (code >= ZERO && code <= NINE) {
      number = number * 10 + (code - ZERO);
      digits++;
    } else if (code === DOT && point < 0) point = at;
    else break;
  }
  if (digits === 0) {
    if (isNegative || !text.startsWith('null', at)) return null;
    end = at + 4;
    return Number.NaN;
  }
  const decimals = point < 0 ? 0 : at - point - 1;
  const hasExponent = code === 0x65 || code === 0x45;
  const isPlain = (point < 0 || (point > first && decimals > 0)) && !hasExponent;
  const startsWell = text.charCodeAt(first) !== ZERO || at === first + 1 || point === first + 1;
  if (isPlain && startsWell && digits <= 15) {
    end = at;
    // Both are exact, so the quotient is the nearest number, as the parser's is.
    const value = decimals === 0 ? number : number / (POWERS[decimals] ?? 1);
    return isNegative ? -value : value;
  }
  NUMBER.lastIndex = from;
  const written = NUMBER.exec(text)?.[0] ?? '';
  if (!JSON_NUMBER.test(written)) return null;
  end = from + written.length;
  return Number(written);
}

/** The number of a cell as the key of an object, with its colon. */
function keyAt(text: string, from: number): number | null {
  if (text.charCodeAt(from) !== QUOTE) return null;
  let at = from + 1;
  let cell = 0;
  let code = text.charCodeAt(at);
  for (; code >= ZERO && code <= NINE; code = text.charCodeAt(++at)) cell = cell * 10 + (code - ZERO);
  if (code !== QUOTE || at === from + 1 || at > from + 10) return null;
  at = afterBlanks(text, at + 1);
  if (text.charCodeAt(at) !== COLON) return null;
  end = afterBlanks(text, at + 1);
  return cell;
}

/** Statuses as a list of texts and nulls, or as an object by cell. */
function readSymbols(text: string, from: number): { value: SymbolPlaces; end: number } | null {
  const opening = text.charCodeAt(from);
  if (opening !== OPEN_LIST && opening !== OPEN) return null;
  const isList = opening === OPEN_LIST;
  const closing = isList ? CLOSE_LIST : CLOSE;
  // The shortest items are `"",` and `"0":"",`.
  const most = Math.ceil((text.length - from) / (isList ? 3 : 7));
  const places = new Uint8Array(most);
  const cells = isList ? null : new Uint32Array(most);
  const table = new SymbolTable();
  let count = 0;
  let at = from + 1;
  for (;;) {
    at = afterBlanks(text, at);
    if (count >= most) return null;
    if (cells) {
      const cell = keyAt(text, at);
      if (cell === null) return null;
      cells[count] = cell;
      at = end;
    }
    const place = table.placeAt(text, at);
    if (place === null) return null;
    places[count++] = place;
    at = afterBlanks(text, end);
    const next = text.charCodeAt(at++);
    if (next === closing) break;
    if (next !== COMMA) return null;
  }
  // A list of one stands for all cells.
  if (count < 2) return null;
  const value = new SymbolPlaces(cells?.subarray(0, count) ?? null, places.subarray(0, count), table.symbols);
  return { value, end: at };
}

class SymbolTable {
  readonly symbols: string[] = [];
  private readonly known = new Map<string, number>();
  private last = '\0';
  private lastPlace = 0;

  /** The place of the status at `from`; 0 for null and an empty text, null for anything that is no short text. */
  placeAt(text: string, from: number): number | null {
    if (text.charCodeAt(from) !== QUOTE) {
      if (!text.startsWith('null', from)) return null;
      end = from + 4;
      return 0;
    }
    const start = from + 1;
    // Neighbours mostly have the same status, so no text is made of it.
    if (text.startsWith(this.last, start) && text.charCodeAt(start + this.last.length) === QUOTE) {
      end = start + this.last.length + 1;
      return this.lastPlace;
    }
    let at = start;
    for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(++at)) {
      // A backslash begins an escape, and what has an @ is read for contact details.
      if (code === 0x5c || code === 0x40 || !(code >= 0x20) || at - start === MAX_SYMBOL) return null;
    }
    end = at + 1;
    if (at === start) return 0;
    const symbol = text.slice(start, at);
    let place = this.known.get(symbol);
    if (place === undefined) {
      if (this.symbols.length === MAX_SYMBOLS) return null;
      place = this.symbols.push(symbol);
      this.known.set(symbol, place);
    }
    this.last = symbol;
    this.lastPlace = place;
    return place;
  }
}
