import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/**
 * Lets the execution read the fields that have no resolver, as the option `simpleResolvers` of every type would. Call it
 * before the schema is built.
 */
export function readFieldsDirectly(): void {
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers = true;
}

/**
 * Lets interfaces tell the type of an object at once. type-graphql makes an async function of it, and then every object
 * of a list is completed in a turn of its own. Call it after the schema is built.
 */
export function resolveTypesDirectly(schema: GraphQLSchema): void {
  for (const { name, resolveType } of getMetadataStorage().interfaceTypes) {
    const type = schema.getType(name);
    if (isInterfaceType(type) && resolveType) type.resolveType = (value) => nameOf(value);
  }
}

const nameOf = (value: object): string => value.constructor.name;
