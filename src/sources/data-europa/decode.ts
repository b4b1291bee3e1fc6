import { z } from 'zod';
import type { CatalogueRecord, Distribution } from '../../entities/dataset.ts';
import { Language } from '../../entities/language.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { isPlainUri, termOrAddress, webAddress } from '../../text/web-address.ts';
import { listOf, orNull, readable, readableOrNull } from '../../upstream/decode.ts';
import {
  accessRight,
  formatName,
  frequencyCode,
  languageCode,
  licenceId,
  mediaTypeOf,
  organisationNumberIn,
  themeCode,
} from '../formats/dcat.ts';
import { type DatasetDraft, termsOf } from '../formats/dcat-dataset.ts';
import { optionalCount, optionalText, requiredText, textOrNumber } from '../formats/fields.ts';
import { distinctKeywords } from '../formats/keywords.ts';
import { languageMap, localisedMap } from '../formats/language-map.ts';
import { instantInUtc, partialDateIn } from '../formats/partial-date.ts';
import { theOnly } from '../formats/the-only.ts';
import { unstatedDataset } from '../formats/unstated-dataset.ts';
import type { CountedValue, FacetName } from '../kinds/catalogue.ts';

const term = z.object({ id: optionalText, label: orNull(z.unknown()), resource: optionalText });
const terms = readable(term);
/** Pages are objects in the present generation of records, and were texts in earlier ones. */
const pages = readable(
  z.union([z.string(), z.object({ resource: requiredText }).transform(({ resource }) => resource)]),
).transform((found) => found.flatMap((one) => webAddress(one) ?? []));
const texts = readable(requiredText);
const addresses = texts.transform((found) => found.flatMap((one) => webAddress(one) ?? []));

/** A term as its URI, else as its id. */
const codeOf = ({ id, resource }: z.output<typeof term>): string | null => resource ?? id;
const textOf = (label: unknown): string | null => (typeof label === 'string' ? label.trim() || null : null);

const distribution = z
  .object({
    title: languageMap,
    access_url: addresses,
    download_url: addresses,
    format: orNull(term),
    media_type: optionalText,
    license: orNull(term),
    byte_size: orNull(textOrNumber),
    conforms_to: terms,
  })
  .transform(
    ({
      title,
      access_url,
      download_url,
      format,
      media_type,
      license,
      byte_size,
      conforms_to,
    }): Distribution => {
      const written = format && (format.id ?? textOf(format.label) ?? format.resource);
      const size = Number(byte_size ?? Number.NaN);
      const terms = license && codeOf(license);
      const media = media_type ?? (written && mediaTypeOf(formatName(written)));
      return {
        title: localisedMap(title, null),
        accessUrl: access_url[0] ?? null,
        accessUrls: access_url,
        downloadUrl: download_url[0] ?? null,
        downloadUrls: download_url,
        format: written ? formatName(written) : null,
        mediaType: media && /^[a-z]+\/[\w.+-]+$/i.test(media) ? media : null,
        licence: terms ? termOrAddress(licenceId(terms)) : null,
        byteSize: Number.isFinite(size) && size >= 0 ? size : null,
        conformsTo: theOnly(termsOf(conforms_to.flatMap((one) => codeOf(one) ?? []))),
      };
    },
  );

const translations = orNull(
  z.object({
    details: orNull(
      z.record(
        z.string(),
        orNull(z.object({ machine_translated: orNull(z.boolean()), original_language: optionalText })),
      ),
    ),
  }),
).transform((meta) => meta?.details ?? {});

const publisher = orNull(
  z.object({ name: optionalText, resource: optionalText, identifier: optionalText }),
).transform((found) => {
  if (!found?.name && !found?.resource) return null;
  const number = organisationNumberIn(found.resource ?? '') ?? organisationNumberIn(found.identifier ?? '');
  // The portal states no language of names.
  return {
    uri: found.resource,
    name: found.name ? { [Language.EN]: found.name } : null,
    organisationNumber: number,
  };
});

const dataset = z
  .object({
    id: requiredText,
    resource: optionalText,
    title: languageMap,
    description: languageMap,
    translation_meta: translations,
    keywords: readable(z.object({ label: requiredText, language: optionalText })),
    categories: terms,
    hvd_category: terms,
    publisher,
    identifier: readable(textOrNumber),
    adms_identifier: readable(z.object({ identifier: optionalText, resource: optionalText })),
    language: terms,
    conforms_to: terms,
    version_info: orNull(textOrNumber),
    landing_page: pages,
    source: pages,
    in_series: pages,
    issued: optionalText,
    modified: optionalText,
    catalog_record: orNull(z.object({ issued: optionalText, modified: optionalText })),
    distributions: readableOrNull(distribution),
    license: orNull(term),
    accrual_periodicity: orNull(term),
    access_right: orNull(term),
    applicable_legislation: terms,
    spatial_resource: terms,
    temporal: readable(z.object({ gte: optionalText, lte: optionalText })),
  })
  .transform((found): DatasetDraft & { records: CatalogueRecord[] } => {
    const identifiers = [
      ...found.identifier,
      ...found.adms_identifier.flatMap(({ identifier, resource }) => identifier ?? resource ?? []),
    ].map((one) => one.trim());
    const own = `http://data.europa.eu/88u/dataset/${encodeURIComponent(found.id)}`;
    const isOwn = (one: string | null): one is string =>
      one !== null && /^https?:/i.test(one) && isPlainUri(one);
    const uri = theOnly(identifiers.filter(isOwn)) ?? [found.resource].find(isOwn) ?? own;
    const byMachine = translationsOf(found.translation_meta, [
      ...found.title.keys(),
      ...found.description.keys(),
    ]);
    const title = localisedMap(withPeopleFirst(found.title, byMachine), Language.EN);
    const stated = (found.distributions ?? []).flatMap(({ licence }) => licence ?? []);
    return {
      ...unstatedDataset(uri),
      identifiers: [...new Set(identifiers)],
      title,
      description: localisedMap(withPeopleFirst(found.description, byMachine), Language.EN),
      machineTranslated: translatedIn(found.title, byMachine),
      original: originalOf(found.title, found.description, byMachine),
      publisher: found.publisher,
      keywords: distinctKeywords(
        found.keywords.map(({ label, language }) => ({
          text: label,
          language: languageOfTag(language ?? undefined) ?? language,
        })),
      ),
      themes: found.categories.flatMap((one) => {
        const code = codeOf(one);
        return code
          ? [
              themeCode(code)
                .toUpperCase()
                .replace(/^HTTP.*/, code),
            ]
          : [];
      }),
      hvdCategories: termsOf(found.hvd_category.flatMap((one) => codeOf(one) ?? [])),
      accessRights: found.access_right ? accessRight(codeOf(found.access_right) ?? '') || null : null,
      issued: partialDateIn(found.issued),
      modified: partialDateIn(found.modified),
      accrualPeriodicity: found.accrual_periodicity
        ? frequencyCode(codeOf(found.accrual_periodicity) ?? '') || null
        : null,
      languageCodes: found.language.flatMap((one) => languageCode(codeOf(one) ?? '') ?? []),
      standards: termsOf(found.conforms_to.flatMap((one) => codeOf(one) ?? [])),
      version: found.version_info,
      landingPages: found.landing_page,
      licences: [...new Set(stated)],
      licencesAsStated: [...new Set(stated)],
      applicableLegislation: termsOf(found.applicable_legislation.flatMap((one) => codeOf(one) ?? [])),
      series: found.in_series,
      derivedFrom: found.source,
      spatial: termsOf(found.spatial_resource.flatMap((one) => codeOf(one) ?? [])),
      temporal: found.temporal.flatMap(({ gte, lte }) => (gte || lte ? [`${gte ?? ''}/${lte ?? ''}`] : [])),
      ...(found.distributions && { distributions: found.distributions }),
      records: [
        {
          sourceId: 'data-europa',
          nativeId: found.id,
          datasetUri: uri,
          catalogue: found.id,
          url: `https://data.europa.eu/data/datasets/${encodeURIComponent(found.id)}`,
          issued: instantInUtc(found.catalog_record?.issued),
          modified: instantInUtc(found.catalog_record?.modified),
        },
      ],
    };
  });

/**
 * The tags of translations by a machine. Where the record says which language it was written in, a text in a language of
 * which it says nothing is one too.
 */
function translationsOf(details: z.output<typeof translations>, tags: readonly string[]): Set<string> {
  const originals = new Set(Object.values(details).flatMap((detail) => detail?.original_language ?? []));
  const isUnsaid = (tag: string) => originals.size > 0 && !originals.has(tag) && !details[tag];
  const stated = Object.entries(details).flatMap(([tag, detail]) =>
    detail?.machine_translated ? [tag] : [],
  );
  return new Set([...stated, ...tags.filter((tag) => tag !== '' && isUnsaid(tag))]);
}

/** Several tags may be one language of the schema: what a person wrote is read first. */
function withPeopleFirst(
  found: ReadonlyMap<string, string>,
  byMachine: ReadonlySet<string>,
): Map<string, string> {
  return new Map(
    [...found].sort(([one], [other]) => Number(byMachine.has(one)) - Number(byMachine.has(other))),
  );
}

/** Languages of the schema that have a translation by a machine only. */
function translatedIn(title: ReadonlyMap<string, string>, byMachine: ReadonlySet<string>): Language[] {
  const languages = (isByMachine: boolean) =>
    [...title.keys()].flatMap((tag) =>
      byMachine.has(tag) === isByMachine ? (languageOfTag(tag) ?? []) : [],
    );
  const byPeople = languages(false);
  return [...new Set(languages(true))].filter((language) => !byPeople.includes(language));
}

/** The texts that are no translation, where the schema lacks their language; null where it has one that a person wrote. */
function originalOf(
  title: ReadonlyMap<string, string>,
  description: ReadonlyMap<string, string>,
  byMachine: ReadonlySet<string>,
): { title: string | null; description: string | null } | null {
  const written = [...title].filter(([tag]) => !byMachine.has(tag));
  const [first] = written;
  if (!first || written.some(([tag]) => tag === '' || languageOfTag(tag) !== null)) return null;
  return { title: first[1], description: description.get(first[0]) ?? null };
}

/** A page of datasets. */
export const datasetPage = z.object({
  result: z.object({ count: orNull(z.number().int().nonnegative()), results: listOf(dataset) }),
});
/** The portal's facets, by its own names. */
const FACETS: ReadonlyMap<string, FacetName> = new Map([
  ['publisher', 'publisher'],
  ['format', 'format'],
  ['license', 'licence'],
  ['categories', 'theme'],
  ['country', 'country'],
]);

/** The counts of a search. */
export const facetCounts = z
  .object({
    result: z.object({
      count: optionalCount,
      facets: listOf(
        z.object({
          id: requiredText,
          items: readable(
            z.object({
              id: requiredText,
              title: orNull(z.unknown()),
              count: z.number().int().nonnegative(),
            }),
          ),
        }),
      ),
    }),
  })
  .transform(({ result: { count, facets } }) => ({
    total: count,
    facets: Object.fromEntries(
      facets.flatMap(({ id, items }): [FacetName, CountedValue[]][] => {
        const name = FACETS.get(id);
        if (!name) return [];
        return [[name, items.map((one) => ({ value: one.id, name: textOf(one.title), count: one.count }))]];
      }),
    ),
  }));

/** One dataset. */
export const oneDataset = z.object({ result: dataset });
export type EuropeanDataset = z.output<typeof dataset>;
