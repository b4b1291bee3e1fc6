import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  introspectionTypes,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type AnswerLimits, AnswerMeter, abandoned } from './answer-meter.ts';
import { argumentLengths } from './argument-lengths.ts';

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** What quotation marks, colon and comma add to a field, and a number or a date to its name. */
const bytesAround = 8;
/** Lists that lead to more fields than this are completed item by item, so that others get their turn in between. */
const longList = 1_000;
/** A field with arguments may ask a source, which takes as long as so many plain fields. */
const fieldsOfCall = 250;

const meters = new WeakMap<object, AnswerMeter>();
const metered = new WeakSet<object>();

/** Counts what is produced with this context, from now on. The schema must be metered. */
export function openMeter(context: object, limits: AnswerLimits): AnswerMeter {
  const meter = new AnswerMeter(limits);
  meters.set(context, meter);
  return meter;
}

/** Lets every field of the schema, and those of introspection, count itself and refuse arguments that are too long. */
export function meterFields(schema: GraphQLSchema): void {
  const types: GraphQLNamedType[] = [...Object.values(schema.getTypeMap()), ...introspectionTypes];
  for (const type of types) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) meterField(field);
  }
  for (const field of [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef]) meterField(field);
}

function meterField(field: GraphQLField<unknown, unknown>): void {
  // The types of introspection are shared by all schemas of the process.
  if (metered.has(field)) return;
  metered.add(field);
  const resolve: Resolve = field.resolve ?? defaultFieldResolver;
  const mayTakeLong = field.args.length > 0;
  const checkLengths = argumentLengths(field);
  const isLeaf = isLeafType(getNamedType(field.type));

  // Most fields are values of their object, so they are counted at once.
  if (isLeaf && !isListType(getNullableType(field.type)) && !mayTakeLong) {
    field.resolve = (source, args, context, info) => {
      const meter = meterOf(context);
      if (!meter) return resolve(source, args, context, info);
      if (meter.limitError) return abandoned();
      const { key } = info.path;
      const around = typeof key === 'string' ? key.length + bytesAround : bytesAround;
      try {
        const value = resolve(source, args, context, info);
        if (!meter.add(1, typeof value === 'string' ? around + value.length : around)) return abandoned();
        if (!(value instanceof Promise)) return value;
        return value.then(
          (come: unknown) => counted(meter, come, isLeaf, info),
          (error: unknown) => failed(meter, error),
        );
      } catch (error) {
        return failed(meter, error);
      }
    };
    return;
  }

  field.resolve = (source, args, context, info) => {
    const meter = meterOf(context);
    if (!meter) return resolve(source, args, context, info);
    const { key } = info.path;
    if (!meter.add(1, typeof key === 'string' ? key.length + bytesAround : bytesAround)) return abandoned();
    try {
      checkLengths?.(args);
      const value =
        mayTakeLong && meter.isOverdue
          ? meter.later(() => resolve(source, args, context, info), fieldsOfCall)
          : resolve(source, args, context, info);
      if (value instanceof Promise) {
        return value.then(
          (come: unknown) => counted(meter, come, isLeaf, info),
          (error: unknown) => failed(meter, error),
        );
      }
      return counted(meter, value, isLeaf, info);
    } catch (error) {
      return failed(meter, error);
    }
  };
}

function meterOf(context: unknown): AnswerMeter | undefined {
  return typeof context === 'object' && context !== null ? meters.get(context) : undefined;
}

/**
 * Counts an error. It is a rejection also where it was thrown at once: an item of a list that throws makes graphql-js
 * leave the promises of the items before it, and nobody would handle what they reject with.
 */
function failed(meter: AnswerMeter, error: unknown): Promise<never> {
  return meter.addError() ? Promise.reject(error) : abandoned();
}

function counted(meter: AnswerMeter, value: unknown, isLeaf: boolean, info: GraphQLResolveInfo): unknown {
  if (Array.isArray(value)) {
    if (!meter.add(value.length, isLeaf ? bytesOf(value) : value.length * 3)) return abandoned();
    if (isLeaf) return value;
    const selected = selectedIn(info);
    // graphql-js completes a list of promises item by item.
    if (value.length * selected >= longList)
      return value.map((item: unknown) => meter.later(() => item, selected));
    return meter.isOverdue ? meter.later(() => value, value.length * selected) : value;
  }
  if (typeof value === 'string') return meter.add(0, value.length) ? value : abandoned();
  if (isLeaf || typeof value !== 'object' || value === null || !meter.isOverdue) return value;
  return meter.later(() => value, selectedIn(info));
}

function bytesOf(values: readonly unknown[]): number {
  let bytes = 0;
  for (const value of values) bytes += typeof value === 'string' ? value.length + 3 : bytesAround;
  return bytes;
}

/** How many fields are selected in the value of a field, with those of fragments, but not what is inside them. */
function selectedIn({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let selected = 0;
  for (const { selectionSet } of fieldNodes) if (selectionSet) selected += fieldsOf(selectionSet, fragments);
  return selected;
}

const fieldCounts = new WeakMap<SelectionSetNode, number>();

function fieldsOf(selectionSet: SelectionSetNode, fragments: GraphQLResolveInfo['fragments']): number {
  const known = fieldCounts.get(selectionSet);
  if (known !== undefined) return known;
  let fields = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) fields += 1;
    else {
      const inside =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments[selection.name.value]?.selectionSet;
      if (inside) fields += fieldsOf(inside, fragments);
    }
  }
  fieldCounts.set(selectionSet, fields);
  return fields;
}
