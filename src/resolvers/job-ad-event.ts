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

/** An invalid filter or cursor gives an error before the stream starts. */
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

/** A cursor may expire while a slow client reads. */
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
      'New, changed and removed ads on Platsbanken, as JobStream reports them. Served at `/graphql/stream`. Source: JobStream.',
    subscribe: ({ args, context }: { args: EventArguments; context: Context }) => follow(args, context),
  })
  jobAdEvents(
    @Root() event: JobAdEvent,
    @Ctx() { call }: Context,
    @Arg('filter', () => JobAdFilter, {
      nullable: true,
      description:
        'Only events of ads that match. An ad that changes and no longer matches is sent once more. Ads are Swedish: the only valid country in `countries` is SE.',
    })
    _filter?: JobAdFilter | null,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The `cursor` of the last event received; the stream continues after it. Without it, the stream starts with the next event. The header `Last-Event-ID` overrides it.',
    })
    _after?: string | null,
  ): JobAdEvent {
    const { sourceId, state, retrievedAt } = event.provenance;
    call.ledger.line(sourceId, event.provenance).answered(state, retrievedAt);
    return event;
  }
}
