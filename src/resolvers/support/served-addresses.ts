import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { webAddress } from '../../text/web-address.ts';

/** Names of fields that hold addresses of the web. */
const NAMES = /^(?:url|homepage|documentation|landingPages)$|(?:Url|Uri)s?$/;
/** In place of an address that may not be served, where the schema promises one. */
const NOWHERE = 'about:blank';

/** Whether a field holds addresses of the web, by its name. */
export function holdsAddress({ name, type }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type) === GraphQLString && NAMES.test(name);
}

/**
 * Every address leaves the gateway as `webAddress` gives it, whatever source or file it came from. Decoders do the same,
 * so that wrong ones are noticed there; this is the last door. Call it once, after the schema has been built.
 */
export function serveAddresses(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (holdsAddress(field)) guard(field);
  }
}

function guard(field: GraphQLField<unknown, unknown>): void {
  const { type, resolve = defaultFieldResolver } = field;
  const isRequired = isNonNullType(type);
  const served = isListType(getNullableType(type))
    ? (value: unknown) => (Array.isArray(value) ? value.map(webAddress).filter((one) => one !== null) : value)
    : (value: unknown) => webAddress(value) ?? (isRequired ? NOWHERE : null);
  field.resolve = (...args) => {
    const value: unknown = resolve(...args);
    return value instanceof Promise ? value.then(served) : served(value);
  };
}
