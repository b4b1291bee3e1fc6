import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import { labelsOf } from '../taxonomy/taxonomy-index.ts';
import { foldedOf, wordsBeginning } from '../text/fold.ts';
import { answerOf } from './support/answer.ts';
import { knownSources } from './support/filters.ts';
import { AfterId, First, known, partOfList, searchText } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { pick } from './support/pick.ts';
import { SourcesArg } from './support/sources-arg.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Concept)
export class ConceptResolver {
  @Extensions({ cost: 30 })
  @Query(() => [Concept], {
    nullable: true,
    description:
      'Concepts of one type, such as `obstacle`, `occupation-name` or `skill`, and with words that begin with `query` in a label when it is given. From the association and the taxonomy; no source is called.',
  })
  concepts(
    @Arg('type', () => String) type: string,
    @Ctx() { content }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const types = new Set([...content.concepts.values()].map((concept) => concept.type));
    known(
      'type',
      [type],
      (one) => types.has(one) || null,
      () => types,
    );
    const fits = query === null || query === undefined ? null : wordsBeginning(searchText('query', query));
    const found = [...content.concepts.values()]
      .filter((concept) => concept.type === type)
      .filter((concept) => !fits || fits(foldedOf(concept, labelsOf)));
    return partOfList(found, first, after);
  }
  @UpstreamCalls({ CONCEPTS: { byUri: 1 } })
  @Query(() => Concept, {
    nullable: true,
    description:
      'One concept by its id: the association’s own, of the JobTech taxonomy (a withdrawn concept gives its replacement), or of ESCO by its URI, which is fetched from ESCO.',
  })
  concept(
    @Arg('conceptId', () => String) conceptId: string,
    @Ctx() { content, loaders }: Context,
  ): Concept | null | Promise<Concept | null> {
    return (
      content.concepts.get(conceptId) ??
      content.taxonomyIndex.concept(conceptId) ??
      loaders.fetchedConcept(conceptId)
    );
  }
  @UpstreamCalls({ TEXT_TERMS: { terms: 1 } })
  @Extensions({ cost: 10, answerKept: 'never' })
  @Query(() => [Concept], {
    nullable: true,
    description:
      'Skills that a Swedish text asks for, the most certain first; at most one for each word. The text is sent to JobAd Enrichments. A term without a concept in the taxonomy is a concept in the scheme `jobad-enrichments`. Null, with an error, when the source fails.',
  })
  extractSkills(
    @Arg('text', () => String) text: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @SourcesArg('Source slugs: the text is sent only to these.') slugs?: string[] | null,
  ) {
    const ids = knownSources('sources', context.sources.idsOf('TEXT_TERMS'), slugs);
    return answerOf(context, info, context.loaders.skillsIn(searchText('text', text), ids));
  }

  @FieldResolver(() => String, { description: 'The preferred label (SKOS).' })
  prefLabel(@Root() concept: Concept, @Localised() pickText: PickText) {
    return pickText(concept.prefLabel);
  }
  @FieldResolver(() => String, { nullable: true, description: 'The definition; null when there is none.' })
  definition(@Root() concept: Concept, @Localised() pickText: PickText) {
    return pickText(concept.definition);
  }
  @FieldResolver(() => [Concept], {
    description:
      'Broader concepts. Empty for an ESCO concept that is reached through another one: query `concept` with its URI.',
  })
  broader(@Root() { broaderKeys, linked }: Concept, @Ctx() { content }: Context) {
    return linked?.broader ?? pick(broaderKeys, content.concepts);
  }
  @FieldResolver(() => [Concept])
  narrower(@Root() { key, linked }: Concept, @Ctx() { content }: Context) {
    return linked?.narrower ?? content.narrowerThanConcept(key);
  }
  @FieldResolver(() => [Concept], {
    description:
      'For a measure its obstacles, and the reverse; for an occupation group its skills, and the reverse; for an ESCO occupation its skills. Whole: a group has at most some 600; `Occupation.skills` gives them in pages.',
  })
  related(@Root() { relatedKeys, linked }: Concept, @Ctx() { content }: Context) {
    return linked?.related ?? pick(relatedKeys, content.concepts);
  }
}
