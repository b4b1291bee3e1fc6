import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  type ClassType,
  Ctx,
  createUnionType,
  Extensions,
  Field,
  getMetadataStorage,
  Info,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import type { Context } from '../context.ts';
import { Document } from '../entities/document.ts';
import { Node } from '../entities/node.ts';
import { type Representation, RepresentationScalar } from '../entities/representation.ts';
import { referenced } from './support/entity-keys.ts';
import { callsOfNode } from './support/node-of.ts';
import { subgraphSdl } from './support/sdl.ts';
import { UpstreamCallsOfReferences } from './support/upstream-calls.ts';

/** Every class of a node: each has a global id. */
function nodeClasses(): ClassType<Node>[] {
  const isNode = (one: unknown) => one === Node || one === Document;
  return getMetadataStorage().objectTypes.flatMap(({ target, interfaceClasses = [] }) =>
    interfaceClasses.some(isNode) && isNodeClass(target) ? [target] : [],
  );
}

const isNodeClass = (target: object): target is ClassType<Node> => 'prototype' in target;

const Entity = createUnionType({
  name: '_Entity',
  description: 'Anything that a router can ask for by a key.',
  types: () => nodeClasses(),
  resolveType: (value: object) => value.constructor.name,
});

@ObjectType('_Service', { description: 'This graph as a subgraph of Apollo Federation.' })
class Service {
  @Field(() => String, { description: 'The schema with the keys of its entities.' })
  sdl!: string;
}

@Resolver()
export class FederationResolver {
  @Query(() => Service, { name: '_service', description: 'For routers of Apollo Federation 2.' })
  async service(@Info() { schema }: GraphQLResolveInfo): Promise<Service> {
    return { sdl: await subgraphSdl(schema) };
  }

  @UpstreamCallsOfReferences(callsOfNode)
  @Extensions({ lengthOf: 'representations' })
  @Query(() => [Entity], {
    name: '_entities',
    nullable: 'items',
    description:
      'For routers of Apollo Federation 2: things by their keys, at most 1,000, in the same order. Null for one that does not exist, and, with an error, for one whose source fails.',
  })
  entities(
    @Arg('representations', () => [RepresentationScalar]) representations: Representation[],
    @Ctx() context: Context,
  ) {
    return representations.map((reference) => referenced(context, reference));
  }
}
