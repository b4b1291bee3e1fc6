/**
 * Reads the value of a field from the text of a JSON body, beginning at `from`: the value and where it ends. Null for a
 * value of an unusual form, which the parser then reads.
 */
export type FieldReader = (text: string, from: number) => { value: unknown; end: number } | null;

/** Readers by the name of a field at the top of a JSON body. */
export type FieldReaders = ReadonlyMap<string, FieldReader>;

interface Taken {
  name: string;
  value: unknown;
  from: number;
  end: number;
}

/**
 * A JSON body whose large fields are read from the text: the parser would make an object with a key, or a number on the
 * heap, for each item. Null for a text whose top cannot be told; the parser says what is wrong with it.
 */
export class TakenFields {
  /** The body with null in the place of each field that was taken. */
  readonly rest: string;

  private constructor(
    private readonly body: string,
    private readonly taken: readonly Taken[],
  ) {
    let rest = '';
    let from = 0;
    for (const one of taken) {
      rest += `${body.slice(from, one.from)}null`;
      from = one.end;
    }
    this.rest = rest + body.slice(from);
  }

  static of(body: string, readers: FieldReaders): TakenFields | null {
    const taken = fieldsIn(body, readers);
    return taken && taken.length > 0 ? new TakenFields(body, taken) : null;
  }

  /** Puts the values into what the parser has read of the rest. */
  putInto(data: unknown): void {
    if (!isObject(data)) return;
    for (const { name, value } of this.taken) data[name] = value;
  }

  /** The whole body again, after `data` has changed. */
  bodyOf(data: unknown): string {
    if (!isObject(data)) return JSON.stringify(data);
    const kept: Record<string, unknown> = { ...data };
    // Of a name that stands twice, the last one counts.
    const last = new Map(this.taken.map((one) => [one.name, one]));
    for (const name of last.keys()) delete kept[name];
    const parts = [...last.values()].map(
      ({ name, from, end }) => `${JSON.stringify(name)}:${this.body.slice(from, end)}`,
    );
    const others = JSON.stringify(kept).slice(1, -1);
    return `{${[others, ...parts].filter((part) => part !== '').join(',')}}`;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

function fieldsIn(text: string, readers: FieldReaders): Taken[] | null {
  const taken: Taken[] = [];
  let at = afterBlanks(text, 0);
  if (text.charCodeAt(at) !== OPEN) return null;
  at = afterBlanks(text, at + 1);
  while (text.charCodeAt(at) !== CLOSE) {
    if (text.charCodeAt(at) !== QUOTE) return null;
    const nameEnd = endOfText(text, at);
    const colon = nameEnd === null ? null : afterBlanks(text, nameEnd);
    if (nameEnd === null || colon === null || text.charCodeAt(colon) !== COLON) return null;
    const name = text.slice(at + 1, nameEnd - 1);
    const from = afterBlanks(text, colon + 1);
    const read = readers.get(name)?.(text, from);
    const end = read ? read.end : endOfValue(text, from);
    if (end === null) return null;
    if (read) taken.push({ name, value: read.value, from, end });
    at = afterBlanks(text, end);
    if (text.charCodeAt(at) === COMMA) at = afterBlanks(text, at + 1);
    else if (text.charCodeAt(at) !== CLOSE) return null;
  }
  return taken;
}

/** The place of the first character from `at` on that is no white space of JSON. */
export function afterBlanks(text: string, at: number): number {
  let place = at;
  for (;;) {
    const code = text.charCodeAt(place);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return place;
    place++;
  }
}

/** The place behind the closing quote of the text that opens at `at`; null where it does not close. */
function endOfText(text: string, at: number): number | null {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return null;
}

function endOfValue(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(text, at);
      if (end === null) return null;
      if (depth === 0) return end;
      at = end;
      continue;
    }
    if (code === OPEN || code === OPEN_LIST) depth++;
    else if (code === CLOSE || code === CLOSE_LIST) {
      // The end of a number or a name is the end of what holds it.
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (code === COMMA && depth === 0) return at;
    at++;
  }
  return null;
}
