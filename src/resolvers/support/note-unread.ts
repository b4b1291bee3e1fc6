import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { SourceError } from '../../upstream/errors.ts';
import { noteFailures } from './answer.ts';

interface PartlyRead {
  unreadParts?: readonly string[] | undefined;
  provenance: Provenance;
}

/** Tells the client that a part of something was there and could not be read; whether one was. */
export function noteUnread(
  { unreadParts = [], provenance: { sourceId } }: PartlyRead,
  fields: readonly string[],
  context: Context,
  info: GraphQLResolveInfo,
): boolean {
  const unread = fields.filter((field) => unreadParts.includes(field));
  noteFailures(
    context,
    info,
    unread.map((field) => {
      const detail = `sent a part that cannot be read: ${field}`;
      return new SourceError(sourceId, 'SOURCE_BAD_RESPONSE', detail);
    }),
  );
  return unread.length > 0;
}
