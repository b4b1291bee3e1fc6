import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { DataGap } from '../entities/data-gap.ts';
import { entity } from '../entities/node.ts';
import { Occupation } from '../entities/occupation.ts';
import { Organisation } from '../entities/organisation.ts';
import { Place } from '../entities/place.ts';
import { Provenance } from '../entities/provenance.ts';
import { Indicator, IndicatorTable, Observation, Point, StatisticsTable } from '../entities/statistics.ts';
import { Sex } from '../entities/statistics-vocabulary.ts';
import { Topic } from '../entities/topic.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { indicatorTable } from '../loaders/indicator-table.ts';
import { hasPlace, placeOfKey, placesAbroad, type Span } from '../loaders/indicators.ts';
import type { IndicatorDefinition } from '../sources/cube/indicator-file.ts';
import { periodOf } from '../sources/cube/period.ts';
import { answerOf } from './support/answer.ts';
import { knownTopic } from './support/filters.ts';
import { badInput, known } from './support/input.ts';
import { knownPlace } from './support/known-place.ts';
import { Localised, type PickText } from './support/localised.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

/**
 * The fields of an indicator share their requests, and all that one answer asks of a table is one request, so the calls
 * are declared where indicators come from: for one, and for a list of them.
 */
const callsOfOne = { STATISTICS: { table: 1, cells: 1 } };
const callsOfTable = { STATISTICS: { table: 1, cells: 2 } };
const callsOfList = { STATISTICS: { table: 1, cells: 7 } };
const shared = { maxParents: 1 };

/** A Swedish place, or the code of a country or region that indicators compare with. */
function placeFor(context: Context, value: string, argument: string): Place {
  const country = placesAbroad.includes(value.trim().toUpperCase())
    ? placeOfKey(context.content, value.trim().toUpperCase())
    : null;
  const found = country ?? knownPlace(context.content, value, argument);
  if (!found) throw badInput(argument, `There is no place ${JSON.stringify(value)}.`);
  return found;
}

function spanFor(from: string | null | undefined, to: string | null | undefined): Span {
  for (const [argument, value] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (typeof value !== 'string' || periodOf(value).start !== null) continue;
    throw badInput(argument, `${argument} is no period: give a year or a code such as 2024-06 or 2024-Q2.`);
  }
  const span = { from: from ?? null, to: to ?? null };
  if (
    span.from !== null &&
    span.to !== null &&
    (periodOf(span.from).start ?? '') > (periodOf(span.to).end ?? '')
  )
    throw badInput('from', `from (${span.from}) is after to (${span.to}).`);
  return span;
}

function knownIndicators({ loaders }: Context, slugs: readonly string[]): IndicatorDefinition[] {
  if (slugs.length === 0) throw badInput('indicators', 'indicators is empty: name at least one slug.');
  const found = known('indicators', slugs, loaders.indicatorDefinition, loaders.indicatorSlugs) ?? [];
  return [...new Set(found)];
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @Extensions({ listSize: 45 })
  @UpstreamCalls(callsOfList)
  @Query(() => [Indicator], {
    nullable: true,
    description:
      'Named series of the labour market and of digitalisation, each of Sweden or of the one country that it is of; with `topic` those of a topic; at most 100. No source is asked for the list.',
  })
  indicators(
    @Ctx() { content, loaders }: Context,
    @Arg('topic', () => String, { nullable: true, description: 'Slug: `labour-market`.' }) topic?:
      | string
      | null,
  ) {
    const found = knownTopic(content, topic);
    return loaders.indicatorsOfTopic(found?.key ?? null);
  }
  @UpstreamCalls(callsOfOne)
  @Query(() => Indicator, {
    nullable: true,
    description:
      'One named series of a place; null for an unknown slug, and for a place that it has no numbers of. Also `pay-2512`, `pay-2512-women` and `employed-2512`, by the code of an occupation in SSYK 2012.',
  })
  indicator(
    @Ctx() context: Context,
    @Arg('slug', () => String) slug: string,
    @Arg('place', () => String, {
      nullable: true,
      defaultValue: 'SE',
      description:
        'SCB code or name, or NO, FI, DK, EE, DE, BE1, BE2, BE3 for indicators that compare countries or regions.',
    })
    place?: string | null,
  ) {
    const definition = context.loaders.indicatorDefinition(slug);
    if (!definition) return null;
    const wanted = placeFor(context, place ?? 'SE', 'place');
    const where =
      definition.onlyPlace !== undefined && (place ?? 'SE') === 'SE' ? definition.onlyPlace : wanted.key;
    const found = placeOfKey(context.content, where);
    return found && hasPlace(definition, found) ? context.loaders.indicatorOf(definition, where) : null;
  }

  @FieldResolver(() => String)
  label(@Root() indicator: Indicator, @Localised() pickText: PickText) {
    return pickText(indicator.label);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What is measured, and what it must not be compared with.',
  })
  definition(@Root() indicator: Indicator, @Localised() pickText: PickText) {
    return pickText(indicator.definition);
  }
  @FieldResolver(() => Place, { nullable: true })
  place(@Root() { placeKey }: Indicator, @Ctx() { content }: Context) {
    return placeKey === null ? null : placeOfKey(content, placeKey);
  }
  @FieldResolver(() => [Point], {
    nullable: true,
    description:
      'The points of a span, the oldest first. Without `from` the last ones: two years of months, three of quarters, eight years. Periods are written `2024`, `2024-06`, `2024-Q2`, whatever the agency writes.',
  })
  async series(
    @Root() indicator: Indicator,
    @Ctx() { loaders }: Context,
    @Arg('from', () => String, { nullable: true }) from?: string | null,
    @Arg('to', () => String, { nullable: true }) to?: string | null,
    @Arg('last', () => Int, { nullable: true, description: 'So many of the last points; at most 500.' })
    last?: number | null,
  ) {
    if (typeof last === 'number' && (last < 1 || last > 500))
      throw badInput('last', 'last must be between 1 and 500.');
    const span = spanFor(from, to);
    const found = await seriesOf(loaders, indicator, {
      ...span,
      last: span.from === null ? (last ?? null) : null,
    });
    if (!found) return null;
    return typeof last === 'number' ? found.points.slice(-last) : found.points;
  }
  @FieldResolver(() => Point, {
    nullable: true,
    description:
      'The last point that has a number, which may be of an earlier period than other places have.',
  })
  async latest(@Root() indicator: Indicator, @Ctx() { loaders }: Context) {
    const found = await seriesOf(loaders, indicator, { from: null, to: null });
    return found?.points.findLast(({ value }) => value !== null) ?? null;
  }
  @UpstreamCalls({ STATISTICS: { table: 1 } }, { maxParents: 7 })
  @FieldResolver(() => StatisticsTable, { nullable: true, description: 'The table that it is picked from.' })
  table(@Root() { agency, tableId }: Indicator, @Ctx() { loaders, languages }: Context) {
    const language = loaders.statisticsLanguage(agency, languages);
    return language && loaders.statisticsTable({ agency, tableId, language });
  }
  @FieldResolver(() => Provenance, { nullable: true })
  async provenance(@Root() indicator: Indicator, @Ctx() { loaders }: Context) {
    return (await seriesOf(loaders, indicator, { from: null, to: null }))?.provenance ?? null;
  }
}

function seriesOf(loaders: Context['loaders'], { slug, placeKey }: Indicator, span: Span) {
  return loaders.indicatorSeries(slug, placeKey ?? 'SE', span);
}

@Resolver(() => IndicatorTable)
export class IndicatorTableResolver {
  @UpstreamCalls(callsOfTable)
  @Query(() => IndicatorTable, {
    nullable: true,
    description:
      'Indicators of many places in one table: a row for each indicator, place and period, also where there is no number. Each table of an agency is asked once for all its indicators and places. Exactly one of `places` and `placesWithin` is given. Without `from` the last periods.',
  })
  observations(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('indicators', () => [String], { description: 'Slugs: `unemployment-rate`.' }) slugs: string[],
    @Arg('places', () => [String], {
      nullable: true,
      description: 'SCB codes or names, or NO, FI, DK, EE, DE, BE1, BE2, BE3.',
    })
    places?: string[] | null,
    @Arg('placesWithin', () => String, {
      nullable: true,
      description: 'A county, for its municipalities; SE, for the counties.',
    })
    placesWithin?: string | null,
    @Arg('from', () => String, { nullable: true, description: 'First period, such as 2020.' }) from?:
      | string
      | null,
    @Arg('to', () => String, { nullable: true, description: 'Last period.' }) to?: string | null,
  ) {
    const { loaders } = context;
    const definitions = knownIndicators(context, slugs);
    const where = placesFor(context, places, placesWithin);
    const wanted = { definitions, places: where, span: spanFor(from, to), maxCells: loaders.maxCells };
    return answerOf(context, info, indicatorTable(loaders, wanted));
  }

  @FieldResolver(() => [Place])
  places(@Root() { placeKeys }: IndicatorTable, @Ctx() { content }: Context) {
    return placeKeys.flatMap((key) => placeOfKey(content, key) ?? []);
  }
  @Extensions({ listSize: 500, cost: 0.2 })
  @FieldResolver(() => [Observation], {
    description: 'By indicator, then place, then period; at most MAX_CELLS.',
  })
  rows(@Root() { cube }: IndicatorTable) {
    return Array.from({ length: cube.size }, (_, cell) => entity(Observation, { cube, cell }));
  }
  @FieldResolver(() => String, { description: 'The rows as CSV (RFC 4180).' })
  csv(@Root() { cube }: IndicatorTable) {
    return cube.content.csv();
  }
}

function placesFor(
  context: Context,
  places: readonly string[] | null | undefined,
  within: string | null | undefined,
): Place[] {
  const isNamed = places !== null && places !== undefined;
  const isWithin = within !== null && within !== undefined;
  if (isNamed === isWithin)
    throw badInput('places', 'Give exactly one of places and placesWithin.', ['places', 'placesWithin']);
  if (isNamed) {
    if (places.length === 0) throw badInput('places', 'places is empty: name at least one.');
    const found = places.map((one) => placeFor(context, one, 'places'));
    return [...new Map(found.map((place) => [place.key, place])).values()];
  }
  const { content } = context;
  const whole = placeFor(context, within ?? '', 'placesWithin');
  const inside =
    whole.key === 'SE'
      ? [...content.places.values()].filter(({ kind }) => kind === PlaceKind.COUNTY)
      : content.municipalitiesOf(whole.key);
  if (inside.length === 0)
    throw badInput('placesWithin', `${whole.name} has no places within it: give a county, or SE.`);
  return [...inside];
}

@Resolver(() => Place)
export class PlaceIndicatorResolver {
  @Extensions({ listSize: 20 })
  @UpstreamCalls(callsOfList, shared)
  @FieldResolver(() => [Indicator], {
    nullable: true,
    description:
      'Named series that have numbers of the place; with `slugs` those, an error for an unknown one. At most 100.',
  })
  indicators(
    @Root() place: Place,
    @Ctx() context: Context,
    @Arg('slugs', () => [String], { nullable: true }) slugs?: string[] | null,
  ) {
    const { loaders } = context;
    if (!slugs) return loaders.indicatorsOfPlace(place);
    return knownIndicators(context, slugs)
      .filter((one) => hasPlace(one, place))
      .map((one) => loaders.indicatorOf(one, place.key));
  }
}

@Resolver(() => Topic)
export class TopicIndicatorResolver {
  @Extensions({ listSize: 20 })
  @UpstreamCalls(callsOfList, shared)
  @FieldResolver(() => [Indicator], {
    nullable: true,
    description: 'Named series on the topic, at most 100.',
  })
  indicators(@Root() { key }: Topic, @Ctx() { loaders }: Context) {
    return loaders.indicatorsOfTopic(key);
  }
}

@Resolver(() => DataGap)
export class DataGapIndicatorResolver {
  @Extensions({ listSize: 45 })
  @UpstreamCalls(callsOfList, shared)
  @FieldResolver(() => [Indicator], {
    nullable: true,
    description:
      'Named series on the topics of the gap: what is known where the data are missing. At most 100.',
  })
  indicators(@Root() { topicKeys }: DataGap, @Ctx() { loaders }: Context) {
    const all = topicKeys.flatMap((topic) => loaders.indicatorsOfTopic(topic));
    return [...new Map(all.map((one) => [one.key, one])).values()];
  }
}

@Resolver(() => Organisation)
export class OrganisationIndicatorResolver {
  @UpstreamCalls(callsOfOne, shared)
  @FieldResolver(() => [Indicator], {
    nullable: true,
    description:
      'Unemployment in the area in which an employment service works, yearly (Eurostat): of Sweden, or of a region of Belgium. Empty for other organisations.',
  })
  indicators(@Root() { identifiers }: Organisation, @Ctx() { loaders }: Context) {
    const area = identifiers.find(({ scheme }) => scheme === 'nuts')?.value;
    return area ? loaders.indicatorsOfServiceArea(area) : [];
  }
}

@Resolver(() => Occupation)
export class OccupationIndicatorResolver {
  @UpstreamCalls(callsOfOne, shared)
  @FieldResolver(() => Indicator, {
    nullable: true,
    description:
      'Mean monthly pay in Sweden in SEK (Statistics Sweden). Null for groups of fewer than four digits.',
  })
  wages(
    @Root() { key, level }: Occupation,
    @Ctx() { loaders }: Context,
    @Arg('sex', () => Sex, { nullable: true }) sex?: Sex | null,
  ) {
    const ofSex = sex === Sex.WOMEN ? '-women' : sex === Sex.MEN ? '-men' : '';
    const definition = level === 4 ? loaders.indicatorDefinition(`pay-${key}${ofSex}`) : null;
    return definition && loaders.indicatorOf(definition, 'SE');
  }
  @UpstreamCalls(callsOfOne, shared)
  @FieldResolver(() => Indicator, {
    nullable: true,
    description:
      'Employees in the occupation (Statistics Sweden), in Sweden or in a county; a municipality has its county’s. Null for groups of fewer than four digits.',
  })
  employed(
    @Root() { key, level }: Occupation,
    @Ctx() context: Context,
    @Arg('place', () => String, { nullable: true, description: 'SCB code or name.' }) place?: string | null,
  ) {
    const definition = level === 4 ? context.loaders.indicatorDefinition(`employed-${key}`) : null;
    const where = knownPlace(context.content, place);
    return definition && context.loaders.indicatorOf(definition, where?.countyKey ?? where?.key ?? 'SE');
  }
}
