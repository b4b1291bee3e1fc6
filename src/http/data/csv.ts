/** A table as CSV (RFC 4180): a head, lines that end in CR LF, and quotes where a value needs them. */
export function toCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map(csvLine).join('');
}

/** One line of CSV, with its end. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map((value) => quoted(cell(value))).join(',')}\r\n`;
}

function cell(value: unknown): string {
  const text =
    value === null || value === undefined ? '' : Array.isArray(value) ? value.join('; ') : String(value);
  // A spreadsheet would run what begins so as a formula.
  const isText = typeof value === 'string' || Array.isArray(value);
  return isText && /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
