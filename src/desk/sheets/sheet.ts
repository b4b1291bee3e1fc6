/** A sheet as texts: the first row holds the names of the columns. */
export interface Sheet {
  name: string;
  rows: string[][];
}

/** Names of the sheets, in their order. */
export const sheetNames = ['About', 'Parties', 'Questions', 'Answers', 'Commentary'] as const;
export type SheetName = (typeof sheetNames)[number];

/** `C7` of the third column and seventh row. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return `${letters}${row}`;
}
