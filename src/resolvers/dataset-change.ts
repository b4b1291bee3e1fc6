import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import type { Dataset } from '../entities/dataset.ts';
import { DatasetChange, DatasetChangeKind } from '../entities/dataset-change.ts';
import { entity } from '../entities/node.ts';
import { DateScalar } from '../entities/scalar.ts';
import { dayOf } from '../text/day.ts';
import { answerOf } from './support/answer.ts';
import { DatasetChangeConnection } from './support/connections.ts';
import { knownGap, knownPublisher, knownTopic } from './support/filters.ts';
import { After, badInput, First, listArguments } from './support/input.ts';
import { mappedConnection } from './support/mapped-connection.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver()
export class DatasetChangeResolver {
  @UpstreamCalls({ CATALOGUE: { searchDatasets: 1 } })
  @Query(() => DatasetChangeConnection, {
    nullable: true,
    description:
      'Datasets that are new or changed in their catalogues since a day, the last changed first. Give one of `topic`, `gap` and `publisher`. The same as feeds: `/feeds/topics/{slug}.atom`, `/feeds/gaps/{slug}.json`, `/feeds/publishers/{slug}.atom`.',
  })
  async datasetChanges(
    @Arg('since', () => DateScalar) since: Date | string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('topic', () => String, { nullable: true }) topic?: string | null,
    @Arg('gap', () => String, { nullable: true }) gap?: string | null,
    @Arg('publisher', () => String, {
      nullable: true,
      description: 'Slug, id, name or ten-digit number of an organisation.',
    })
    publisher?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const { content, loaders } = context;
    if ([topic, gap, publisher].filter((one) => one !== null && one !== undefined).length !== 1)
      throw badInput('topic', 'Give one of topic, gap and publisher.');
    const day = dayOf(since);
    const subject = knownTopic(content, topic) ?? knownGap(content, gap);
    const terms = subject?.crosswalk.catalogue;
    if (subject && !terms) return null;
    const publisherNumber = knownPublisher(content, publisher) ?? undefined;
    const search = { modifiedAfter: day, newestFirst: true, publisherNumber };
    const window = listArguments(first, after);
    const found = await answerOf(context, info, loaders.datasets({ search, terms }, window));
    return found && mappedConnection(found, (dataset) => changeOf(dataset, day));
  }
}

/** New where a catalogue began to list it since the day. */
function changeOf(dataset: Dataset, since: string): DatasetChange {
  const { records } = dataset;
  const times = records.flatMap(({ modified }) => modified ?? []).map((at) => at.getTime());
  const isNew = records.every(({ issued }) => issued !== null && dayOf(issued) >= since);
  return entity(DatasetChange, {
    kind: isNew ? DatasetChangeKind.NEW : DatasetChangeKind.CHANGED,
    at: times.length > 0 ? new Date(Math.max(...times)) : null,
    dataset,
  });
}
