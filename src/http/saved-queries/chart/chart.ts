/** What a drawing shows, whatever it looks like. Null is “no number”, never 0. */
export type Chart = BarChart | LineChart | MatrixChart | MapChart | NumberChart;

interface Measured {
  /** What the values are: a unit, else the heading of their column. */
  measure: string;
  /** First and last time, as the source writes them; null where there is none. */
  period: string | null;
  /** What the time is called, such as “Day of the election”. */
  periodName?: string;
}

export interface Bar {
  label: string;
  value: number | null;
  /** Hex colour of a party; null for everything else. */
  colour: string | null;
}

export interface BarChart extends Measured {
  type: 'bar';
  bars: readonly Bar[];
}

export interface Point {
  time: string;
  value: number | null;
  /** Not comparable with the points before it. */
  isBreak: boolean;
}

export interface LineChart extends Measured {
  type: 'line';
  /** Every time of any series, in order. */
  times: readonly string[];
  series: readonly { name: string; points: readonly Point[] }[];
}

export interface MatrixChart extends Measured {
  type: 'matrix';
  columns: readonly string[];
  /** A cell is the value as it is in the data; an empty text where there is none. */
  rows: readonly { name: string; cells: readonly string[] }[];
  /** The values that cells have, and what each is called. */
  values: readonly { key: string; label: string }[];
}

export interface MapChart extends Measured {
  type: 'map';
  /** By the code of the county. */
  counties: ReadonlyMap<string, { name: string; value: number | null }>;
}

export interface NumberChart extends Measured {
  type: 'number';
  value: number | string | null;
  label: string;
}
