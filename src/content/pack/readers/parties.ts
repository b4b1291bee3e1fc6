import { z } from 'zod';
import { Party } from '../../../entities/party.ts';
import { get, keysOf } from '../declared-keys.ts';
import { country, identifiers, name, text, texts } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

/** Political parties, keyed by country and code. */
export const parties = packReader({
  name: 'parties',
  declares: (value) =>
    keysOf(value, 'parties', 'Party', 'code').map((declared) => {
      const party = get(get(value, 'parties'), declared.path[1] ?? 0);
      return { ...declared, key: `${String(get(party, 'country'))}/${declared.key}` };
    }),
  schema: ({ origin }) =>
    z.strictObject({
      origin: origin.optional(),
      parties: z.array(
        z.strictObject({
          code: text,
          country,
          name,
          colour: z
            .string()
            .regex(/^#[0-9A-F]{6}$/, 'must be a colour such as "#1B5CB1", in quotes')
            .optional(),
          identifiers,
          formerCodes: texts,
          aliases: texts,
          origin: origin.optional(),
        }),
      ),
    }),
  build(file, into) {
    for (const party of file.parties) {
      into.add(into.records.party, Party, {
        key: `${party.country}/${party.code}`,
        code: party.code,
        country: party.country,
        name: party.name,
        colour: party.colour ?? null,
        identifiers: party.identifiers,
        formerCodes: party.formerCodes,
        aliases: party.aliases,
        origin: into.origin(file.origin, party.origin),
      });
    }
  },
});
