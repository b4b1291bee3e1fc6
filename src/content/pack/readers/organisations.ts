import { z } from 'zod';
import { Organisation } from '../../../entities/organisation.ts';
import { keysOf } from '../declared-keys.ts';
import { country, identifiers, name, slug, texts, url } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

const categories = [
  'AGENCY',
  'MINISTRY',
  'PARTY',
  'PARTY_BRANCH',
  'MUNICIPALITY',
  'UNION',
  'EMPLOYMENT_SERVICE',
  'EU_BODY',
  'NETWORK',
  'COMPANY',
  'NGO',
  'PARLIAMENT',
  'GOVERNMENT',
] as const;

/** Agencies, parties, unions, companies and networks that the content mentions. */
export const organisations = packReader({
  name: 'organisations',
  declares: (value) => keysOf(value, 'organisations', 'Organisation'),
  schema: ({ origin, ref }) =>
    z.strictObject({
      origin: origin.optional(),
      organisations: z.array(
        z.strictObject({
          slug,
          name,
          aliases: texts,
          kind: z.enum(categories).optional(),
          parent: ref('Organisation').optional(),
          identifiers,
          country: country.optional(),
          homepage: url.optional(),
          origin: origin.optional(),
        }),
      ),
    }),
  build(file, into) {
    for (const organisation of file.organisations) {
      into.add(into.records.organisation, Organisation, {
        key: organisation.slug,
        name: organisation.name,
        aliases: organisation.aliases,
        kind: organisation.kind ?? null,
        parentKey: organisation.parent ?? null,
        identifiers: organisation.identifiers,
        country: organisation.country ?? null,
        homepage: organisation.homepage ?? null,
        origin: into.origin(file.origin, organisation.origin),
      });
    }
  },
});
