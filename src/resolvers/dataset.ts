import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import {
  CatalogueRecord,
  DataService,
  Dataset,
  DatasetQuality,
  Distribution,
  LinkReport,
  QualityReason,
} from '../entities/dataset.ts';
import { Language, localise } from '../entities/language.ts';
import { Organisation } from '../entities/organisation.ts';
import { Source } from '../entities/source.ts';
import { Topic } from '../entities/topic.ts';
import { DUPLICATES_LOOKED_AT } from '../loaders/catalogue.ts';
import { datasetQuality } from '../matching/dataset-quality.ts';
import { answerOf } from './support/answer.ts';
import { DatasetConnection } from './support/connections.ts';
import { DatasetFilter, datasetRequest } from './support/dataset-filter.ts';
import { datasetText } from './support/dataset-text.ts';
import { After, First, listArguments, listSize, searchText } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { organisationOfPublisher } from './support/publisher-organisation.ts';
import { today } from './support/today.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

const Lang = () => Arg('lang', () => Language, { nullable: true });

@Resolver(() => Dataset)
export class DatasetResolver {
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @Query(() => DatasetConnection, {
    nullable: true,
    description:
      'Datasets in the data catalogues: with `query` the most relevant first, by weights that docs/dataset-ranking.md explains; otherwise the most recently changed first. A dataset in several catalogues appears once when its identifiers prove that it is the same; `totalCount` counts it in each catalogue. A dataset that is new or gone between two pages neither repeats nor skips another one, as long as no more than 10 leave a catalogue meanwhile.',
  })
  datasets(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('filter', () => DatasetFilter, { nullable: true }) filter?: DatasetFilter | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const { loaders } = context;
    const request = datasetRequest(context, filter);
    return answerOf(context, info, loaders.datasets(request, listArguments(first, after)));
  }
  @UpstreamCalls({ CATALOGUE: { datasetByUri: 1 } })
  @Query(() => Dataset, {
    nullable: true,
    description: 'One dataset, by its URI or by the address of its record.',
  })
  dataset(@Arg('uri', () => String) uri: string, @Ctx() { loaders }: Context) {
    return loaders.dataset.load(searchText('uri', uri));
  }

  @FieldResolver(() => String, {
    description:
      'The title in the language of `lang`; else as the publisher wrote it, in the client’s language where there is one; else the id of the record.',
  })
  title(@Root() dataset: Dataset, @Ctx() { languages }: Context, @Lang() lang?: Language | null) {
    const { text } = datasetText(dataset, 'title', lang, languages);
    return text ?? dataset.records[0]?.catalogue ?? dataset.uri;
  }
  @FieldResolver(() => Boolean, {
    description: 'Whether the title that the same `lang` gives is a translation by a machine.',
  })
  titleMachineTranslated(
    @Root() dataset: Dataset,
    @Ctx() { languages }: Context,
    @Lang() lang?: Language | null,
  ) {
    return datasetText(dataset, 'title', lang, languages).isByMachine;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Chosen as the title is.' })
  description(@Root() dataset: Dataset, @Ctx() { languages }: Context, @Lang() lang?: Language | null) {
    return datasetText(dataset, 'description', lang, languages).text;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Another title (dcterms:alternative); null where none is stated.',
  })
  alternativeTitle(@Root() dataset: Dataset, @Localised() pickText: PickText) {
    return pickText(dataset.alternativeTitle);
  }
  @FieldResolver(() => [String], {
    description: 'Languages of the data, as BCP 47 tags: `sv`. Empty where none is stated.',
  })
  languages(@Root() { languageCodes }: Dataset) {
    return languageCodes ?? [];
  }
  @FieldResolver(() => [String], {
    description: 'Standards that the data follows (dcterms:conformsTo), by their addresses or names.',
  })
  conformsTo(@Root() { standards }: Dataset) {
    return standards ?? [];
  }
  @FieldResolver(() => [String], {
    description: 'Keywords in the requested language; all keywords when none is in that language.',
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
    description:
      'The publisher as an organisation of the content, by its organisation number, else by its URI; null when the content does not have it.',
  })
  publisher(@Root() { publisher }: Dataset, @Ctx() { content }: Context) {
    return publisher && organisationOfPublisher(content, publisher);
  }
  @UpstreamCalls({ CATALOGUE: { publishers: 1 } })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name of the publisher in the catalogue.',
  })
  async publisherName(@Root() dataset: Dataset, @Ctx() { loaders, languages }: Context) {
    return localise((await loaders.publisherOf(dataset))?.name, languages);
  }
  @UpstreamCalls({ CATALOGUE: { distributions: 1 } })
  @FieldResolver(() => [Distribution], {
    nullable: true,
    description:
      'Empty when there are none. Null when no catalogue that lists the dataset gives them, or, with an error, when they cannot be fetched.',
  })
  distributions(@Root() dataset: Dataset, @Ctx() { loaders }: Context) {
    return loaders.distributions(dataset);
  }
  @UpstreamCalls({ CATALOGUE: { dataServices: 1 } })
  @FieldResolver(() => [DataService], {
    nullable: true,
    description: 'Interfaces that serve it; null, with an error, when they cannot be fetched.',
  })
  dataServices(@Root() dataset: Dataset, @Ctx() { loaders }: Context) {
    return loaders.dataServices(dataset);
  }
  @FieldResolver(() => DatasetQuality, {
    nullable: true,
    description:
      'From the metadata that came with the dataset; it costs no request, and no address of the dataset is opened.',
  })
  quality(@Root() dataset: Dataset) {
    return datasetQuality(dataset, today());
  }
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1, distributions: DUPLICATES_LOOKED_AT } })
  @FieldResolver(() => [Dataset], {
    nullable: true,
    description:
      'Datasets of the same publisher with the same title and a file in common, which no identifier proves to be the same. At most 5.',
  })
  possibleDuplicates(
    @Root() dataset: Dataset,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @First() first?: number | null,
  ) {
    return answerOf(context, info, context.loaders.possibleDuplicates(dataset, listSize(first)));
  }
  @FieldResolver(() => [Topic], {
    description: 'Topics with a search term in the title, description or keywords.',
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
  title(@Root() distribution: Distribution, @Localised() pickText: PickText) {
    return pickText(distribution.title);
  }
}

@Resolver(() => DataService)
export class DataServiceResolver {
  @FieldResolver(() => String, { nullable: true })
  title(@Root() service: DataService, @Localised() pickText: PickText) {
    return pickText(service.title);
  }
}

@Resolver(() => QualityReason)
export class QualityReasonResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the check says of a dataset that meets it.',
  })
  note(@Root() reason: QualityReason, @Localised() pickText: PickText) {
    return pickText(reason.note);
  }
}

@Resolver(() => CatalogueRecord)
export class CatalogueRecordResolver {
  @FieldResolver(() => Source)
  source(@Root() { sourceId }: CatalogueRecord, @Ctx() { sources }: Context) {
    return sources.describe(sourceId);
  }
  @UpstreamCalls({ CATALOGUE: { linkReports: 1 } })
  @FieldResolver(() => LinkReport, {
    nullable: true,
    description:
      'The catalogue’s newest check of the links of the publisher’s catalogue that the record is in; null where it has none, as most have not.',
  })
  linkReport(@Root() record: CatalogueRecord, @Ctx() { loaders }: Context) {
    return loaders.linkReport(record);
  }
}
