import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { oneLine } from '../../text/white-space.ts';
import { asList, partyCode } from './wire.ts';

/** Members who voted yes, no, abstained or were absent. */
export interface Count {
  yes: number;
  no: number;
  abstain: number;
  absent: number;
}

/** A vote as a table gives it. */
export interface Tally {
  /** `partyCode` is today's code of a party that has been renamed, `printedCode` that of the table. */
  parties: { partyCode: string; printedCode: string; count: Count }[];
  /** The row “Totalt”. */
  total: Count | null;
  /** The row `-`. */
  withoutParty: Count | null;
}

/** A table of one vote: what stands above it, its head and its rows. */
interface Table {
  title: string;
  rows: string[][];
}

/** What a summary consists of, from the top: where a table begins, a title, or a row. */
type Line = 'TABLE' | { title: string } | { cells: string[] };

/** What a summary holds: the vote on the matter, a vote on the motives only, nothing, or something that cannot be read. */
export type VoteReading = Tally | 'MOTIVES_ONLY' | 'EMPTY' | 'UNREADABLE';

/**
 * The vote on the matter itself. A summary may hold a second table, on the motives; the order of the two varies, and only
 * their titles tell them apart.
 */
export function readVote(summary: unknown): VoteReading {
  const tables = tablesOf(summary);
  const onMatter = tables.filter(({ title }) => /sakfrågan/i.test(title));
  // A preliminary vote chooses between counter-proposals.
  const main = onMatter.filter(({ title }) => !/förberedande/i.test(title));
  const untitled = tables.filter(({ title }) => !/motivfrågan/i.test(title));
  const candidates = [main, onMatter, untitled].find((found) => found.length > 0) ?? [];
  if (tables.length === 0) return isEmpty(summary) ? 'EMPTY' : 'UNREADABLE';
  if (candidates.length === 0) return 'MOTIVES_ONLY';
  const tallies = candidates.map(tallyOf);
  const [first, ...others] = tallies;
  if (!first || others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) return 'UNREADABLE';
  return first;
}

/** Deeper than any real table; what is nested more deeply would exhaust the call stack. */
const DEEPEST = 100;

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The tables of a summary: an object, a list of objects, or HTML. One table may hold two votes below each other. */
function tablesOf(summary: unknown): Table[] {
  const tables: Table[] = [];
  let title = '';
  let current: Table | null = null;
  for (const line of linesOf(summary)) {
    if (line === 'TABLE') current = null;
    else if ('title' in line) title = `${title} ${/^beslut/i.test(line.title) ? '' : line.title}`;
    else if (isHead(line.cells)) {
      current = { title, rows: [line.cells] };
      tables.push(current);
      title = '';
    } else current?.rows.push(line.cells);
  }
  return tables;
}

function linesOf(summary: unknown): Line[] {
  if (typeof summary === 'string') return linesInHtml(summary);
  return asList(summary).flatMap((part) => {
    if (typeof part === 'string') return linesInHtml(part);
    if (!isObject(part)) return [];
    const tables = asList(part['table']);
    const above = asList(part['h4']);
    return tables.flatMap((table, at): Line[] => {
      if (!isObject(table)) return [];
      const heading: Line[] = above.length === tables.length ? [{ title: textOf(above[at]) }] : [];
      return ['TABLE', ...heading, ...tableLines(table)];
    });
  });
}

/** The older form has its rows in the table itself, the newer one in its parts. */
function tableLines(table: Readonly<Record<string, unknown>>): Line[] {
  const inside = (name: string) => asList(table[name]);
  const parts = [...inside('thead'), table, ...inside('tbody'), ...inside('tfooter'), ...inside('tfoot')];
  const rows = parts.flatMap((part) => (isObject(part) ? asList(part['tr']) : [])).filter(isObject);
  return [{ title: textOf(table['caption']) }, ...rows.map(rowLine)];
}

/** The party is the first cell of a row, or its only heading. A row of one cell is a title. */
function rowLine(row: Readonly<Record<string, unknown>>): Line {
  const cells = [...asList(row['th']), ...asList(row['td'])];
  const [only] = cells;
  if (cells.length > 1) return { cells: cells.map((cell) => textOf(cell)) };
  // The paragraph below the title tells what was voted on.
  return { title: isObject(only) ? textOf({ ...only, p: null }) : textOf(only) };
}

/** The text of a cell, which is an object where it held markup. */
function textOf(cell: unknown, depth = 0): string {
  if (typeof cell === 'string' || typeof cell === 'number') return oneLine(String(cell));
  if (depth > DEEPEST) return '';
  if (Array.isArray(cell)) return oneLine(cell.map((part) => textOf(part, depth + 1)).join(' '));
  if (!isObject(cell)) return '';
  const inside = Object.entries(cell).flatMap(([name, value]) =>
    name.startsWith('@') ? [] : textOf(value, depth + 1),
  );
  return oneLine(inside.join(' '));
}

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** Markup may be escaped once more. */
function linesInHtml(html: string): Line[] {
  const nodes = parseFragment(html).childNodes;
  const lines = nodes.flatMap((node) => htmlLines(node));
  return lines.length === 0 && /&lt;table/i.test(html)
    ? linesInHtml(nodes.map((node) => htmlText(node)).join(' '))
    : lines;
}

function htmlLines(node: HtmlNode, depth = 0): Line[] {
  if (!('childNodes' in node) || depth > DEEPEST) return [];
  const inside = () => node.childNodes.flatMap((child) => htmlLines(child, depth + 1));
  if (node.nodeName === 'table') return ['TABLE', ...inside()];
  if (/^(caption|h[1-6])$/.test(node.nodeName)) return [{ title: htmlText(node) }];
  if (node.nodeName !== 'tr') return inside();
  const cells = node.childNodes.filter(({ nodeName }) => nodeName === 'td' || nodeName === 'th');
  return cells.length > 1 ? [{ cells: cells.map((cell) => htmlText(cell)) }] : inside();
}

function htmlText(node: HtmlNode, depth = 0): string {
  if (node.nodeName === '#text' && 'value' in node) return oneLine(node.value);
  if (!('childNodes' in node) || depth > DEEPEST) return '';
  return oneLine(node.childNodes.map((child) => htmlText(child, depth + 1)).join(' '));
}

const columns = { yes: /^ja\b/i, no: /^nej\b/i, abstain: /^avst/i, absent: /^fr[åa]n/i } as const;

const isHead = (cells: readonly string[]): boolean =>
  cells.some((name) => columns.yes.test(name)) && cells.some((name) => columns.no.test(name));

/** The figures of a table; a row of figures that cannot be read makes the whole table unreadable. */
function tallyOf({ rows }: Table): Tally | 'UNREADABLE' {
  const head = rows.find(isHead);
  if (!head) return 'UNREADABLE';
  const place = (pattern: RegExp) => head.findIndex((name) => pattern.test(name));
  const places = [place(columns.yes), place(columns.no), place(columns.abstain), place(columns.absent)];
  if (places.includes(-1)) return 'UNREADABLE';
  // The head of the column of parties may be missing.
  const shift = columns.yes.test(head[0] ?? '') ? 1 : 0;
  const parties = new Map<string, { printedCode: string; count: Count }>();
  let total: Count | null = null;
  let withoutParty: Count | null = null;
  for (const cells of rows) {
    const [name = ''] = cells;
    if (cells === head || isRemark(cells, head.length + shift)) continue;
    const [yes, no, abstain, absent] = places.map((at) => countIn(cells[at + shift]));
    if (yes === null || yes === undefined || no === null || no === undefined) return 'UNREADABLE';
    if (abstain === null || abstain === undefined || absent === null || absent === undefined)
      return 'UNREADABLE';
    const count = { yes, no, abstain, absent };
    const code = partyCode(name);
    if (/^(total|summa)/i.test(name)) total ??= count;
    else if (name === '') return 'UNREADABLE';
    else if (code === null) withoutParty ??= count;
    else if (JSON.stringify(parties.get(code)?.count ?? count) !== JSON.stringify(count)) return 'UNREADABLE';
    else parties.set(code, { printedCode: name, count });
  }
  if (parties.size === 0) return 'UNREADABLE';
  return {
    parties: [...parties].map(([code, found]) => ({ partyCode: code, ...found })),
    total,
    withoutParty,
  };
}

/** A row that is no row of figures: a heading, or the decision. */
function isRemark([name, ...rest]: readonly string[], length: number): boolean {
  if (name === '' && rest.every((cell) => cell === '')) return true;
  return rest.length + 1 < length && !rest.some((cell) => /^\d+$/.test(cell));
}

function countIn(cell: string | undefined): number | null {
  if (cell === '' || cell === '-' || cell === '–') return 0;
  return cell !== undefined && /^\d{1,3}$/.test(cell) ? Number(cell) : null;
}
