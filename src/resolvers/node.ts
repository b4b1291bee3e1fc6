import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { Node, parseGlobalId } from '../entities/node.ts';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its global id; null when there is no such thing.',
  })
  node(@Arg('id', () => ID) id: string, @Ctx() { content, loaders, sources }: Context) {
    const parsed = parseGlobalId(id);
    if (!parsed) return null;
    const { type, key } = parsed;
    switch (type) {
      case 'Source':
        return sources.describe(key);
      case 'JobAd':
        return loaders.jobAd.load(key);
      case 'Dataset':
        return loaders.dataset.load(key);
      case 'ParliamentaryDocument':
        return loaders.parliamentaryDocument.load(key);
      case 'MemberOfParliament':
        return loaders.member.load(key);
      case 'Concept':
        return content.concepts.get(key) ?? content.taxonomyIndex.concept(key) ?? loaders.fetchedConcept(key);
      default: {
        const found = content.find(`${type}:${key}`);
        return found?.constructor.name === type ? found : null;
      }
    }
  }
}
