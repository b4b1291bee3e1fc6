import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Node } from '../entities/node.ts';
import { callsOfNode, nodeOf } from './support/node-of.ts';
import { UpstreamCallsOfNode } from './support/upstream-calls.ts';

@Resolver()
export class NodeResolver {
  @UpstreamCallsOfNode(callsOfNode)
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its global id; null when there is no such thing.',
  })
  node(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return nodeOf(context, id);
  }
}
