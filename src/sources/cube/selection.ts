import { DimensionRole } from '../../entities/statistics-vocabulary.ts';
import { nearestNames } from '../../text/nearest-names.ts';
import { periodOf } from './period.ts';
import { SelectionError } from './selection-error.ts';
import { type AskedDimension, type Codelist, cellsIn, type TableDimension } from './table.ts';

/** What a client selects of one dimension. */
export interface DimensionChoice {
  dimension: string;
  /** Codes, wildcards (`*`, `01*`, `??`), and PxWeb's functions: `top(3)`, `range(2020,2024)`. */
  values?: readonly string[] | null;
  top?: number | null;
  bottom?: number | null;
  from?: string | null;
  to?: string | null;
  codelist?: string | null;
}

/** A selection with every code written out. */
export interface Selection {
  dimensions: readonly AskedDimension[];
  /** Dimensions left out; the agency gives their total. */
  eliminated: readonly string[];
  /** Dimensions for which a category was chosen, since the client chose none. */
  defaulted: readonly string[];
  size: number;
}

interface Selectable {
  tableId: string;
  dimensions: readonly TableDimension[];
}

const MAX_SUGGESTIONS = 8;
const MAX_EXAMPLES = 3;

/**
 * Resolves a selection against the table: no request goes out with a code that the table lacks, and `top`, `from` and
 * wildcards become codes here, so that a stored answer never outlives a new period. Codes stand in the table's order,
 * each once. Without any choice it is a preview: the last period, and the first category of each other required
 * dimension.
 */
export function resolveSelection(
  table: Selectable,
  choices: readonly DimensionChoice[] | null | undefined,
  codelists: ReadonlyMap<string, Codelist> = new Map(),
): Selection {
  const isPreview = !choices || choices.length === 0;
  const byDimension = choicesByDimension(table, choices ?? []);
  // What a client got wrong is told before what it left out.
  const chosen = new Map<string, AskedDimension>();
  for (const dimension of table.dimensions) {
    const choice = byDimension.get(dimension.code);
    if (choice) chosen.set(dimension.code, askedFor(dimension, choice, codelists));
  }
  const asked: AskedDimension[] = [];
  const eliminated: string[] = [];
  const defaulted: string[] = [];
  for (const dimension of table.dimensions) {
    const { code, role, codes } = dimension;
    const named = chosen.get(code);
    if (named) {
      asked.push(named);
      continue;
    }
    // Of one category there is nothing to choose, and its unit belongs to the numbers.
    if (!dimension.required && codes.length === 1) {
      asked.push({ code, role, codes, isAll: true, codelist: null });
      continue;
    }
    if (!dimension.required) {
      eliminated.push(code);
      continue;
    }
    refuseUnlisted(dimension);
    const [one] = role === DimensionRole.TIME ? newestFirst(dimension) : isPreview ? codes : [];
    if (one === undefined) throw leftOut(dimension);
    asked.push({ code, role, codes: [one], isAll: codes.length === 1, codelist: null });
    defaulted.push(code);
  }
  return { dimensions: asked, eliminated, defaulted, size: cellsIn(asked) };
}

function askedFor(
  dimension: TableDimension,
  choice: DimensionChoice,
  codelists: ReadonlyMap<string, Codelist>,
): AskedDimension {
  const { code, role } = dimension;
  const list = choice.codelist ? codelists.get(choice.codelist) : undefined;
  const among = list ? { ...dimension, codes: list.codes, labels: list.labels } : dimension;
  refuseUnlisted(among);
  const codes = chosenCodes(among, choice);
  const isAll = !list && codes.length === dimension.codes.length;
  return { code, role, codes, isAll, codelist: list?.id ?? null };
}

function refuseUnlisted({ code, codes }: TableDimension): void {
  if (codes.length > 0) return;
  const why = 'the agency lists none of its categories, or has none';
  throw new SelectionError(`Nothing can be selected of ${code}: ${why}.`, { dimension: code });
}

function choicesByDimension(
  { tableId, dimensions }: Selectable,
  choices: readonly DimensionChoice[],
): Map<string, DimensionChoice> {
  const found = new Map<string, DimensionChoice>();
  const codes = dimensions.map(({ code }) => code);
  for (const choice of choices) {
    const code = sameCode(codes, choice.dimension);
    if (code === undefined) {
      throw new SelectionError(
        `${tableId} has no dimension ${JSON.stringify(choice.dimension)}. It has: ${codes.join(', ')}.`,
        { dimension: choice.dimension, validValues: nearestCodes(choice.dimension, codes) },
      );
    }
    if (found.has(code))
      throw new SelectionError(`${code} is selected twice: put all its values in one selection.`, {
        dimension: code,
      });
    found.set(code, choice);
  }
  return found;
}

/** PxWeb and Eurostat ignore case where no other code differs by case alone. */
function sameCode(codes: readonly string[], wanted: string): string | undefined {
  if (codes.includes(wanted)) return wanted;
  const folded = wanted.toLowerCase();
  const alike = codes.filter((code) => code.toLowerCase() === folded);
  return alike.length === 1 ? alike[0] : undefined;
}

function leftOut({ code, role, codes }: TableDimension): SelectionError {
  const examples = codes.slice(0, role === DimensionRole.METRIC ? MAX_SUGGESTIONS : MAX_EXAMPLES);
  return new SelectionError(
    `${code} must be selected: it has ${codes.length} categories and no total. Choose some, such as ${examples.join(', ')}, or "*" for all.`,
    { dimension: code, validValues: examples },
  );
}

function chosenCodes(dimension: TableDimension, choice: DimensionChoice): string[] {
  const { code } = dimension;
  const { values, top, bottom, from, to } = choice;
  const given = [
    values ? 'values' : null,
    typeof top === 'number' ? 'top' : null,
    typeof bottom === 'number' ? 'bottom' : null,
    typeof from === 'string' || typeof to === 'string' ? 'from and to' : null,
  ].filter((name) => name !== null);
  if (given.length > 1) {
    throw new SelectionError(
      `${code} is selected by ${given.join(' and by ')}, which contradict each other: use one.`,
      {
        dimension: code,
      },
    );
  }
  const chosen = new Set<string>();
  if (given.length === 0) {
    if (!choice.codelist) throw new SelectionError(`Nothing is selected of ${code}.`, { dimension: code });
    for (const one of dimension.codes) chosen.add(one);
  } else if (values) {
    if (values.length === 0)
      throw new SelectionError(`The list of values of ${code} is empty.`, { dimension: code });
    for (const value of values) for (const one of matching(dimension, value)) chosen.add(one);
  } else {
    const list =
      typeof top === 'number'
        ? counted(dimension, 'top', top, 0)
        : typeof bottom === 'number'
          ? counted(dimension, 'bottom', bottom, 0)
          : between(dimension, from ?? null, to ?? null);
    for (const one of list) chosen.add(one);
  }
  return dimension.codes.filter((one) => chosen.has(one));
}

/** PxWeb's functions, in any case, in brackets or not. */
const FUNCTION = /^\[?(top|bottom|from|to|range)\(([^()]*)\)\]?$/i;

function matching(dimension: TableDimension, value: string): readonly string[] {
  const { code, codes } = dimension;
  const exact = sameCode(codes, value);
  if (exact !== undefined) return [exact];
  const call = FUNCTION.exec(value.trim());
  if (call) {
    const [, name = '', list = ''] = call;
    const [first = '', second] = list.split(',').map((part) => part.trim());
    const count = /^\d+$/.test(first) ? Number(first) : Number.NaN;
    const offset = second !== undefined && /^\d+$/.test(second) ? Number(second) : 0;
    switch (name.toLowerCase()) {
      case 'top':
        return counted(dimension, 'top', count, offset);
      case 'bottom':
        return counted(dimension, 'bottom', count, offset);
      case 'from':
        return between(dimension, first, null);
      case 'to':
        return between(dimension, null, first);
      default:
        return between(dimension, first, second ?? first);
    }
  }
  if (/[*?]/.test(value)) {
    const pattern = wildcard(value);
    const found = codes.filter((one) => pattern.test(one));
    if (found.length > 0) return found;
    // PxWeb answers such a pattern with the total, without an error.
    throw new SelectionError(
      `No code of ${code} matches ${JSON.stringify(value)}. The nearest are: ${nearestCodes(value, codes).join(', ')}.`,
      { dimension: code, value, validValues: nearestCodes(value, codes) },
    );
  }
  throw unknownCode(dimension, value);
}

function unknownCode({ code, codes, labels }: TableDimension, value: string): SelectionError {
  const near = nearestCodes(value, codes);
  const named = near.map((one) => {
    const label = labels.get(one);
    return label && label !== one ? `${one} ${label}` : one;
  });
  return new SelectionError(
    `There is no code ${JSON.stringify(value)} in ${code}. The nearest are: ${named.join(', ')}.`,
    { dimension: code, value, validValues: near },
  );
}

/** `*` stands for any characters and `?` for one. */
function wildcard(value: string): RegExp {
  const escaped = value.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  // Runs of stars are one, so that no pattern takes exponential time.
  return new RegExp(`^${escaped.replace(/\*+/g, '.*').replaceAll('?', '.')}$`, 'i');
}

function counted(
  dimension: TableDimension,
  name: 'top' | 'bottom',
  count: number,
  offset: number,
): readonly string[] {
  const { code, role, codes } = dimension;
  if (!Number.isInteger(count) || count < 1)
    throw new SelectionError(`${name} of ${code} must be a whole number of at least 1.`, { dimension: code });
  // For periods the newest stand on top, for others the first.
  const fromTop = role === DimensionRole.TIME ? newestFirst(dimension) : codes;
  const ordered = name === 'top' ? fromTop : fromTop.toReversed();
  const found = ordered.slice(offset, offset + count);
  if (found.length === 0) {
    throw new SelectionError(
      `${name}(${count},${offset}) of ${code} is beyond its ${codes.length} categories.`,
      {
        dimension: code,
      },
    );
  }
  return found;
}

/** Most tables list periods upwards; some hosts list the newest first. */
export function newestFirst({ codes, labels }: Pick<TableDimension, 'codes' | 'labels'>): readonly string[] {
  const [first, last] = [codes[0], codes.at(-1)];
  if (first === undefined || last === undefined) return codes;
  const [from, to] = [startOf(first, labels), startOf(last, labels)];
  return from !== null && to !== null && from > to ? codes : codes.toReversed();
}

function startOf(code: string, labels: ReadonlyMap<string, string>): string | null {
  return periodOf(code, labels.get(code)).start;
}

function between(dimension: TableDimension, from: string | null, to: string | null): readonly string[] {
  const { code, role, codes, labels } = dimension;
  const first = from === null ? null : sameCode(codes, from);
  const last = to === null ? null : sameCode(codes, to);
  const isTime = role === DimensionRole.TIME;
  const span = `${from === null ? '' : `from ${from} `}${to === null ? '' : `to ${to}`}`.trim();
  const nothing = () =>
    new SelectionError(`${code} has nothing ${span}. It goes from ${codes[0]} to ${codes.at(-1)}.`, {
      dimension: code,
      value: from ?? to ?? '',
      validValues: nearestCodes(from ?? to ?? '', codes),
    });
  if (isTime) {
    // A year may bound months, so periods are compared by their days.
    const start = from === null ? null : startOf(first ?? from, labels);
    const end = to === null ? null : periodOf(last ?? to, labels.get(last ?? '')).end;
    if (from !== null && start === null && first === undefined) throw unknownCode(dimension, from);
    if (to !== null && end === null && last === undefined) throw unknownCode(dimension, to);
    if ((from === null || start !== null) && (to === null || end !== null)) {
      const found = codes.filter((one) => {
        const period = periodOf(one, labels.get(one));
        if (period.start === null || period.end === null) return false;
        return (start === null || period.start >= start) && (end === null || period.end <= end);
      });
      if (found.length === 0) throw nothing();
      return found;
    }
  }
  if (first === undefined) throw unknownCode(dimension, from ?? '');
  if (last === undefined) throw unknownCode(dimension, to ?? '');
  const start = first === null ? 0 : codes.indexOf(first);
  const end = last === null ? codes.length : codes.indexOf(last) + 1;
  const found = codes.slice(start, end);
  if (found.length === 0) throw nothing();
  return found;
}

/** The codes nearest to a wrong one. */
export function nearestCodes(wanted: string, codes: readonly string[]): string[] {
  const names = codes.map((code) => ({ of: code, name: code.toLowerCase() }));
  return nearestNames(wanted.toLowerCase(), names, MAX_SUGGESTIONS);
}
