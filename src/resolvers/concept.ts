import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { matches } from '../content/fold.ts';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import { Provenance } from '../entities/provenance.ts';
import { First, known, listSize, searchText } from './input.ts';
import { Localised, type Say } from './localised.ts';
import { ownProvenance } from './own-provenance.ts';
import { present } from './present.ts';

@Resolver(() => Concept)
export class ConceptResolver {
  @Query(() => [Concept], {
    nullable: true,
    description: 'Concepts of one type, such as `obstacle` or `measure`, by part of a label when given.',
  })
  concepts(
    @Arg('type', () => String) type: string,
    @Ctx() { content }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @First() first?: number | null,
  ) {
    const types = new Set([...content.concepts.values()].map((concept) => concept.type));
    known(
      'type',
      [type],
      (one) => types.has(one) || null,
      () => types,
    );
    const wanted = query === null || query === undefined ? null : searchText('query', query);
    return [...content.concepts.values()]
      .filter((concept) => concept.type === type)
      .filter(({ prefLabel }) => !wanted || matches(wanted, Object.values(prefLabel)))
      .slice(0, listSize(first));
  }
  @Query(() => Concept, { nullable: true, description: 'One concept by its id.' })
  concept(@Arg('conceptId', () => String) conceptId: string, @Ctx() { content }: Context) {
    return content.concepts.get(conceptId) ?? null;
  }

  @FieldResolver(() => String)
  prefLabel(@Root() concept: Concept, @Localised() say: Say) {
    return say(concept.prefLabel);
  }
  @FieldResolver(() => String, { nullable: true })
  definition(@Root() concept: Concept, @Localised() say: Say) {
    return say(concept.definition);
  }
  @FieldResolver(() => [Concept])
  broader(@Root() { broaderKeys }: Concept, @Ctx() { content }: Context) {
    return present(broaderKeys, content.concepts);
  }
  @FieldResolver(() => [Concept])
  narrower(@Root() { key }: Concept, @Ctx() { content }: Context) {
    return content.narrowerThanConcept(key);
  }
  @FieldResolver(() => [Concept], {
    description: 'For a measure the obstacles it answers, and the other way round.',
  })
  related(@Root() { relatedKeys }: Concept, @Ctx() { content }: Context) {
    return present(relatedKeys, content.concepts);
  }
  @FieldResolver(() => Provenance)
  provenance(@Root() concept: Concept) {
    return concept.fetched ?? ownProvenance(concept);
  }
}
