import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { JobAd } from '../../entities/job-ad.ts';
import type { MergedConnection } from '../../sources/across/list.ts';
import type { JobSearch } from '../../sources/kinds/job-ads.ts';
import { answerOf } from './answer.ts';
import { listArguments } from './input.ts';
import { refuseUnknownConcepts } from './job-occupation.ts';

/** A page of ads of all sources that can answer. */
export async function askJobAds(
  context: Context,
  info: GraphQLResolveInfo,
  search: JobSearch,
  {
    first,
    after,
    sources,
  }: {
    first?: number | null | undefined;
    after?: string | null | undefined;
    /** Ids of the sources to ask; null: all. */
    sources?: readonly string[] | null;
  },
): Promise<MergedConnection<JobAd> | null> {
  const asked = context.loaders.jobAds(search, listArguments(first, after), sources ?? null);
  const connection = await answerOf(context, info, asked);
  if (connection?.totalCount === 0 && connection.failures.length === 0)
    refuseUnknownConcepts(context.content, search);
  return connection;
}
