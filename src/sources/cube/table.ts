import type { Language } from '../../entities/language.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { DimensionRole, PeriodKind } from '../../entities/statistics-vocabulary.ts';

/** A table as lists show it. */
export interface TableCard {
  tableId: string;
  /** In the language of the list. */
  title: string;
  language: Language;
  /** Words that it is found by beside its title: subjects, variables. */
  keywords: readonly string[];
  frequency: PeriodKind | null;
  updatedAt: Date | null;
  firstPeriod: string | null;
  lastPeriod: string | null;
  discontinued: boolean;
}

/** The tables of one agency. */
export interface TableList {
  cards: readonly TableCard[];
  provenance: Provenance;
}

export interface TableUnit {
  label: string | null;
  decimals: number | null;
}

export interface TableDimension {
  code: string;
  label: string;
  role: DimensionRole;
  /** False for a dimension that may be left out: the agency then gives the total. */
  required: boolean;
  /** Codes in the agency's order. */
  codes: readonly string[];
  labels: ReadonlyMap<string, string>;
  units: ReadonlyMap<string, TableUnit>;
  codelists: readonly { id: string; label: string }[];
}

export interface TableNote {
  text: string;
  /** The agency demands that it is shown with the numbers. */
  mandatory: boolean;
}

/** A table with its dimensions, in one language. */
export interface TableFacts extends TableCard {
  dimensions: readonly TableDimension[];
  notes: readonly TableNote[];
  webUrl: string | null;
  nextRelease: Date | null;
  provenance: Provenance;
}

/** Other categories of a dimension: a grouping or a value set. */
export interface Codelist {
  id: string;
  label: string;
  codes: readonly string[];
  labels: ReadonlyMap<string, string>;
}

/** Categories of one dimension, as they are asked for; every code is written out. */
export interface AskedDimension {
  code: string;
  role: DimensionRole;
  codes: readonly string[];
  /** True where `codes` are all that the dimension has. */
  isAll: boolean;
  codelist: string | null;
}

/** A part of a table that one request may ask for. */
export interface CellQuery {
  tableId: string;
  dimensions: readonly AskedDimension[];
  /** Of a selection that only a file holds: its answers would push all others out of the database. */
  isOfFile?: boolean;
}

/** The request at the agency that gives the same numbers, so that a person can repeat it. */
export interface AgencyQuery {
  method: 'GET' | 'POST';
  url: string;
  body: unknown;
}

export function cellsIn(dimensions: readonly { codes: readonly string[] }[]): number {
  return dimensions.reduce((product, { codes }) => product * codes.length, 1);
}
