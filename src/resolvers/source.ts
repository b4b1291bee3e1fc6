import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Provenance } from '../entities/provenance.ts';
import { Source, SourceFailure, SourceKind } from '../entities/source.ts';
import { given, keyInId } from './support/input.ts';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => [Source], {
    description: 'Every source the gateway joins, the association’s own content first; at most 100.',
  })
  sources(
    @Ctx() { sources }: Context,
    @Arg('kind', () => SourceKind, { nullable: true }) kind?: SourceKind | null,
  ) {
    return sources.describeAll().filter((source) => !kind || source.kind === kind);
  }
  @Query(() => Source, { nullable: true, description: 'One source by its slug or id, such as `riksdagen`.' })
  source(@Arg('slug', () => String) slug: string, @Ctx() { sources }: Context) {
    const wanted = given('slug', slug);
    return sources.describe(keyInId('Source', wanted) ?? wanted.toLowerCase());
  }
}

@Resolver(() => Provenance)
export class ProvenanceResolver {
  @FieldResolver(() => Source)
  source(@Root() { sourceId }: Provenance, @Ctx() { sources }: Context) {
    return sources.describe(sourceId);
  }
}

@Resolver(() => SourceFailure)
export class SourceFailureResolver {
  @FieldResolver(() => Source)
  source(@Root() { sourceId }: SourceFailure, @Ctx() { sources }: Context) {
    return sources.describe(sourceId);
  }
}
