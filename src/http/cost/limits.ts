import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LimitError } from '../errors.ts';
import type { AnswerLimits } from './answer-meter.ts';
import { refuseLongLiterals, refuseLongVariables } from './argument-limits.ts';
import type { Variables } from './given-arguments.ts';
import { introspectionLengths } from './introspection-cost.ts';
import { type Measure, pathText } from './measure.ts';
import { type EstimateFacts, Measurer } from './measurer.ts';
import { freeLetters } from './text-cost.ts';
import { CallEstimate } from './upstream-calls.ts';

/** What a query may cost, and how deep it may be. */
export interface QueryLimits extends EstimateFacts {
  maxCost: number;
  maxDepth: number;
  /** What the answer may hold, whatever was estimated. */
  answer?: AnswerLimits | undefined;
}

/** The estimate of an operation within the limits. */
export interface Estimate {
  cost: number;
  depth: number;
  /** Requests upstream, by source. */
  requests: ReadonlyMap<string, number>;
}

/** The standard introspection query nests no list of fields in another. */
const maxIntrospectionDepth = 1;

/**
 * Checks valid operations against the limits before they run. An object costs 1 and a value 0.1, or the extension `cost` of
 * its field. A list costs its length times the cost of an item. The page size of a connection multiplies only its `nodes` and
 * `edges`, so that asking for a count alone is cheap.
 */
export function queryLimits(schema: GraphQLSchema, limits: QueryLimits) {
  const facts = { ...limits, introspected: introspectionLengths(schema) };
  let estimated = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Estimate>>();
  let lengths = limits.lengths?.();

  return {
    /** Returns the estimate, or throws a LimitError. Remembers documents whose estimate depends on no variable. */
    check(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Estimate {
      const hasLongText = refuseLongVariables(variables) > freeLetters;
      if (lengths !== limits.lengths?.()) {
        lengths = limits.lengths?.();
        estimated = new WeakMap();
      }
      const before = estimated.get(document)?.get(operation);
      if (before && !hasLongText) return before;

      refuseLongLiterals(document);
      const measurer = new Measurer(schema, facts, document, operation, variables);
      const estimate = judge(measurer.measureOperation(operation), limits);
      if (!measurer.usedVariables && !hasLongText) {
        const estimates = estimated.get(document) ?? new Map<OperationDefinitionNode, Estimate>();
        estimated.set(document, estimates.set(operation, estimate));
      }
      return estimate;
    },
  };
}

function judge(measure: Measure, { maxCost, maxDepth, upstream }: QueryLimits): Estimate {
  if (measure.introspectionDepth > maxIntrospectionDepth) {
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      'Introspection may not ask for fields of fields. Use the standard introspection query, or read /schema.graphql.',
      { depth: measure.introspectionDepth, limit: maxIntrospectionDepth },
    );
  }
  if (measure.depth > maxDepth) {
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      `The query is ${measure.depth} levels deep; the limit is ${maxDepth}. Split it, or start from a type nearer to what you need.`,
      { depth: measure.depth, limit: maxDepth },
    );
  }
  const cost = Math.round(measure.once + measure.perItem);
  if (cost > maxCost) {
    const dearestPath = pathText(measure.costliestOnce.path);
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      `The query has an estimated cost of ${cost}; the limit is ${maxCost}. Its most expensive part is ${dearestPath}: ask for fewer with “first”, or split the query.`,
      // The key is part of the public API.
      { cost, limit: maxCost, dearestPath },
    );
  }
  const calls = new CallEstimate();
  calls.add(measure.callsOnce);
  calls.add(measure.callsPerItem);
  if (upstream) calls.judge(upstream);
  return { cost, depth: measure.depth, requests: calls.bySource() };
}
