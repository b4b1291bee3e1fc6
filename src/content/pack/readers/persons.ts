import { z } from 'zod';
import { Membership, Person } from '../../../entities/person.ts';
import { keysOf } from '../declared-keys.ts';
import { both, day, identifiers, slug, text, texts } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

/** Persons in public roles that the documents mention, and their roles. */
export const persons = packReader({
  name: 'persons',
  declares: (value) => keysOf(value, 'persons', 'Person'),
  schema: ({ origin, ref }) =>
    z.strictObject({
      origin: origin.optional(),
      persons: z.array(
        z.strictObject({
          slug,
          name: text,
          nameVariants: texts,
          identifiers,
          party: ref('Party').optional(),
          origin: origin.optional(),
          memberships: z
            .array(
              z
                .strictObject({
                  role: both.nullable(),
                  organisation: ref('Organisation').optional(),
                  party: ref('Party').optional(),
                  document: ref('Document').optional(),
                  from: day.optional(),
                  to: day.optional(),
                  /** The last day on which a membership without an end is known to hold. */
                  asOf: day.optional(),
                  origin: origin.optional(),
                })
                .refine(({ from, to }) => !from || !to || from <= to, {
                  path: ['to'],
                  message: 'must not be before `from`',
                })
                .refine(({ to, asOf }) => !to || !asOf, {
                  path: ['asOf'],
                  message: 'is for a membership without an end; remove it, or remove `to`',
                }),
            )
            .default([]),
        }),
      ),
    }),
  build(file, into) {
    for (const person of file.persons) {
      into.add(into.records.person, Person, {
        key: person.slug,
        name: person.name,
        nameVariants: person.nameVariants,
        identifiers: person.identifiers,
        partyKey: person.party ?? null,
        origin: into.origin(file.origin, person.origin),
      });
      for (const [index, membership] of person.memberships.entries()) {
        into.add(into.records.membership, Membership, {
          key: `${person.slug}/${index + 1}`,
          personKey: person.slug,
          role: membership.role,
          organisationKey: membership.organisation ?? null,
          partyKey: membership.party ?? null,
          documentKey: membership.document ?? null,
          from: membership.from ?? null,
          to: membership.to ?? null,
          asOf: membership.asOf ?? null,
          origin: into.origin(file.origin, person.origin, membership.origin),
        });
      }
    }
  },
});
