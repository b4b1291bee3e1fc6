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
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type AnswerLimits, AnswerMeter } from './answer-meter.ts';
import { argumentLengths } from './argument-lengths.ts';

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** What quotation marks, colon and comma add to a field, and a number or a date to its name. */
const bytesAround = 8;
/** Lists that lead to more fields than this are completed item by item, so that others get their turn in between. */
const longList = 1_000;
/** A fragment counts as so many fields when the length of a list is judged. */
const fieldsOfFragment = 20;

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
      const { key } = info.path;
      const around = typeof key === 'string' ? key.length + bytesAround : bytesAround;
      try {
        const value = resolve(source, args, context, info);
        if (typeof value === 'string') meter.add(1, around + value.length);
        else meter.add(1, around);
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
    meter.add(1, typeof key === 'string' ? key.length + bytesAround : bytesAround);
    try {
      checkLengths?.(args);
      const value =
        mayTakeLong && meter.isOverdue
          ? meter.later(() => resolve(source, args, context, info))
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

function failed(meter: AnswerMeter, error: unknown): never {
  meter.addError();
  throw error;
}

function counted(meter: AnswerMeter, value: unknown, isLeaf: boolean, info: GraphQLResolveInfo): unknown {
  if (typeof value === 'string') meter.add(0, value.length);
  if (!Array.isArray(value)) return value;
  meter.add(value.length, isLeaf ? bytesOf(value) : value.length * 3);
  if (isLeaf || value.length * selectedIn(info) < longList) return value;
  // graphql-js completes a list of promises item by item.
  return value.map((item: unknown) => meter.later(() => item));
}

function bytesOf(values: readonly unknown[]): number {
  let bytes = 0;
  for (const value of values) bytes += typeof value === 'string' ? value.length + 3 : bytesAround;
  return bytes;
}

function selectedIn({ fieldNodes }: GraphQLResolveInfo): number {
  let selected = 0;
  for (const { selectionSet } of fieldNodes) {
    for (const { kind } of selectionSet?.selections ?? [])
      selected += kind === Kind.FIELD ? 1 : fieldsOfFragment;
  }
  return selected;
}
