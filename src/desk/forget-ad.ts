import type { Database } from '../database/database.ts';
import { answersForgotten, contentChanged } from '../database/listen.ts';
import type { Sources } from '../sources/open-sources.ts';
import { DeskError } from './desk-error.ts';
import { type Trace, tracesOf, vacuum } from './traces.ts';

export interface ForgottenAd {
  id: string;
  before: Trace[];
  after: Trace[] | null;
}

const tables = ['job_ad', 'job_ad_event', 'last_good', 'cited_answer'];

/** Deletes every stored copy of a job ad: the ad, its events, and answers of sources that hold it, in every cache. */
export async function forgetAd(
  { dataSource, kind }: Pick<Database, 'dataSource' | 'kind'>,
  sources: Sources,
  { id, apply }: { id: string; apply: boolean },
): Promise<ForgottenAd> {
  if (!/^[\w-]{4,100}$/.test(id))
    throw new DeskError(`“${id}” is not the id of an ad: give it as the source does.`);
  const before = await tracesOf(dataSource, id);
  if (!apply) return { id, before, after: null };
  for (const { slug } of sources.describeAll()) await sources.forget(slug, [id]);
  const isCacheReached = await sources.forgetText([id]);
  await dataSource.transaction(async (manager) => {
    await manager.query('DELETE FROM "job_ad_event" WHERE "adId" = $1', [id]);
    await manager.query('DELETE FROM "job_ad" WHERE "id" = $1', [id]);
    await manager.query('DELETE FROM "last_good" WHERE "ids" @> ARRAY[$1] OR position($1 in "body") > 0', [
      id,
    ]);
    await manager.query('DELETE FROM "cited_answer" WHERE position($1 in "body") > 0', [id]);
    await manager.query('SELECT pg_notify($1, $2)', [answersForgotten, '*']);
    // Answers that replicas keep are thrown away with the content that they are made of.
    await manager.query('SELECT pg_notify($1, $2)', [contentChanged, 'an ad is forgotten']);
  });
  if (!isCacheReached)
    throw new DeskError(
      'The ad is forgotten in the database; the shared cache cannot be reached. Run the command again when it answers: its answers live for a day.',
    );
  await vacuum(dataSource, tables, kind);
  return { id, before, after: await tracesOf(dataSource, id) };
}
