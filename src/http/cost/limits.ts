import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { LimitError } from '../errors.ts';
import { refuseLongInput, refuseLongLiterals } from './argument-limits.ts';
import { CallEstimate, type UpstreamFacts } from './upstream-calls.ts';

/** What a query may cost, and how deep it may go. */
export interface QueryLimits {
  maxCost: number;
  maxDepth: number;
  upstream?: UpstreamFacts | undefined;
}

/** A checked operation, and what it was estimated at. */
export interface Estimate {
  cost: number;
  depth: number;
  /** Requests upstream, by source. */
  requests: ReadonlyMap<string, number>;
}

type Variables = Readonly<Record<string, unknown>>;

/** Page size where `first` is left out. */
const defaultPage = 20;
/** Largest page, unless the field says otherwise by its extension `maximumFirst`. */
const largestPage = 100;
/** Length taken for a list that has no `first`, unless the field says otherwise by its extension `listSize`. */
const assumedList = 5;
/** Standard introspection lists fields once; a list of fields inside a list of fields grows without bound. */
const maximumFieldLists = 1;
const fieldLists = new Set(['fields', 'inputFields', 'interfaces', 'possibleTypes']);

/** A path that shares its head with its siblings, so that keeping it costs nothing. */
interface Path {
  name: string;
  rest: Path | null;
}
interface Part {
  cost: number;
  path: Path | null;
}
/**
 * What a selection set costs: `once`, and for each item on the page of the connection it belongs to. Kept
 * apart, a fragment is measured once however often it is spread, which keeps the whole linear.
 */
interface Measure {
  once: number;
  perItem: number;
  dearestOnce: Part;
  dearestPerItem: Part;
  depth: number;
  fieldLists: number;
  callsOnce: CallEstimate;
  callsPerItem: CallEstimate;
}

const nothing = (facts: UpstreamFacts | undefined): Measure => ({
  once: 0,
  perItem: 0,
  dearestOnce: { cost: 0, path: null },
  dearestPerItem: { cost: 0, path: null },
  depth: 0,
  fieldLists: 0,
  callsOnce: new CallEstimate(facts),
  callsPerItem: new CallEstimate(facts),
});

/**
 * Checks valid operations against the limits before they run. An object costs 1 (or its field's extension
 * `cost`), a list its length times what each item costs; the page size of a connection counts where its
 * `nodes` or `edges` are asked for, so that counts alone are cheap.
 */
export function queryLimits(schema: GraphQLSchema, limits: QueryLimits) {
  const known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Estimate>>();

  return {
    /** Throws a LimitError, or gives the estimate. Remembered for documents whose page sizes are written out. */
    check(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Estimate {
      refuseLongInput(variables);
      const before = known.get(document)?.get(operation);
      if (before) return before;

      refuseLongLiterals(document);
      const measurer = new Measurer(schema, limits.upstream, document, operation, variables);
      const estimate = judge(measurer.measureOperation(operation), limits);
      if (!measurer.usedVariables) {
        const estimates = known.get(document) ?? new Map<OperationDefinitionNode, Estimate>();
        known.set(document, estimates.set(operation, estimate));
      }
      return estimate;
    },
  };
}

function judge(measure: Measure, { maxCost, maxDepth, upstream }: QueryLimits): Estimate {
  if (measure.fieldLists > maximumFieldLists) {
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      'Introspection may not ask for fields of fields. Use the standard introspection query, or read /schema.graphql.',
      { depth: measure.fieldLists, limit: maximumFieldLists },
    );
  }
  if (measure.depth > maxDepth) {
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      `The query is ${measure.depth} levels deep, and at most ${maxDepth} are allowed. Split it, or start nearer to what you need.`,
      { depth: measure.depth, limit: maxDepth },
    );
  }
  const cost = measure.once + measure.perItem;
  if (cost > maxCost) {
    const dearestPath = written(measure.dearestOnce.path);
    throw new LimitError(
      'QUERY_TOO_COMPLEX',
      `The query is estimated to cost ${cost}, over the limit of ${maxCost}. Its dearest part is ${dearestPath}: ask for fewer with “first”, or split the query.`,
      { cost, limit: maxCost, dearestPath },
    );
  }
  const calls = new CallEstimate(upstream);
  calls.add(measure.callsOnce);
  calls.add(measure.callsPerItem);
  calls.judge();
  return { cost, depth: measure.depth, requests: calls.bySource() };
}

class Measurer {
  usedVariables = false;
  private readonly schema: GraphQLSchema;
  private readonly variables: Variables;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Measure>();
  private readonly countedFieldLists = new Map<string, number>();
  private readonly defaults = new Map<string, unknown>();

  constructor(
    schema: GraphQLSchema,
    private readonly facts: UpstreamFacts | undefined,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ) {
    this.schema = schema;
    this.variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue?.kind === Kind.INT) this.defaults.set(variable.name.value, Number(defaultValue.value));
    }
  }

  measureOperation(operation: OperationDefinitionNode): Measure {
    const root = this.schema.getRootType(operation.operation);
    return root ? this.measureSet(operation.selectionSet, root) : nothing(this.facts);
  }

  private measureSet(set: SelectionSetNode, parent: GraphQLNamedType): Measure {
    const sum = nothing(this.facts);
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) this.addField(sum, node, parent);
      else if (node.kind === Kind.FRAGMENT_SPREAD) add(sum, this.measureFragment(node.name.value));
      else {
        const type = node.typeCondition && this.schema.getType(node.typeCondition.name.value);
        add(sum, this.measureSet(node.selectionSet, type ?? parent));
      }
    }
    return sum;
  }

  private measureFragment(name: string): Measure {
    const before = this.measured.get(name);
    if (before) return before;
    // Stands in for a circle, which validation has refused already.
    this.measured.set(name, nothing(this.facts));
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    const measure = fragment && type ? this.measureSet(fragment.selectionSet, type) : nothing(this.facts);
    this.measured.set(name, measure);
    return measure;
  }

  private addField(sum: Measure, node: FieldNode, parent: GraphQLNamedType): void {
    const name = node.name.value;
    if (name.startsWith('__')) {
      sum.fieldLists = Math.max(sum.fieldLists, this.nestedFieldLists(node.selectionSet));
      return;
    }
    const field = fieldOf(parent, name);
    if (!field) return;

    const type = getNamedType(field.type);
    const first = this.first(node, field, type);
    const inner = node.selectionSet ? this.measureSet(node.selectionSet, type) : nothing(this.facts);
    sum.depth = Math.max(sum.depth, inner.depth + 1);
    const own = weight(field, isLeafType(type));
    const isItems = isConnection(parent) && (name === 'nodes' || name === 'edges');
    const times = isItems || !isListType(getNullableType(field.type)) ? 1 : (first ?? listSize(field));
    const page = isConnection(type) ? (first ?? defaultPage) : 1;
    // A connection is one object whatever its page; a list is as many as its length.
    const cost = times * (own + inner.once + page * inner.perItem);
    const dearer =
      inner.dearestOnce.cost >= page * inner.dearestPerItem.cost
        ? inner.dearestOnce
        : { cost: page * inner.dearestPerItem.cost, path: inner.dearestPerItem.path };
    const calls = isItems ? sum.callsPerItem : sum.callsOnce;
    calls.addField(node, field, type, {
      times,
      page,
      once: inner.callsOnce,
      perItem: inner.callsPerItem,
      argument: (asked) => {
        const given = this.number(node, asked);
        return typeof given === 'number' ? given : null;
      },
    });
    const part: Part = { cost: times * (own + dearer.cost), path: { name, rest: dearer.path } };
    if (isItems) {
      sum.perItem += cost;
      if (part.cost > sum.dearestPerItem.cost) sum.dearestPerItem = part;
    } else {
      sum.once += cost;
      if (part.cost > sum.dearestOnce.cost) sum.dearestOnce = part;
    }
  }

  /** Introspection is exempt from depth and cost; what grows without bound in it is lists of fields inside each other. */
  private nestedFieldLists(set: SelectionSetNode | undefined): number {
    let deepest = 0;
    for (const node of set?.selections ?? []) {
      const own = node.kind === Kind.FIELD && fieldLists.has(node.name.value) ? 1 : 0;
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD
          ? this.fragmentFieldLists(node.name.value)
          : this.nestedFieldLists(node.selectionSet);
      deepest = Math.max(deepest, own + inner);
    }
    return deepest;
  }

  private fragmentFieldLists(name: string): number {
    const before = this.countedFieldLists.get(name);
    if (before !== undefined) return before;
    this.countedFieldLists.set(name, 0);
    const count = this.nestedFieldLists(this.fragments.get(name)?.selectionSet);
    this.countedFieldLists.set(name, count);
    return count;
  }

  /** The page asked for by `first`, refused where it is outside the field's bounds; null where there is no such argument. */
  private first(
    node: FieldNode,
    field: GraphQLField<unknown, unknown>,
    type: GraphQLNamedType,
  ): number | null {
    const declared = field.args.find((argument) => argument.name === 'first');
    if (!declared) return null;
    const given = this.number(node, 'first') ?? declared.defaultValue;
    if (typeof given !== 'number' || !Number.isInteger(given)) return defaultPage;

    const maximum = extension(field, 'maximumFirst') ?? largestPage;
    const minimum = isConnection(type) ? 0 : 1;
    if (given < minimum || given > maximum) {
      throw new LimitError(
        'BAD_USER_INPUT',
        `“first” of ${node.name.value} must be from ${minimum} to ${maximum}, not ${given}.`,
        { argument: 'first', minimum, maximum },
      );
    }
    return given;
  }

  private number(node: FieldNode, argument: string): unknown {
    const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return null;
    this.usedVariables = true;
    const name = value.name.value;
    return Object.hasOwn(this.variables, name) ? this.variables[name] : this.defaults.get(name);
  }
}

function add(sum: Measure, part: Measure): void {
  sum.once += part.once;
  sum.perItem += part.perItem;
  sum.callsOnce.add(part.callsOnce);
  sum.callsPerItem.add(part.callsPerItem);
  sum.depth = Math.max(sum.depth, part.depth);
  sum.fieldLists = Math.max(sum.fieldLists, part.fieldLists);
  if (part.dearestOnce.cost > sum.dearestOnce.cost) sum.dearestOnce = part.dearestOnce;
  if (part.dearestPerItem.cost > sum.dearestPerItem.cost) sum.dearestPerItem = part.dearestPerItem;
}

function fieldOf(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isConnection(type: GraphQLNamedType): boolean {
  return isCompositeType(type) && type.name.endsWith('Connection');
}

function weight(field: GraphQLField<unknown, unknown>, isLeaf: boolean): number {
  return extension(field, 'cost') ?? (isLeaf ? 0 : 1);
}

function listSize(field: GraphQLField<unknown, unknown>): number {
  return extension(field, 'listSize') ?? assumedList;
}

function extension(field: GraphQLField<unknown, unknown>, name: string): number | null {
  const value = field.extensions[name];
  return typeof value === 'number' ? value : null;
}

function written(path: Path | null): string {
  const names: string[] = [];
  for (let at = path; at; at = at.rest) names.push(at.name);
  return names.join('.');
}
