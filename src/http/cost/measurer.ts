import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { LimitError } from '../errors.ts';
import {
  defaultPage,
  firstBounds,
  isConnection,
  isPageItems,
  type ListLengths,
  listSize,
  onceCost,
  ownCost,
} from './field-cost.ts';
import { GivenArguments, type Variables } from './given-arguments.ts';
import { costOfIntrospected, metaField } from './introspection-cost.ts';
import { IntrospectionDepth } from './introspection-depth.ts';
import { addMeasure, emptyMeasure, type Measure, type Part } from './measure.ts';
import { costOfText } from './text-cost.ts';
import { requestsOfField, type UpstreamFacts } from './upstream-calls.ts';

type Field = GraphQLField<unknown, unknown>;

/** What is known of sources and content. */
export interface EstimateFacts {
  /** Without it requests upstream are not counted. */
  upstream?: UpstreamFacts | undefined;
  /** Another function once the content has changed. */
  lengths?: (() => ListLengths) | undefined;
}

/** Measures one operation. It refuses a `first` that is out of bounds on the way. */
export class Measurer {
  private readonly schema: GraphQLSchema;
  private readonly given: GivenArguments;
  private readonly introspection: IntrospectionDepth;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Measure>();

  constructor(
    schema: GraphQLSchema,
    private readonly facts: EstimateFacts & { introspected: ReadonlyMap<string, number> },
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ) {
    this.schema = schema;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
    this.given = new GivenArguments(operation, variables);
    this.introspection = new IntrospectionDepth(this.fragments);
  }

  /** True if the measure holds only for these variables. */
  get usedVariables(): boolean {
    return this.given.usedVariables;
  }

  measureOperation(operation: OperationDefinitionNode): Measure {
    const root = this.schema.getRootType(operation.operation);
    return root ? this.measureSet(operation.selectionSet, root) : emptyMeasure();
  }

  private measureSet(set: SelectionSetNode, parent: GraphQLNamedType): Measure {
    const sum = emptyMeasure();
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) this.addField(sum, node, parent);
      else if (node.kind === Kind.FRAGMENT_SPREAD) addMeasure(sum, this.measureFragment(node.name.value));
      else {
        const type = node.typeCondition && this.schema.getType(node.typeCondition.name.value);
        addMeasure(sum, this.measureSet(node.selectionSet, type ?? parent));
      }
    }
    return sum;
  }

  private measureFragment(name: string): Measure {
    const before = this.measured.get(name);
    if (before) return before;
    // Ends the recursion of a cycle, although validation has already refused cycles.
    this.measured.set(name, emptyMeasure());
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    const measure = fragment && type ? this.measureSet(fragment.selectionSet, type) : emptyMeasure();
    this.measured.set(name, measure);
    return measure;
  }

  private addField(sum: Measure, node: FieldNode, parent: GraphQLNamedType): void {
    const name = node.name.value;
    if (name.startsWith('__')) {
      sum.introspectionDepth = Math.max(sum.introspectionDepth, this.introspection.of(node.selectionSet));
    }
    const field = metaField(name) ?? fieldOf(parent, name);
    if (!field) return;
    if (name.startsWith('__') || parent.name.startsWith('__')) {
      this.addIntrospection(sum, node, field, parent);
      return;
    }

    const type = getNamedType(field.type);
    const first = this.first(node, field, type);
    const inner = node.selectionSet ? this.measureSet(node.selectionSet, type) : emptyMeasure();
    sum.depth = Math.max(sum.depth, inner.depth + 1);
    const own = ownCost(field, isLeafType(type));
    const once = onceCost(field) + this.costOfTexts(node);
    const isItems = isPageItems(parent, name);
    const times =
      isItems || !isListType(getNullableType(field.type))
        ? 1
        : (first ?? this.lengthGiven(node, field) ?? listSize(parent, field, this.facts.lengths?.()));
    const page = isConnection(type) ? (first ?? defaultPage) : 1;
    // A connection is one object whatever its page size. A list is as many objects as it is long.
    const cost = once + times * (own + inner.once + page * inner.perItem);
    const costliest =
      inner.costliestOnce.cost >= page * inner.costliestPerItem.cost
        ? inner.costliestOnce
        : { cost: page * inner.costliestPerItem.cost, path: inner.costliestPerItem.path };
    const calls = isItems ? sum.callsPerItem : sum.callsOnce;
    calls.addField(node, field, type, {
      requests: this.facts.upstream
        ? requestsOfField(field, this.facts.upstream, (argument) => this.given.read(node, argument))
        : null,
      times,
      page,
      once: inner.callsOnce,
      perItem: inner.callsPerItem,
      argument: (argument) => {
        const given = this.given.read(node, argument);
        return typeof given === 'number' ? given : null;
      },
    });
    // A value is part of its object, which is what a client can ask for fewer of.
    const path = node.selectionSet ? { name, rest: costliest.path } : null;
    const part: Part = { cost: once + times * (own + costliest.cost), path };
    if (isItems) {
      sum.perItem += cost;
      if (part.cost > sum.costliestPerItem.cost) sum.costliestPerItem = part;
    } else {
      sum.once += cost;
      if (part.cost > sum.costliestOnce.cost) sum.costliestOnce = part;
    }
  }

  /** Depth does not count here: the standard introspection query is deeper than any other. */
  private addIntrospection(sum: Measure, node: FieldNode, field: Field, parent: GraphQLNamedType): void {
    const inner = node.selectionSet
      ? this.measureSet(node.selectionSet, getNamedType(field.type))
      : emptyMeasure();
    const times = this.facts.introspected.get(`${parent.name}.${field.name}`) ?? 1;
    const cost = times * (costOfIntrospected + inner.once);
    sum.once += cost;
    const rest = inner.costliestOnce.path;
    if (cost > sum.costliestOnce.cost) sum.costliestOnce = { cost, path: { name: field.name, rest } };
  }

  private costOfTexts(node: FieldNode): number {
    if (!node.arguments?.length) return 0;
    let cost = 0;
    for (const { name, text } of this.given.texts(node)) cost += costOfText(name, text.length);
    return cost;
  }

  /** The length of a list that has an item for each of an argument; null for any other. */
  private lengthGiven(node: FieldNode, { extensions: { lengthOf } }: Field): number | null {
    const given = typeof lengthOf === 'string' ? this.given.read(node, lengthOf) : null;
    return Array.isArray(given) ? given.length : null;
  }

  /** The value of `first`; null if the field has no such argument. */
  private first(node: FieldNode, field: Field, type: GraphQLNamedType): number | null {
    const declared = field.args.find((argument) => argument.name === 'first');
    if (!declared) return null;
    const given = this.given.read(node, 'first') ?? declared.defaultValue;
    if (typeof given !== 'number' || !Number.isInteger(given)) return defaultPage;

    const { min, max } = firstBounds(field, type);
    if (given < min || given > max) {
      throw new LimitError(
        'BAD_USER_INPUT',
        `“first” of ${node.name.value} must be from ${min} to ${max}, not ${given}.`,
        { argument: 'first', minimum: min, maximum: max },
      );
    }
    return given;
  }
}

function fieldOf(parent: GraphQLNamedType, name: string): Field | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}
