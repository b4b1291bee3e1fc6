import { Arg, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { GoneDataset } from '../entities/gone-dataset.ts';
import { entity } from '../entities/node.ts';
import { DataState, Provenance } from '../entities/provenance.ts';
import { DateScalar, DateTimeScalar } from '../entities/scalar.ts';
import { dayOf } from '../text/day.ts';
import { knownGap, knownPublisher, knownTopic } from './support/filters.ts';
import { AfterId, badInput, First, listSize, partAfter } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';

const MOST_GONE = 1_000;

@Resolver(() => GoneDataset)
export class GoneDatasetResolver {
  @Extensions({ answerKept: 'a second' })
  @Query(() => [GoneDataset], {
    nullable: true,
    description:
      'Datasets that have disappeared from a catalogue since a day, the last first, with the last record kept; at most the last 1,000. Give one of `topic`, `gap` and `publisher`. Filled by `refresh datasets`: empty where that has not been run; no source is called.',
  })
  async goneDatasets(
    @Arg('since', () => DateScalar) since: Date | string,
    @Ctx() { content, loaders }: Context,
    @Arg('topic', () => String, { nullable: true }) topic?: string | null,
    @Arg('gap', () => String, { nullable: true }) gap?: string | null,
    @Arg('publisher', () => String, {
      nullable: true,
      description: 'Slug, id, name or ten-digit number of an organisation.',
    })
    publisher?: string | null,
    @First() first?: number | null,
    @AfterId('The `uri` of the last item of the previous page.') after?: string | null,
  ) {
    if ([topic, gap, publisher].filter((one) => one !== null && one !== undefined).length !== 1)
      throw badInput('topic', 'Give one of topic, gap and publisher.');
    const ofTopic = knownTopic(content, topic);
    const ofGap = knownGap(content, gap);
    const number = knownPublisher(content, publisher);
    const subject = ofTopic ? `topic:${ofTopic.key}` : ofGap ? `gap:${ofGap.key}` : `publisher:${number}`;
    const gone = await loaders.goneDatasets(subject, dayOf(since), after ? MOST_GONE : listSize(first));
    return partAfter(gone, ({ uri }) => uri, { first, after });
  }

  @FieldResolver(() => String)
  title(@Root() { record, uri }: GoneDataset, @Localised() pickText: PickText) {
    return pickText(record.title) ?? uri;
  }
  @FieldResolver(() => String, { nullable: true })
  description(@Root() { record }: GoneDataset, @Localised() pickText: PickText) {
    return pickText(record.description);
  }
  @FieldResolver(() => String, { nullable: true })
  publisherName(@Root() { record }: GoneDataset, @Localised() pickText: PickText) {
    return pickText(record.publisher);
  }
  @FieldResolver(() => [String], {
    description: 'SPDX ids where they are known, else addresses of the terms.',
  })
  licences(@Root() { record }: GoneDataset) {
    return record.licences;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The page that the catalogue had about it, which may no longer answer.',
  })
  url(@Root() { record }: GoneDataset) {
    return record.url;
  }
  @FieldResolver(() => Provenance, {
    description:
      'STALE: the catalogue as it was when it last had the dataset. The licence is that of the metadata.',
  })
  provenance(@Root() { catalogue, lastSeenAt, record }: GoneDataset, @Ctx() { sources }: Context) {
    const source = sources.describe(catalogue);
    return entity(Provenance, {
      sourceId: catalogue,
      url: record.url,
      retrievedAt: lastSeenAt,
      state: DataState.STALE,
      licence: source?.licence ?? 'not stated',
      attribution: source?.name ?? null,
      locator: null,
    });
  }
  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'Of the last record.' })
  issued(@Root() { record }: GoneDataset) {
    return record.issued === null ? null : new Date(record.issued);
  }
  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'Of the last record.' })
  modified(@Root() { record }: GoneDataset) {
    return record.modified === null ? null : new Date(record.modified);
  }
}
