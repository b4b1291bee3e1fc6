import { Field, ID, InterfaceType } from 'type-graphql';

/** Anything with a globally unique id; `node(id:)` finds it again. */
@InterfaceType({
  description: 'Anything that has a globally unique id; `node(id:)` finds it again.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'Globally unique and opaque.' })
  readonly id!: string;
}

/** The opaque id of an entity: base64url of `Type:key`. */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** Type and key of an id made by `globalId`; null for anything else. */
export function parseGlobalId(id: string): { type: string; key: string } | null {
  const text = Buffer.from(id, 'base64url').toString();
  const at = text.indexOf(':');
  if (at < 1 || globalId(text.slice(0, at), text.slice(at + 1)) !== id) return null;
  return { type: text.slice(0, at), key: text.slice(at + 1) };
}

/**
 * An instance of an entity class from its fields, so that interfaces and unions can tell its type. Entities have neither
 * constructors nor fields with a value. Not `Object.assign`: with more than twelve fields V8 makes a hash table of what it
 * assigns to, which takes five times the memory, and which reads more slowly.
 */
export function entity<T extends object>(type: new () => T, fields: Partial<T>): T {
  return { __proto__: type.prototype, ...fields } as T;
}
