import { z } from 'zod';
import { Language, type LocalisedText } from '../../entities/language.ts';
import { orNull } from '../../upstream/decode.ts';
import { readWith } from '../../upstream/dropped-items.ts';

const text = z.string().trim().min(1);

/** HAL: a relation of one thing may be the thing itself instead of a list. */
const links = z.unknown().transform((found): EscoLink[] => {
  const list = Array.isArray(found) ? found : [found];
  return list.flatMap((one) => {
    const read = link.safeParse(one);
    return read.success ? [read.data] : [];
  });
});
const link = z.object({ uri: z.url(), title: text });
/** A thing that another one points at; only its label is known. */
export type EscoLink = z.output<typeof link>;

const byLanguage = z.record(z.string(), z.unknown());

const resource = z
  .object({
    className: orNull(text),
    uri: z.url(),
    title: text,
    preferredLabel: orNull(byLanguage),
    alternativeLabel: orNull(byLanguage),
    description: orNull(byLanguage),
    _links: z
      .object({
        broaderConcept: links,
        broaderOccupation: links,
        broaderIscoGroup: links,
        broaderSkill: links,
        narrowerOccupation: links,
        narrowerConcept: links,
        narrowerSkill: links,
        hasEssentialSkill: links,
        hasOptionalSkill: links,
      })
      .partial()
      .nullish(),
  })
  .transform((read) => {
    const links = read._links ?? {};
    const prefLabel = localised(read.preferredLabel, (value) => text.safeParse(value).data);
    return {
      uri: read.uri,
      isSkill: read.className === 'Skill',
      prefLabel: Object.keys(prefLabel).length > 0 ? prefLabel : { [Language.EN]: read.title },
      altLabels: Object.values(read.alternativeLabel ?? {}).flatMap(
        (value) => labels.safeParse(value).data ?? [],
      ),
      definition: localised(read.description, (value) => literal.safeParse(value).data?.literal),
      broader: unique(
        links.broaderConcept,
        links.broaderOccupation,
        links.broaderIscoGroup,
        links.broaderSkill,
      ),
      narrower: unique(links.narrowerConcept, links.narrowerOccupation, links.narrowerSkill),
      related: unique(links.hasEssentialSkill, links.hasOptionalSkill),
    };
  });
export type EscoDraft = z.output<typeof resource>;

const labels = z.array(text);
const literal = z.object({ literal: text });

const LANGUAGES: readonly (readonly [string, Language])[] = [
  ['sv', Language.SV],
  ['en', Language.EN],
  ['no', Language.NO],
  ['et', Language.ET],
];

function localised(
  found: Record<string, unknown> | null,
  read: (value: unknown) => string | undefined,
): LocalisedText {
  const said: LocalisedText = {};
  for (const [tag, language] of LANGUAGES) {
    const value = read(found?.[tag]);
    if (value !== undefined) said[language] = value;
  }
  return said;
}

function unique(...lists: (EscoLink[] | undefined)[]): EscoLink[] {
  return [...new Map(lists.flatMap((list) => list ?? []).map((one) => [one.uri, one])).values()];
}

/** Several resources: `_embedded`, keyed by URI. */
const embedded = readWith(
  z.object({ _embedded: z.record(z.string(), z.unknown()) }),
  ({ _embedded }, reader): EscoDraft[] => {
    const read = Object.values(_embedded).map((one) => reader.read(resource, one));
    const good = read.flatMap((one) => (one.success ? [one.data] : []));
    reader.count({ dropped: read.length - good.length });
    return good;
  },
);

/** Where only one was asked for it may come by itself; it has an `_embedded` of its own then, which holds no resources. */
export const resources = z.union([resource.transform((one) => [one]), embedded]);
