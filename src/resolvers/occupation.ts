import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import { Education } from '../entities/education.ts';
import { Forecast } from '../entities/forecast.ts';
import { Occupation, OccupationMatch, Substitute } from '../entities/occupation.ts';
import { Place } from '../entities/place.ts';
import { MOST_EDUCATIONS } from '../loaders/occupation.ts';
import { readsTexts } from '../sources/kinds/education.ts';
import { labelOf } from '../taxonomy/taxonomy-index.ts';
import { answerOf } from './support/answer.ts';
import { knownSources } from './support/filters.ts';
import {
  AfterId,
  badInput,
  First,
  listSize,
  lookedUp,
  Offset,
  partAfter,
  partAt,
  partOfList,
  searchText,
} from './support/input.ts';
import { knownOccupation } from './support/known-occupation.ts';
import { knownPlace } from './support/known-place.ts';
import { Localised, type PickText } from './support/localised.ts';
import { SourcesArg } from './support/sources-arg.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver(() => Occupation)
export class OccupationResolver {
  @Extensions({ cost: 10 })
  @Query(() => [Occupation], {
    nullable: true,
    description:
      'Groups of SSYK 2012 by words of a label or an occupation name, or by the first digits of the code, the best first; all in the order of their codes without `query`. No source is called.',
  })
  occupations(
    @Ctx() { content: { taxonomyIndex } }: Context,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @Arg('level', () => Int, { nullable: true, description: 'Digits of the code, 1 to 4.' })
    level?: number | null,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const digits = level ?? null;
    if (digits !== null && ![1, 2, 3, 4].includes(digits))
      throw badInput('level', `There is no level ${digits}: give 1, 2, 3 or 4.`, ['1', '2', '3', '4']);
    if (query !== null && query !== undefined)
      return partOfList(taxonomyIndex.search(searchText('query', query), digits), first, after);
    const all = [...taxonomyIndex.occupations.values()];
    const found = all.filter((one) => digits === null || one.level === digits);
    return partOfList(found, first, after);
  }
  @Query(() => Occupation, {
    nullable: true,
    description:
      'One occupation by SSYK code, the concept id of a group or an occupation name, a URI in ESCO, its id, or a label that only one group has. Null for an unknown one; a label of several is BAD_USER_INPUT with their codes.',
  })
  occupation(@Arg('code', () => String) code: string, @Ctx() { content }: Context) {
    return lookedUp(() => knownOccupation(content, code, 'code'));
  }
  @UpstreamCalls({ TEXT_TERMS: { terms: 1 }, EDUCATION: { occupationsInText: 1 } })
  @Extensions({ cost: 20, answerKept: 'never' })
  @Query(() => [OccupationMatch], {
    nullable: true,
    description:
      'Occupations in a Swedish text, such as a job description or a CV, the best match first, with the reasons; at most 100. The words are matched with the labels of the taxonomy. The text is also sent to JobAd Enrichments and JobEd Connect; what they find is added when they answer within 2.5 seconds. A source that fails is in `extensions.failures`; the matches of the taxonomy stand.',
  })
  matchOccupations(
    @Arg('text', () => String) text: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @SourcesArg('Source slugs: the text is sent only to these.') slugs?: string[] | null,
  ) {
    const { sources, loaders } = context;
    const able = [...sources.idsOf('TEXT_TERMS'), ...sources.idsOf('EDUCATION', readsTexts)];
    const ids = knownSources('sources', able, slugs);
    return answerOf(context, info, loaders.matchOccupations(searchText('text', text), listSize(first), ids));
  }

  @FieldResolver(() => String, {
    description: 'Swedish, or English where it is known; the code itself where no label is known.',
  })
  prefLabel(@Root() occupation: Occupation, @Localised() pickText: PickText) {
    return pickText(occupation.prefLabel) ?? labelOf(occupation);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Swedish; null until “refresh taxonomy” has loaded a version with definitions.',
  })
  definition(@Root() occupation: Occupation, @Localised() pickText: PickText) {
    return pickText(occupation.definition);
  }
  @FieldResolver(() => Occupation, { nullable: true, description: 'The group with one digit less.' })
  broader(@Root() { key }: Occupation, @Ctx() { content }: Context) {
    return content.taxonomyIndex.broaderThan(key);
  }
  @FieldResolver(() => [Occupation], { description: 'The groups with one digit more.' })
  narrower(@Root() { key }: Occupation, @Ctx() { content }: Context) {
    return content.taxonomyIndex.narrowerThan(key);
  }
  @FieldResolver(() => [Concept], {
    nullable: true,
    description: 'Occupation names that employers use, in the group and the groups below it.',
  })
  occupationNames(
    @Root() { key }: Occupation,
    @Ctx() { content }: Context,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    return partOfList(content.taxonomyIndex.namesOf(key), first, after);
  }
  @FieldResolver(() => [Concept], {
    nullable: true,
    description:
      'Skills that belong to the work, by the JobTech taxonomy: the loaded version, or before a load the lists of the package, whose date is in `provenance`.',
  })
  skills(
    @Root() { key }: Occupation,
    @Ctx() { content }: Context,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const skills = content.taxonomyIndex.skillsOf(key);
    return skills && partOfList(skills, first, after);
  }
  @FieldResolver(() => [Substitute], {
    nullable: true,
    description: 'Other occupation names that those of the group may stand in for, the closest first.',
  })
  substitutes(
    @Root() { key }: Occupation,
    @Ctx() { content }: Context,
    @First() first?: number | null,
    @AfterId('The `id` of the `concept` of the last item of the previous page.') after?: string | null,
  ) {
    const substitutes = content.taxonomyIndex.substitutesOf(key);
    return substitutes && partAfter(substitutes, ({ concept }) => concept.id, { first, after });
  }
  @UpstreamCalls({ FORECAST: { forecasts: 1 } })
  @FieldResolver(() => [Forecast], {
    nullable: true,
    description:
      'Yrkesbarometern’s assessments, for Sweden unless a place is named; a municipality has its county’s. One for each horizon and occupation of the barometer in the group.',
  })
  forecast(
    @Root() occupation: Occupation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @PlaceArg() place?: string | null,
    @SourcesArg() slugs?: string[] | null,
  ) {
    const ids = knownSources('sources', context.sources.idsOf('FORECAST'), slugs);
    const where = knownPlace(context.content, place);
    return answerOf(context, info, context.loaders.forecast(occupation, where, ids));
  }
  @UpstreamCalls({ EDUCATION: { educationsForOccupation: 3 } })
  @FieldResolver(() => [Education], {
    nullable: true,
    description:
      'Educations that lead to the work, by JobEd Connect, for its first three occupation names; in a place when one is named. At most 300: the first 100 of each name.',
  })
  educations(
    @Root() occupation: Occupation,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @PlaceArg() place?: string | null,
    @First() first?: number | null,
    @SourcesArg() slugs?: string[] | null,
    @Offset() offset?: number | null,
  ) {
    const ids = knownSources('sources', context.sources.idsOf('EDUCATION'), slugs);
    const where = knownPlace(context.content, place);
    const window = partAt(first, offset, MOST_EDUCATIONS);
    return answerOf(context, info, context.loaders.educations(occupation, where, window, ids));
  }
}

@Resolver(() => Forecast)
export class ForecastResolver {
  @FieldResolver(() => Place, { nullable: true, description: 'Sweden or a county.' })
  place(@Root() { placeCode }: Forecast, @Ctx() { content }: Context) {
    return content.places.get(placeCode) ?? null;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The text of the source, in its own language; null when it has none, as for five years.',
  })
  text(@Root() forecast: Forecast, @Localised() pickText: PickText) {
    return pickText(forecast.text);
  }
}

@Resolver(() => Education)
export class EducationResolver {
  @FieldResolver(() => Place, {
    nullable: true,
    description: 'Where it is given, or the municipality that gives it; null where neither is known.',
  })
  place(@Root() education: Education, @Ctx() { loaders }: Context) {
    return loaders.placeOfEducation(education);
  }
}

function PlaceArg() {
  return Arg('place', () => String, {
    nullable: true,
    description: 'SCB code, or the name of a county or municipality.',
  });
}
