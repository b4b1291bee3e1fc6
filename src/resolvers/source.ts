import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Provenance } from '../entities/provenance.ts';
import { Source, SourceFailure, SourceKind } from '../entities/source.ts';

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
  @Query(() => Source, { nullable: true, description: 'One source, such as `riksdagen`.' })
  source(@Arg('slug', () => String) slug: string, @Ctx() { sources }: Context) {
    return sources.describe(slug);
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
