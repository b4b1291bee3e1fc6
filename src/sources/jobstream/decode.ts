import { z } from 'zod';
import { knownInstant } from '../../text/local-time.ts';
import { listOf, orNull } from '../../upstream/decode.ts';
import { adFields, conceptOf, swedishTime } from '../jobtech/ad-fields.ts';
import { draftOf } from '../jobtech/job-ad.ts';
import type { AdChange, AdRemoval, StreamedAd } from '../kinds/job-stream.ts';

/** Milliseconds since 1970: the only time in an ad that is in UTC. */
const epoch = orNull(z.number().int().positive()).transform((value) =>
  value === null ? null : knownInstant(value),
);

const ad = adFields
  .extend({
    occupation_field: conceptOf('occupation-field'),
    timestamp: epoch,
  })
  .transform((found): AdChange => {
    const where = found.workplace_address;
    const qualifications = [...(found.must_have ?? []), ...(found.nice_to_have ?? [])];
    const read: StreamedAd = {
      ad: { ...draftOf(found, false), removed: false },
      occupations: withoutNull(
        found.occupation?.conceptId,
        found.occupation_group?.conceptId,
        found.occupation_group?.legacyCode,
        found.occupation_field?.conceptId,
      ),
      places: withoutNull(
        where?.municipality_code,
        where?.municipality_concept_id,
        where?.region_code,
        where?.region_concept_id,
        where?.country_concept_id,
      ),
      skills: [
        ...new Set(qualifications.filter(({ type }) => type === 'skill').map(({ conceptId }) => conceptId)),
      ],
      lastPublished: found.last_publication_date,
      changedAt: found.timestamp,
    };
    return { ad: read, removal: null };
  });

/** The documentation has an id here; one client saw a concept object in v2. Both are read. */
const conceptId = orNull(
  z.union([
    z.string().min(1),
    z.object({ concept_id: z.string().min(1) }).transform((concept) => concept.concept_id),
  ]),
);

const id = z.union([z.string().min(1).max(64), z.number().transform(String)]);

const removal = z
  .object({
    id,
    removed_date: swedishTime,
    timestamp: epoch,
    occupation: conceptId,
    occupation_group: conceptId,
    occupation_field: conceptId,
    municipality: conceptId,
    region: conceptId,
    country: conceptId,
  })
  .transform((found): AdChange => {
    const read: AdRemoval = {
      id: found.id,
      at: found.removed_date ?? found.timestamp,
      occupations: withoutNull(found.occupation, found.occupation_group, found.occupation_field),
      places: withoutNull(found.municipality, found.region, found.country),
    };
    return { ad: null, removal: read };
  });

/** An ad, or the short object for an ad that was taken down. */
export const change = z.unknown().transform((item, context): AdChange => {
  const isRemoval = typeof item === 'object' && item !== null && 'removed' in item && item.removed === true;
  const read = (isRemoval ? removal : ad).safeParse(item);
  if (read.success) return read.data;
  for (const { path } of read.error.issues)
    context.addIssue({ code: 'custom', message: 'cannot be read', path });
  return z.NEVER;
});

/** The id of an item that cannot be read otherwise; null when it has none. */
export function idOf(item: unknown): string | null {
  return z.object({ id }).safeParse(item).data?.id ?? null;
}

/** The changes of a span; may be empty. */
export const changes = listOf(change);

function withoutNull(...values: (string | null | undefined)[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
