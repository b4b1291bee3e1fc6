import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { EventCursorError } from '../ads/job-ad-events.ts';
import type { Context } from '../context.ts';
import { JobAdEvent } from '../entities/job-ad-event.ts';
import { badInput } from './support/input.ts';
import { JobAdFilter, streamedJobSearch } from './support/job-filter.ts';

interface EventArguments {
  filter?: JobAdFilter | null;
  after?: string | null;
}

/** A filter or a cursor that means nothing is an error before the stream begins. */
async function follow(
  { filter, after }: EventArguments,
  context: Context,
): Promise<AsyncIterable<JobAdEvent>> {
  const search = streamedJobSearch(context, filter ?? {});
  const cursor = context.lastEventId ?? after ?? null;
  try {
    return withCursorChecked(await context.events.follow(search, cursor, context.signal));
  } catch (error) {
    throw asBadCursor(error);
  }
}

/** A cursor may expire under a client that reads slowly. */
async function* withCursorChecked(events: AsyncIterable<JobAdEvent>): AsyncGenerator<JobAdEvent> {
  try {
    yield* events;
  } catch (error) {
    throw asBadCursor(error);
  }
}

function asBadCursor(error: unknown): unknown {
  return error instanceof EventCursorError ? badInput('after', error.message) : error;
}

@Resolver(() => JobAdEvent)
export class JobAdEventResolver {
  @Subscription(() => JobAdEvent, {
    description:
      'New, changed and removed ads on Platsbanken, as they become known; at `/graphql/stream`. Source: JobStream.',
    subscribe: ({ args, context }: { args: EventArguments; context: Context }) => follow(args, context),
  })
  jobAdEvents(
    @Root() event: JobAdEvent,
    @Ctx() { call }: Context,
    @Arg('filter', () => JobAdFilter, {
      nullable: true,
      description:
        'Which ads to hear of; of one that changes so that it ceases to answer, once more. They are Swedish: `countries` may hold SE alone.',
    })
    _filter?: JobAdFilter | null,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The `cursor` of the last event that was seen: begins behind it. Left out: from now on. A `Last-Event-ID` header goes before it.',
    })
    _after?: string | null,
  ): JobAdEvent {
    const { sourceId, licence, state, retrievedAt } = event.provenance;
    call.ledger.line(sourceId, licence).answered(state, retrievedAt);
    return event;
  }
}
