import {
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { argumentLengths } from '../cost/argument-lengths.ts';

type Field = GraphQLField<unknown, unknown>;

/** How a value of a type is completed. */
export type Shape =
  | { kind: 'leaf'; isRequired: boolean; type: GraphQLLeafType; isText: boolean }
  | { kind: 'list'; isRequired: boolean; item: Shape }
  | { kind: 'object'; isRequired: boolean; type: GraphQLObjectType }
  | { kind: 'abstract'; isRequired: boolean; type: GraphQLAbstractType };

/** What the execution needs to know of a field of the schema. */
export interface FieldFacts {
  shape: Shape;
  /** Null where the value is a property of the object. */
  resolve: GraphQLFieldResolver<unknown, unknown> | null;
  /** Whether its value, or the items of its lists, have no fields. */
  isLeaf: boolean;
  isTypeName: boolean;
  /** Throws where an argument is too long; null where none can be. */
  checkLengths: ((given: Readonly<Record<string, unknown>>) => void) | null;
}

const known = new WeakMap<Field, FieldFacts>();

export function factsOf(field: Field): FieldFacts {
  let facts = known.get(field);
  if (!facts) {
    facts = {
      shape: shapeOf(field.type),
      resolve: field.resolve ?? null,
      isLeaf: isLeafType(getNamedType(field.type)),
      isTypeName: field === TypeNameMetaFieldDef,
      checkLengths: argumentLengths(field),
    };
    known.set(field, facts);
  }
  return facts;
}

function shapeOf(type: GraphQLOutputType): Shape {
  const isRequired = isNonNullType(type);
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return { kind: 'list', isRequired, item: shapeOf(inner.ofType) };
  if (isLeafType(inner)) {
    const isText = inner === GraphQLString || inner === GraphQLID;
    return { kind: 'leaf', isRequired, type: inner, isText };
  }
  if (isObjectType(inner)) return { kind: 'object', isRequired, type: inner };
  return { kind: 'abstract', isRequired, type: inner };
}
