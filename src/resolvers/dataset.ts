import { Arg, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { CatalogueRecord, Dataset, Distribution } from '../entities/dataset.ts';
import { Language, localise } from '../entities/language.ts';
import { Organisation } from '../entities/organisation.ts';
import { DateScalar } from '../entities/scalar.ts';
import { Source } from '../entities/source.ts';
import { Topic } from '../entities/topic.ts';
import { DatasetConnection } from './support/connections.ts';
import { knownCatalogues, knownPublisher, knownTheme } from './support/filters.ts';
import { After, First, pageWindow, searchText } from './support/input.ts';
import { Localised, type Say } from './support/localised.ts';
import { Asks } from './support/upstream-calls.ts';

@InputType({ description: 'Narrows a dataset search; every field that is given must hold.' })
export class DatasetFilter {
  @Field(() => String, { nullable: true, description: 'Words to find.' }) query?: string | null;
  @Field(() => String, { nullable: true, description: 'Slug of an organisation, or its ten-digit number.' })
  publisher?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of one of the EU’s 13 data themes: `SOCI`.' })
  theme?: string | null;
  @Field(() => String, { nullable: true, description: 'Media type: `text/csv`.' }) format?: string | null;
  @Field(() => String, { nullable: true, description: 'SPDX id (`CC0-1.0`) or the address of the terms.' })
  licence?: string | null;
  @Field(() => [String], { nullable: true, description: 'Source slugs: `dataportal-se`.' })
  catalogues?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only high-value datasets.' }) hvdOnly?:
    | boolean
    | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only records changed in the catalogue since this day.',
  })
  modifiedAfter?: Date | string | null;
}

@Resolver(() => Dataset)
export class DatasetResolver {
  @Asks({ 'dataportal-se': 1 })
  @Query(() => DatasetConnection, {
    nullable: true,
    description: 'Datasets in the catalogues. Source: Sveriges dataportal.',
  })
  datasets(
    @Ctx() { content, loaders, sources }: Context,
    @Arg('filter', () => DatasetFilter, { nullable: true }) filter?: DatasetFilter | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = pageWindow(first, after);
    knownCatalogues(sources, filter?.catalogues);
    return loaders.datasets(
      {
        text: filter?.query ? searchText('query', filter.query) : undefined,
        publisherNumber: knownPublisher(content, filter?.publisher) ?? undefined,
        themes: filter?.theme ? [knownTheme(filter.theme)] : undefined,
        format: filter?.format ?? undefined,
        licence: filter?.licence ?? undefined,
        hvdOnly: filter?.hvdOnly ?? undefined,
        modifiedAfter: filter?.modifiedAfter ? dayOf(filter.modifiedAfter) : undefined,
      },
      window,
    );
  }
  @Asks({ 'dataportal-se': 1 })
  @Query(() => Dataset, {
    nullable: true,
    description: 'One dataset, by its URI or by the address of its record.',
  })
  dataset(@Arg('uri', () => String) uri: string, @Ctx() { loaders }: Context) {
    return loaders.dataset.load(searchText('uri', uri));
  }

  @FieldResolver(() => String, {
    description: 'In another language, or the record’s id, where the wanted one is lacking.',
  })
  title(@Root() dataset: Dataset, @Localised() say: Say) {
    return say(dataset.title) ?? dataset.nativeId;
  }
  @FieldResolver(() => Boolean, {
    description: 'Whether the title in that language is a machine translation.',
  })
  titleMachineTranslated(
    @Root() _dataset: Dataset,
    @Arg('lang', () => Language, { nullable: true }) _lang?: Language | null,
  ) {
    return false; // Sveriges dataportal holds no machine translations.
  }
  @FieldResolver(() => String, { nullable: true })
  description(@Root() dataset: Dataset, @Localised() say: Say) {
    return say(dataset.description);
  }
  @FieldResolver(() => [String], {
    description: 'Keywords in the wanted language; all of them where none is marked so.',
  })
  keywords(
    @Root() { keywords }: Dataset,
    @Ctx() { languages }: Context,
    @Arg('lang', () => Language, { nullable: true }) lang?: Language | null,
  ) {
    const wanted = lang ?? languages[0];
    const inLanguage = keywords.filter((keyword) => keyword.language === wanted);
    return (inLanguage.length > 0 ? inLanguage : keywords).map((keyword) => keyword.text);
  }
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The publisher, where the content knows it.',
  })
  publisher(@Root() { publisher }: Dataset, @Ctx() { content }: Context) {
    return publisher?.organisationNumber
      ? content.organisationByIdentifier('organisation-number', publisher.organisationNumber)
      : null;
  }
  @Asks({ 'dataportal-se': 1 / 20 })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The publisher’s name, as the catalogue has it.',
  })
  async publisherName(@Root() { publisher }: Dataset, @Ctx() { loaders, languages }: Context) {
    if (!publisher) return null;
    if (publisher.name || !publisher.uri) return localise(publisher.name, languages);
    return localise((await loaders.publisher.load(publisher.uri))?.name, languages);
  }
  @Asks({ 'dataportal-se': 1 })
  @FieldResolver(() => [Distribution], {
    nullable: true,
    description: 'Null: could not be fetched. Empty: there are none.',
  })
  distributions(@Root() { nativeId }: Dataset, @Ctx() { loaders }: Context) {
    return loaders.distributions.load(nativeId);
  }
  @FieldResolver(() => [Topic], {
    description: 'Topics whose search terms the title, description or keywords hold.',
  })
  topics(@Root() dataset: Dataset, @Ctx() { content }: Context) {
    return content.topicsOfText([
      ...Object.values(dataset.title),
      ...Object.values(dataset.description),
      ...dataset.keywords.map((keyword) => keyword.text),
    ]);
  }
}

@Resolver(() => Distribution)
export class DistributionResolver {
  @FieldResolver(() => String, { nullable: true })
  title(@Root() distribution: Distribution, @Localised() say: Say) {
    return say(distribution.title);
  }
}

@Resolver(() => CatalogueRecord)
export class CatalogueRecordResolver {
  @FieldResolver(() => Source)
  source(@Root() { sourceId }: CatalogueRecord, @Ctx() { sources }: Context) {
    return sources.describe(sourceId);
  }
}

function dayOf(date: Date | string): string {
  return typeof date === 'string' ? date : date.toISOString().slice(0, 10);
}
