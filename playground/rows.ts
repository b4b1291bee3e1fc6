import type { TablePlan } from '../src/http/saved-queries/columns.ts';
import { type Cell, rowsOf } from '../src/http/saved-queries/flatten.ts';
import type { AnswerBody } from './answer-body.ts';
import type { Example } from './examples.ts';
import type { Operation } from './operation.ts';
import type { Lang } from './words.ts';

/** What was asked last in this page, and what came back: several answers where it was a subscription. */
export interface Answered {
  document: string;
  example: Example | null;
  operation: Operation;
  /** The variables as they were sent, and as an address gives them. */
  variables: Readonly<Record<string, unknown>>;
  given: URLSearchParams;
  plan: TablePlan | null;
  bodies: readonly AnswerBody[];
  pointsLeft: number | null;
}

export interface Opened {
  /** Names of the columns. */
  columns: readonly string[];
  headings: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** The answer opened into rows, by the rules of CSV. */
export function openRows({ plan, bodies, example }: Answered, lang: Lang): Opened | null {
  if (!plan) return null;
  const rows = bodies.flatMap(({ data }) => [...rowsOf(plan, data)]);
  return {
    columns: plan.columns.map(({ name }) => name),
    headings: plan.columns.map(({ name }) => example?.columns[name]?.[lang] ?? name),
    rows,
  };
}
