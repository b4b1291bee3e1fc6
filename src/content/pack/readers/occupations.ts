import { z } from 'zod';
import { Concept, taxonomyScheme } from '../../../entities/concept.ts';
import { Language } from '../../../entities/language.ts';
import { Occupation } from '../../../entities/occupation.ts';
import { type DeclaredKey, keysOf } from '../declared-keys.ts';
import { text, url } from '../fields.ts';
import { packReader } from '../pack-reader.ts';
import { taxonomyId } from './taxonomy-id.ts';

/** The groups above one of four digits, the highest first: `2`, `25`, `251`. */
function above(code: string): string[] {
  return [1, 2, 3].map((digits) => code.slice(0, digits));
}

function declaredGroups(value: unknown): DeclaredKey[] {
  const groups = keysOf(value, 'groups', 'Occupation', 'code');
  const seen = new Set<string>();
  const higher = groups.flatMap((group) =>
    above(group.key)
      .filter((code) => !seen.has(code) && seen.add(code))
      .map((key) => ({ ...group, key })),
  );
  return [...groups, ...higher];
}

/** SSYK 2012 and the occupation names below it. A loaded version of the taxonomy replaces them. */
export const occupations = packReader({
  name: 'occupations',
  declares: (value) => [
    ...declaredGroups(value),
    ...['groups', 'names'].flatMap((list) => [
      ...keysOf(value, list, 'Concept', 'taxonomyId'),
      ...keysOf(value, list, 'TaxonomyConcept', 'taxonomyId'),
    ]),
  ],
  schema: ({ origin, ref }) =>
    z.strictObject({
      origin: origin.optional(),
      groups: z.array(
        z.strictObject({
          code: z.string().regex(/^\d{4}$/, 'must be four digits in quotes, such as "0110"'),
          label: text,
          taxonomyId,
        }),
      ),
      names: z
        .array(
          z.strictObject({
            label: text,
            taxonomyId,
            ssyk: ref('Occupation').optional(),
            exactMatch: z.array(url).default([]),
          }),
        )
        .default([]),
    }),
  build(file, into) {
    const origin = into.origin(file.origin);
    const concept = (
      type: string,
      { label, taxonomyId: key }: { label: string; taxonomyId: string },
      more: Pick<Concept, 'broaderKeys' | 'exactMatch'>,
    ) =>
      into.add(into.records.concept, Concept, {
        key,
        scheme: taxonomyScheme,
        type,
        prefLabel: { [Language.SV]: label },
        altLabels: [],
        definition: null,
        relatedKeys: [],
        topicKeys: [],
        origin,
        ...more,
      });
    const idByCode = new Map(file.groups.map((group) => [group.code, group.taxonomyId]));
    const urisByCode = new Map<string, string[]>();
    for (const { ssyk, exactMatch } of file.names) {
      if (ssyk) urisByCode.set(ssyk, [...(urisByCode.get(ssyk) ?? []), ...exactMatch]);
    }
    const group = (code: string, label: string | null, id: string | null) =>
      into.add(into.records.occupation, Occupation, {
        key: code,
        level: code.length,
        prefLabel: label === null ? {} : { [Language.SV]: label },
        definition: null,
        taxonomyId: id,
        escoUris: [...urisByCode].filter(([one]) => one.startsWith(code)).flatMap(([, uris]) => uris),
        iscoCodes: [],
        origin,
      });

    const added = new Set<string>();
    for (const { code, label, taxonomyId: id } of file.groups) {
      for (const higher of above(code)) {
        if (!added.has(higher)) group(higher, null, null);
        added.add(higher);
      }
      group(code, label, id);
      concept('ssyk-level-4', { label, taxonomyId: id }, { broaderKeys: [], exactMatch: [] });
    }
    for (const name of file.names) {
      const broader = name.ssyk === undefined ? undefined : idByCode.get(name.ssyk);
      concept('occupation-name', name, {
        broaderKeys: broader === undefined ? [] : [broader],
        exactMatch: name.exactMatch,
      });
    }
  },
});
