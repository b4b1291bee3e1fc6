import type { GraphQLResolveInfo } from 'graphql';
import { GraphQLJSON } from 'graphql-scalars';
import {
  Arg,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  Float,
  Info,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../context.ts';
import { Language } from '../entities/language.ts';
import { entity } from '../entities/node.ts';
import { Occupation } from '../entities/occupation.ts';
import { Place } from '../entities/place.ts';
import { DateScalar } from '../entities/scalar.ts';
import {
  Category,
  Codelist,
  Cube,
  Dimension,
  Observation,
  Series,
  StatisticsTable,
  TableNote,
} from '../entities/statistics.ts';
import { DimensionRole, PeriodKind } from '../entities/statistics-vocabulary.ts';
import { Topic } from '../entities/topic.ts';
import { hasJoinedOccupations } from '../sources/cube/fetch-cube.ts';
import { successorOf } from '../sources/cube/frozen.ts';
import { periodOf } from '../sources/cube/period.ts';
import { isAbout } from '../sources/cube/rank.ts';
import { foldWords } from '../text/fold.ts';
import { answerOf } from './support/answer.ts';
import { StatisticsTableConnection } from './support/connections.ts';
import { knownSources } from './support/filters.ts';
import {
  After,
  AfterId,
  badInput,
  First,
  knownOne,
  pageWindow,
  partOfList,
  searchText,
  sentText,
} from './support/input.ts';
import { joinedPlace } from './support/joined-place.ts';
import { Localised, type PickText } from './support/localised.ts';
import { seriesOf } from './support/series.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

const defaultPage = 500;
const maxPage = 5000;

@InputType({
  description:
    'What to select of one dimension, by one of: `values`, `top`, `bottom`, or `from` and `to`. A dimension left out of a selection: time takes its last period; one that is not required is left out and listed in `eliminated`; any other is an error that lists choices.',
})
export class DimensionSelection {
  @Field(() => String, { description: 'Code of the dimension: `Region`.' }) dimension!: string;
  @Field(() => [String], {
    nullable: true,
    description: 'Codes, wildcards (`*`, `01*`, `*M12`), or PxWeb’s functions such as `top(3)`.',
  })
  values?: string[] | null;
  @Field(() => Int, { nullable: true, description: 'So many: the newest periods, or the first categories.' })
  top?: number | null;
  @Field(() => Int, { nullable: true, description: 'So many: the oldest periods, or the last categories.' })
  bottom?: number | null;
  @Field(() => String, { nullable: true, description: 'First code, inclusive; a year may begin months.' })
  from?: string | null;
  @Field(() => String, { nullable: true, description: 'Last code, inclusive.' }) to?: string | null;
  @Field(() => String, { nullable: true, description: 'Id of a codelist whose codes `values` holds.' })
  codelist?: string | null;
}

const languagesFor = (lang: Language | null | undefined, { languages }: Context): Language[] => [
  ...(lang ? [lang] : []),
  ...languages,
  Language.SV,
];

@Resolver(() => StatisticsTable)
export class StatisticsTableResolver {
  @UpstreamCalls({ STATISTICS: { tables: 1 } })
  @Query(() => StatisticsTableConnection, {
    nullable: true,
    description:
      'Tables of the statistical agencies that have every word in their title, subjects or variables, the best first; without `query` all. The lists of tables are kept for a day, so a search costs no request in between.',
  })
  statisticsTables(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('query', () => String, { nullable: true }) query?: string | null,
    @Arg('agency', () => [String], { nullable: true, description: 'Source slugs: `scb`, `eurostat`.' })
    agency?: string[] | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const agencies = knownSources('agency', context.sources.idsOf('STATISTICS'), agency);
    const text = query === null || query === undefined ? null : sentText('query', query);
    const window = pageWindow(first, after);
    return answerOf(context, info, context.loaders.statisticsTables({ query: text, agencies }, window));
  }
  @UpstreamCalls({ STATISTICS: { table: 1 } })
  @Query(() => StatisticsTable, {
    nullable: true,
    description:
      'One table by the agency’s id. SCB’s tables also by their path in its first API: `AM/AM0210/AM0210A/ArbStatusM`. Null where the agency does not know it.',
  })
  statisticsTable(
    @Ctx() context: Context,
    @Arg('agency', () => String, { description: 'Source slug: `scb`.' }) agency: string,
    @Arg('tableId', () => String) tableId: string,
  ) {
    const { loaders, sources } = context;
    const agencies = sources.idsOf('STATISTICS');
    knownOne(
      'agency',
      agency,
      (slug) => agencies.find((one) => one === slug),
      () => agencies,
    );
    const id = searchText('tableId', tableId);
    const language = loaders.statisticsLanguage(agency, languagesFor(null, context));
    return language && loaders.statisticsTable({ agency, tableId: id, language });
  }

  @UpstreamCalls({ STATISTICS: { table: 1 } }, { maxParents: 5 })
  @FieldResolver(() => String, { description: 'In `lang` where the agency has it.' })
  async title(
    @Root() { agency, tableId, language: own, ownTitle }: StatisticsTable,
    @Ctx() { loaders }: Context,
    @Arg('lang', () => Language, { nullable: true }) lang?: Language | null,
  ): Promise<string> {
    const language = lang ? loaders.statisticsLanguage(agency, [lang]) : own;
    if (!language || language === own) return ownTitle;
    return (await loaders.tableFacts({ agency, tableId, language }))?.title ?? ownTitle;
  }
  @UpstreamCalls({ STATISTICS: { table: 1 } })
  @FieldResolver(() => StatisticsTable, {
    nullable: true,
    description: 'The table in which a frozen one goes on, where that is known.',
  })
  replacedBy(@Root() { agency, tableId, language }: StatisticsTable, @Ctx() { loaders }: Context) {
    const successor = successorOf(agency, tableId);
    return successor === null ? null : loaders.statisticsTable({ agency, tableId: successor, language });
  }
  @Extensions({ listSize: 3 })
  @FieldResolver(() => [Topic], { description: 'Topics one of whose search terms is in its title.' })
  topics(@Root() { ownTitle }: StatisticsTable, @Ctx() { content }: Context) {
    return [...content.topics.values()].filter(({ crosswalk }) =>
      isAbout({ title: ownTitle, keywords: [] }, crosswalk.catalogue?.terms ?? []),
    );
  }
  @UpstreamCalls({ STATISTICS: { table: 1 } })
  @FieldResolver(() => [TableNote], { nullable: true })
  notes(@Root() table: StatisticsTable, @Ctx() { loaders }: Context) {
    return loaders.tableNotes(table);
  }
  @UpstreamCalls({ STATISTICS: { table: 1 } })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The table’s page at the agency, where it states one.',
  })
  async webUrl(@Root() table: StatisticsTable, @Ctx() { loaders }: Context) {
    return (await loaders.tableFacts(table))?.webUrl ?? null;
  }
  @UpstreamCalls({ STATISTICS: { table: 1 } })
  @FieldResolver(() => [Dimension], { nullable: true, description: 'In the agency’s order.' })
  dimensions(@Root() table: StatisticsTable, @Ctx() { loaders }: Context) {
    return loaders.tableDimensions(table);
  }
  @UpstreamCalls({ STATISTICS: { table: 1, cells: 1 } })
  @FieldResolver(() => Cube, {
    nullable: true,
    description:
      'The numbers of a selection. Without `select` a preview: the last period and the first category of each other required dimension, named in `defaulted`. Codes are checked before anything is asked: an unknown one is BAD_USER_INPUT with the nearest ones. More than MAX_CELLS cells (100 000) is TOO_MANY_CELLS with the count, the largest dimension and the address of the file.',
  })
  cube(
    @Root() { agency, tableId, language: own }: StatisticsTable,
    @Ctx() context: Context,
    @Arg('select', () => [DimensionSelection], { nullable: true }) select?: DimensionSelection[] | null,
    @Arg('lang', () => Language, { nullable: true, description: 'Language of labels and notes.' })
    lang?: Language | null,
  ) {
    const { loaders } = context;
    const language = lang ? loaders.statisticsLanguage(agency, [lang, own]) : own;
    return loaders.cube({ agency, tableId, language: language ?? own }, select ?? null);
  }
}

@Resolver(() => Topic)
export class TopicStatisticsResolver {
  @UpstreamCalls({ STATISTICS: { tables: 1 } }, { maxParents: 1 })
  @FieldResolver(() => [StatisticsTable], {
    nullable: true,
    description:
      'Tables that have one of the topic’s search terms for data catalogues in their title, subjects or variables. Null when the topic has none.',
  })
  async statisticsTables(
    @Root() { crosswalk }: Topic,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
    @AfterId() after?: string | null,
  ) {
    const terms = crosswalk.catalogue?.terms;
    const tables = terms && (await answerOf(context, info, context.loaders.tablesAbout(terms)));
    return tables ? partOfList(tables, first, after) : null;
  }
}

@Resolver(() => TableNote)
export class TableNoteResolver {
  @FieldResolver(() => String, { description: 'May hold Markdown.' })
  text(@Root() note: TableNote, @Localised() pickText: PickText) {
    return pickText(note.text);
  }
}

@Resolver(() => Codelist)
export class CodelistResolver {
  @FieldResolver(() => String)
  label(@Root() codelist: Codelist, @Localised() pickText: PickText) {
    return pickText(codelist.label);
  }
}

/** Synchronous where the label is there in the language, as it is for nearly all. */
function labelOf(
  labelled: Dimension | Category,
  isDimension: boolean,
  { loaders }: Context,
  lang: Language | null | undefined,
): string | Promise<string> {
  const { origin, ownLabel } = labelled;
  if (!lang || lang === origin.language || origin.agency === '') return ownLabel;
  const language = loaders.statisticsLanguage(origin.agency, [lang]);
  if (!language || language === origin.language) return ownLabel;
  return loaders.labelIn(language, labelled, isDimension);
}

@Resolver(() => Dimension)
export class DimensionResolver {
  @UpstreamCalls({ STATISTICS: { table: 1 } }, { maxParents: 1 })
  @FieldResolver(() => String, { description: 'In `lang` where the agency has it.' })
  label(
    @Root() dimension: Dimension,
    @Ctx() context: Context,
    @Arg('lang', () => Language, { nullable: true }) lang?: Language | null,
  ) {
    return labelOf(dimension, true, context, lang);
  }
  @Extensions({ maximumFirst: maxPage, cost: 0.2 })
  @FieldResolver(() => [Category], {
    nullable: true,
    description: 'In the agency’s order; with `search` those whose code or label has the words.',
  })
  categories(
    @Root() { categoryList }: Dimension,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('first', () => Int, { nullable: true, description: '1 to 5000; 500 by default.' }) first?:
      | number
      | null,
    @Arg('offset', () => Int, { nullable: true, description: 'Categories to pass over.' }) offset?:
      | number
      | null,
  ) {
    const words = search ? foldWords(searchText('search', search)).trim().split(' ') : [];
    const has = (text: string) => {
      const folded = foldWords(text);
      return words.every((word) => folded.includes(` ${word}`));
    };
    const found = search
      ? categoryList.filter(({ code, ownLabel }) => has(code) || has(ownLabel))
      : categoryList;
    const { from, to } = pageBounds(first, offset);
    return found.slice(from, to);
  }
}

@Resolver(() => Category)
export class CategoryResolver {
  @UpstreamCalls({ STATISTICS: { table: 1 } }, { maxParents: 1 })
  @FieldResolver(() => String, { description: 'In `lang` where the agency has it.' })
  label(
    @Root() category: Category,
    @Ctx() context: Context,
    @Arg('lang', () => Language, { nullable: true }) lang?: Language | null,
  ) {
    return labelOf(category, false, context, lang);
  }
}

function pageBounds(first: number | null | undefined, offset: number | null | undefined) {
  const count = first ?? defaultPage;
  const from = offset ?? 0;
  if (count < 1 || count > maxPage) throw badInput('first', `first must be between 1 and ${maxPage}.`);
  if (from < 0) throw badInput('offset', 'offset must be 0 or more.');
  return { from, to: from + count };
}

@Resolver(() => Cube)
export class CubeResolver {
  @Extensions({ maximumFirst: maxPage, cost: 0.2 })
  @FieldResolver(() => [Observation], {
    nullable: true,
    description: 'In row-major order: the last dimension varies fastest. One for each cell, empty ones too.',
  })
  observations(
    @Root() cube: Cube,
    @Arg('first', () => Int, { nullable: true, description: '1 to 5000; 500 by default.' }) first?:
      | number
      | null,
    @Arg('offset', () => Int, { nullable: true, description: 'Cells to pass over.' }) offset?: number | null,
  ) {
    const { from, to } = pageBounds(first, offset);
    const count = Math.max(0, Math.min(to, cube.size) - from);
    return Array.from({ length: count }, (_, at) => entity(Observation, { cube, cell: from + at }));
  }
  @FieldResolver(() => [Float], {
    nullable: 'items',
    description: 'Every number in row-major order, as JSON-stat has it. Null is “no number”, never 0.',
  })
  value(@Root() { content, size }: Cube) {
    return Array.from({ length: size }, (_, cell) => content.valueAt(cell));
  }
  @Extensions({ listSize: 100 })
  @FieldResolver(() => [Series], {
    nullable: true,
    description:
      'One line for each combination of the categories of these dimensions, for charts. The other dimensions, time aside, must have one category each.',
  })
  series(@Root() cube: Cube, @Arg('by', () => [String]) by: string[]) {
    return seriesOf(cube, by);
  }
  @FieldResolver(() => GraphQLJSON, { description: 'The whole cube as JSON-stat 2.0.' })
  jsonStat(@Root() { content }: Cube) {
    return content.jsonStat();
  }
  @FieldResolver(() => String, {
    description:
      'The whole cube as CSV (RFC 4180, commas): code and label of each dimension, value, status, unit.',
  })
  csv(@Root() { content }: Cube) {
    return content.csv();
  }
}

@Resolver(() => Observation)
export class ObservationResolver {
  @Extensions({ cost: 0.2 })
  @FieldResolver(() => Category, {
    nullable: true,
    description: 'The category in one dimension, by its code.',
  })
  key(@Root() observation: Observation, @Arg('dimension', () => String) dimension: string) {
    const { cube, cell } = observation;
    const at = cube.dimensions.findIndex(({ code }) => code.toLowerCase() === dimension.toLowerCase());
    if (at < 0) {
      const codes = cube.dimensions.map(({ code }) => code);
      throw badInput(
        'dimension',
        `The cube has no dimension ${JSON.stringify(dimension)}. It has: ${codes.join(', ')}.`,
        codes,
      );
    }
    return cube.dimensions[at]?.categoryList[cube.content.placesOf(cell)[at] ?? 0] ?? null;
  }
  @FieldResolver(() => PeriodKind, { nullable: true, description: 'Null without a period.' })
  periodKind(@Root() observation: Observation) {
    return periodIn(observation)?.kind ?? null;
  }
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day of the period; null where its code states none.',
  })
  periodStart(@Root() observation: Observation) {
    return periodIn(observation)?.start ?? null;
  }
  @FieldResolver(() => DateScalar, { nullable: true, description: 'Last day of the period.' })
  periodEnd(@Root() observation: Observation) {
    return periodIn(observation)?.end ?? null;
  }
  @FieldResolver(() => Place, {
    nullable: true,
    description:
      'The Swedish place of the number. Null for other places, and for periods before the code got its present boundaries.',
  })
  place(@Root() observation: Observation, @Ctx() { content }: Context) {
    const code = observation.keyOf(DimensionRole.GEO)?.code;
    return code === undefined
      ? null
      : joinedPlace(content, observation.cube.placeScheme, code, periodIn(observation)?.end ?? null);
  }
  @FieldResolver(() => Occupation, {
    nullable: true,
    description:
      'The occupation of the number, where a dimension has codes of SSYK 2012 (`Yrke2012`). Null for other occupations: the codes of SSYK 96 and of later versions mean other groups.',
  })
  occupation(@Root() { cube, cell }: Observation, @Ctx() { content }: Context) {
    const at = cube.dimensions.findIndex(({ code }) => hasJoinedOccupations(code));
    const code = cube.dimensions[at]?.categoryList[cube.content.placesOf(cell)[at] ?? 0]?.code;
    return code && /^\d{1,4}$/.test(code) ? content.taxonomyIndex.occupation(code) : null;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the symbol means, in the agency’s words where it gives any.',
  })
  statusText(@Root() { cube, cell }: Observation, @Localised() pickText: PickText) {
    return pickText(cube.content.meaningAt(cell).text);
  }
}

function periodIn(observation: Observation) {
  const time = observation.keyOf(DimensionRole.TIME);
  return time && periodOf(time.code, time.ownLabel);
}
