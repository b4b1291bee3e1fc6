import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  isObjectType,
  locatedError,
  responsePathAsArray,
} from 'graphql';
import { type AnswerMeter, abandoned } from '../cost/answer-meter.ts';
import { CollectedErrors } from './collected-errors.ts';
import type { Shape } from './field-facts.ts';
import { Path } from './path.ts';
import type { Plan, PlannedField, Values } from './plan.ts';
import { ResolveInfo } from './resolve-info.ts';
import { Row } from './row.ts';

/** Lists that lead to more fields than this are completed item by item, so that others get their turn in between. */
const longList = 1_000;
/** A field with arguments may ask a source, which takes as long as so many plain fields. */
const fieldsOfCall = 250;
/** What a number or a date takes in a list. */
const bytesOfItem = 8;

/**
 * One execution of a plan, by the rules of the GraphQL specification. A value that is there is completed at once, one
 * that is promised when it comes; all fields of an object are resolved before any is waited for.
 */
export class Run {
  readonly errors = new CollectedErrors();
  private readonly given = new Map<PlannedField, Values>();

  constructor(
    readonly plan: Plan,
    readonly variables: Values,
    readonly rootValue: unknown,
    private readonly context: unknown,
    private readonly meter: AnswerMeter,
  ) {}

  /** The values of these fields of an object; a promise where one of them is promised. */
  fields(planned: readonly PlannedField[], source: unknown, path: Path | undefined): unknown {
    const row = new Row();
    let waiting: Waiting | null = null;
    try {
      for (const field of planned) {
        const value = this.field(field, source, path);
        row[field.key] = value;
        if (value instanceof Promise) {
          waiting ??= new Waiting();
          waiting.add(field.key, value);
        }
      }
    } catch (error) {
      waiting?.ignore();
      throw error;
    }
    return waiting ? waiting.filled(row) : row;
  }

  private field(field: PlannedField, source: unknown, parent: Path | undefined): unknown {
    if (!this.meter.add(1, field.bytes)) return abandoned();
    if (field.facts.isTypeName) return this.completed(field, field.parentType.name, null);
    const path =
      field.facts.shape.kind === 'leaf' ? null : new Path(parent, field.key, field.parentType.name);
    try {
      const value = this.resolved(field, source, parent);
      const completed = value instanceof Promise ? value : this.completed(field, value, path);
      if (!(completed instanceof Promise)) return completed;
      return this.promised(field, completed, parent, path, value instanceof Promise);
    } catch (error) {
      return this.failed(error, field, field.facts.shape, path ?? pathOf(field, parent));
    }
  }

  /** Waits for the value of a field, or for what it holds. */
  private async promised(
    field: PlannedField,
    promise: Promise<unknown>,
    parent: Path | undefined,
    path: Path | null,
    isValue: boolean,
  ): Promise<unknown> {
    try {
      const come = await promise;
      return isValue ? await this.completed(field, come, path) : come;
    } catch (error) {
      return this.failed(error, field, field.facts.shape, path ?? pathOf(field, parent));
    }
  }

  private resolved(field: PlannedField, source: unknown, parent: Path | undefined): unknown {
    const { resolve, checkLengths } = field.facts;
    if (!field.hasArguments) {
      if (!resolve) return this.property(field, source, parent);
      return resolve(source, noArguments, this.context, new ResolveInfo(this, field, parent));
    }
    const given = this.argumentsOf(field);
    checkLengths?.(given);
    const info = new ResolveInfo(this, field, parent);
    const call = () =>
      resolve ? resolve(source, given, this.context, info) : this.property(field, source, parent);
    return this.meter.isOverdue ? this.meter.later(call, fieldsOfCall) : call();
  }

  private property(field: PlannedField, source: unknown, parent: Path | undefined): unknown {
    if ((typeof source !== 'object' && typeof source !== 'function') || source === null) return undefined;
    const value: unknown = Reflect.get(source, field.definition.name);
    if (typeof value !== 'function') return value;
    const info = new ResolveInfo(this, field, parent);
    return Reflect.apply(value, source, [this.argumentsOf(field), this.context, info]);
  }

  /** Read once for all objects of a list. */
  private argumentsOf(field: PlannedField): Values {
    let given = this.given.get(field);
    if (!given) {
      given = field.argumentsWith(this.variables);
      this.given.set(field, given);
    }
    return given;
  }

  /** Counts the value of a field, and completes it: later, where much has been done without a pause. */
  private completed(field: PlannedField, value: unknown, path: Path | null): unknown {
    const { meter } = this;
    const { shape, isLeaf } = field.facts;
    if (path === null || shape.kind === 'leaf') {
      if (typeof value === 'string' && !meter.add(0, value.length)) return abandoned();
      return this.value(field, shape, value, path);
    }
    if (!Array.isArray(value)) {
      if (isLeaf || typeof value !== 'object' || value === null || !meter.isOverdue)
        return this.value(field, shape, value, path);
      return this.afterOthers(field, shape, value, path, field.selection.size);
    }
    if (!meter.add(value.length, isLeaf ? bytesOf(value) : value.length * 3)) return abandoned();
    if (isLeaf) return this.value(field, shape, value, path);
    const selected = value.length * field.selection.size;
    if (selected >= longList) {
      const items = value.map((item: unknown) => meter.later(() => item, field.selection.size));
      return this.value(field, shape, items, path);
    }
    return meter.isOverdue
      ? this.afterOthers(field, shape, value, path, selected)
      : this.value(field, shape, value, path);
  }

  private async afterOthers(
    field: PlannedField,
    shape: Shape,
    value: unknown,
    path: Path,
    fields: number,
  ): Promise<unknown> {
    return this.value(field, shape, await this.meter.later(() => value, fields), path);
  }

  /** The value as it is written. The path is null only in leaves, which have no need of it. */
  private value(field: PlannedField, shape: Shape, value: unknown, path: Path | null): unknown {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (!shape.isRequired) return null;
      const { parentType, definition } = field;
      throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
    }
    if (shape.kind === 'leaf')
      return shape.isText && typeof value === 'string' ? value : serialized(shape.type, value);
    if (path === null) throw new Error('a value with parts has a path');
    if (shape.kind === 'list') return this.list(field, shape.item, itemsOf(field, value), path);
    if (shape.kind === 'object') return this.object(field, shape.type, value, path);
    return this.abstract(field, shape.type, value, path);
  }

  private list(field: PlannedField, shape: Shape, items: readonly unknown[], path: Path): unknown {
    const isLeaf = shape.kind === 'leaf';
    const values: unknown[] = [];
    let isPromised = false;
    try {
      for (const [at, item] of items.entries()) {
        const value = this.item(field, shape, item, isLeaf ? null : new Path(path, at, undefined), path, at);
        if (value instanceof Promise) isPromised = true;
        values.push(value);
      }
    } catch (error) {
      // An item that may not be null has failed, and nobody waits for the others: those done and those that come.
      for (const one of [...values, ...items]) if (one instanceof Promise) one.catch(() => {});
      throw error;
    }
    return isPromised ? Promise.all(values) : values;
  }

  private item(
    field: PlannedField,
    shape: Shape,
    item: unknown,
    path: Path | null,
    parent: Path,
    at: number,
  ): unknown {
    const failed = (error: unknown) =>
      this.failed(error, field, shape, path ?? new Path(parent, at, undefined));
    try {
      const value =
        item instanceof Promise
          ? item.then((come: unknown) => this.value(field, shape, come, path))
          : this.value(field, shape, item, path);
      return value instanceof Promise ? value.then(undefined, failed) : value;
    } catch (error) {
      return failed(error);
    }
  }

  private object(field: PlannedField, type: GraphQLObjectType, value: unknown, path: Path): unknown {
    const complete = () => this.fields(field.selection.fieldsOf(type), value, path);
    if (!type.isTypeOf) return complete();
    const checked = (isOfType: boolean) => {
      if (!isOfType) throw new GraphQLError(`The value is not of the type “${type.name}”.`);
      return complete();
    };
    const isOfType = type.isTypeOf(value, this.context, this.infoOf(field, path));
    return isOfType instanceof Promise ? isOfType.then(checked) : checked(isOfType === true);
  }

  private abstract(field: PlannedField, abstract: GraphQLAbstractType, value: unknown, path: Path): unknown {
    const { schema } = this.plan;
    const complete = (name: unknown) => {
      const type = typeof name === 'string' ? schema.getType(name) : undefined;
      if (!isObjectType(type) || !schema.isSubType(abstract, type))
        throw new GraphQLError(`The type “${String(name)}” of a value is none of “${abstract.name}”.`);
      return this.object(field, type, value, path);
    };
    const resolve = abstract.resolveType ?? defaultTypeResolver;
    const name = resolve(value, this.context, this.infoOf(field, path), abstract);
    return name instanceof Promise ? name.then(complete) : complete(name);
  }

  /** Of the field itself, also for an item of its list. */
  private infoOf(field: PlannedField, path: Path): ResolveInfo {
    let own = path;
    while (typeof own.key === 'number' && own.prev) own = own.prev;
    return new ResolveInfo(this, field, own.prev);
  }

  /** Null in place of the value, and its error in the list; where null is not allowed, the error goes on to what holds it. */
  private failed(cause: unknown, field: PlannedField, shape: Shape, path: Path): unknown {
    const isNew = !(cause instanceof GraphQLError && cause.path);
    if (isNew && !this.meter.addError()) return abandoned();
    const error = locatedError(cause, field.nodes, responsePathAsArray(path));
    if (shape.isRequired) throw error;
    this.errors.add(error, path);
    return null;
  }
}

const noArguments: Values = Object.freeze({});

const pathOf = (field: PlannedField, parent: Path | undefined): Path =>
  new Path(parent, field.key, field.parentType.name);

/** The promised values of an object. */
class Waiting {
  private readonly keys: string[] = [];
  private readonly values: Promise<unknown>[] = [];

  add(key: string, value: Promise<unknown>): void {
    this.keys.push(key);
    this.values.push(value);
  }

  /** Nobody waits for them any more. */
  ignore(): void {
    for (const value of this.values) value.catch(() => {});
  }

  async filled(row: Row): Promise<Row> {
    const values = await Promise.all(this.values);
    for (const [at, key] of this.keys.entries()) row[key] = values[at];
    return row;
  }
}

function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const written: unknown = type.serialize(value);
  if (written === null || written === undefined)
    throw new Error(`A value of “${type.name}” has no written form.`);
  return written;
}

function itemsOf({ parentType, definition }: PlannedField, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && Symbol.iterator in value)
    return [...(value as Iterable<unknown>)];
  throw new GraphQLError(
    `Expected Iterable, but did not find one for field "${parentType.name}.${definition.name}".`,
  );
}

function bytesOf(values: readonly unknown[]): number {
  let bytes = 0;
  for (const value of values) bytes += typeof value === 'string' ? value.length + 3 : bytesOfItem;
  return bytes;
}
