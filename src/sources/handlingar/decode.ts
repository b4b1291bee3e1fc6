import { z } from 'zod';
import { entryOf } from '../../text/entry-of.ts';
import { scrubContacts } from '../../text/scrub-contacts.ts';
import { orNull, placedListOf } from '../../upstream/decode.ts';
import { optionalText, requiredText } from '../formats/fields.ts';
import { instantInUtc } from '../formats/partial-date.ts';

/** By `described_state` of Alaveteli, an open list. */
const STATUS: Readonly<Record<string, string>> = {
  waiting_response: 'WAITING_RESPONSE',
  waiting_clarification: 'WAITING_CLARIFICATION',
  gone_postal: 'GONE_POSTAL',
  not_held: 'NOT_HELD',
  rejected: 'REJECTED',
  successful: 'SUCCESSFUL',
  partially_successful: 'PARTIALLY_SUCCESSFUL',
  internal_review: 'INTERNAL_REVIEW',
  error_message: 'ERROR_MESSAGE',
  requires_admin: 'NEEDS_ATTENTION',
  attention_requested: 'NEEDS_ATTENTION',
  user_withdrawn: 'USER_WITHDRAWN',
  vexatious: 'CLOSED_BY_ADMIN',
  not_foi: 'CLOSED_BY_ADMIN',
};

const body = orNull(z.object({ url_name: optionalText, name: optionalText }));

/** Users, snippets of letters and letters are not read. */
const infoRequest = z
  .object({
    url_title: requiredText.pipe(z.string().regex(/^[\w-]{1,200}$/)),
    title: requiredText,
    created_at: optionalText,
    updated_at: optionalText,
    described_state: optionalText,
    awaiting_description: orNull(z.boolean()),
    prominence: optionalText,
    public_body: body,
  })
  .transform((found) => ({
    requestId: found.url_title,
    title: scrubContacts(found.title),
    // Nobody has said how the latest answer turned out.
    status: found.awaiting_description
      ? 'UNCLASSIFIED'
      : (entryOf(STATUS, found.described_state ?? '') ?? 'UNKNOWN'),
    createdAt: instantInUtc(found.created_at),
    updatedAt: instantInUtc(found.updated_at),
    bodySlug: found.public_body?.url_name ?? null,
    bodyName: found.public_body?.name ?? null,
    isShown: (found.prominence ?? 'normal') === 'normal',
  }));
export type RequestDraft = z.output<typeof infoRequest>;

/** A page of a feed: events, of which several may be of one request. */
export const feed = placedListOf(
  z
    .object({ info_request: infoRequest, public_body: body })
    .transform(({ info_request: draft, public_body: stated }) => ({
      ...draft,
      bodySlug: draft.bodySlug ?? stated?.url_name ?? null,
      bodyName: draft.bodyName ?? stated?.name ?? null,
    })),
);

export const oneRequest = infoRequest;
