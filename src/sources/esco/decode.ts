import { z } from 'zod';
import { Language, type LocalisedText } from '../../entities/language.ts';
import { orNull, readable } from '../../upstream/decode.ts';
import { readWith } from '../../upstream/dropped-items.ts';
import { requiredText, webUri } from '../formats/fields.ts';

const link = z.object({ uri: webUri, title: requiredText });
/** A resource that another one links to; only its label is known. */
export type EscoLink = z.output<typeof link>;
/** HAL: a relation to one resource may be the resource itself instead of a list. */
const links = readable(link);

const byLanguage = z.record(z.string(), z.unknown());

const resource = z
  .object({
    className: orNull(requiredText),
    uri: webUri,
    title: requiredText,
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
    const prefLabel = localised(read.preferredLabel, (value) => requiredText.safeParse(value).data);
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

const labels = z.array(requiredText);
const literal = z.object({ literal: requiredText });

function localised(
  found: Record<string, unknown> | null,
  read: (value: unknown) => string | undefined,
): LocalisedText {
  const texts: LocalisedText = {};
  // The tags of ESCO are the values of the enum.
  for (const language of Object.values(Language)) {
    const value = read(found?.[language]);
    if (value !== undefined) texts[language] = value;
  }
  return texts;
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

/** A request for one URI may return the resource itself, whose own `_embedded` holds no resources. */
export const resources = z.union([resource.transform((one) => [one]), embedded]);
