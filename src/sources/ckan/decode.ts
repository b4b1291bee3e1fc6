import { z } from 'zod';
import type { CatalogueRecord, Distribution, Publisher } from '../../entities/dataset.ts';
import type { LocalisedText } from '../../entities/language.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { isPlainUri, termOrAddress, webAddress } from '../../text/web-address.ts';
import { listOf, orNull, readable, readableOrNull } from '../../upstream/decode.ts';
import {
  accessRight,
  formatName,
  frequencyCode,
  licenceId,
  mediaTypeOf,
  organisationNumberIn,
  themeCode,
} from '../formats/dcat.ts';
import { type DatasetDraft, termsOf } from '../formats/dcat-dataset.ts';
import { optionalCount, optionalText, requiredText } from '../formats/fields.ts';
import { distinctKeywords } from '../formats/keywords.ts';
import { languageMap, localisedMap } from '../formats/language-map.ts';
import { instantInUtc, partialDateIn } from '../formats/partial-date.ts';
import { theOnly } from '../formats/the-only.ts';
import { unstatedDataset } from '../formats/unstated-dataset.ts';
import type { CountedValue, FacetName } from '../kinds/catalogue.ts';
import type { CkanPortal } from './portals.ts';

/** Profile fields are first-level fields or, in older portals, `extras`, whose values may be JSON as text. */
const fields = z.record(z.string(), z.unknown());
type Fields = z.output<typeof fields>;
const extra = z.object({ key: requiredText, value: z.unknown() });

const tag = z.object({ display_name: optionalText, name: optionalText });
const organisation = orNull(z.object({ title: languageMap, name: optionalText }));
const statedPublisher = z.object({
  uri: optionalText,
  name: optionalText,
  identifier: optionalText,
});
const period = z.object({ start: optionalText, end: optionalText });

/** The values of a profile field as texts: one, a list, or a list written as JSON. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string') return [];
  const text = value.trim();
  if (!/^[[{]/.test(text)) return text === '' ? [] : [text];
  const parsed = parsedJson(text);
  return Array.isArray(parsed) ? parsed.flatMap(textsIn) : [];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a package states, wherever it stands. */
function statedIn(found: Fields) {
  const extras = new Map(
    readable(extra)
      .parse(found['extras'])
      .map(({ key, value }) => [key, value]),
  );
  const value = (name: string): unknown => found[name] ?? extras.get(name) ?? null;
  return {
    value,
    texts: (...names: string[]) => names.flatMap((name) => textsIn(value(name))),
    /** The one text of the first of these fields that has one. */
    text: (...names: string[]) => names.flatMap((name) => theOnly(textsIn(value(name))) ?? [])[0] ?? null,
    structured: (name: string): unknown => {
      const one = value(name);
      return typeof one === 'string' ? parsedJson(one) : one;
    },
  };
}
type Stated = ReturnType<typeof statedIn>;

/** A text by language: the map itself, the map beside it, or the text alone. */
function textIn(stated: Stated, name: string, portal: CkanPortal): LocalisedText {
  const texts = languageMap.parse(stated.structured(`${name}_translated`) ?? stated.value(name));
  return localisedMap(texts.size > 0 ? texts : languageMap.parse(stated.value(name)), portal.language);
}

/** The text in a language that the schema lacks. */
function untranslated(stated: Stated, name: string): string | null {
  const texts = languageMap.parse(stated.value(name));
  return texts.get('') ?? firstByTag(texts);
}

/** The text in the first language by its tag, whatever their order. */
function firstByTag(texts: ReadonlyMap<string, string>): string | null {
  const [tag = ''] = [...texts.keys()].sort();
  return texts.get(tag) ?? null;
}

const isStated = (licence: string | null): licence is string =>
  licence !== null && !/^not-?specified$/i.test(licence);

function distributionOf(found: Fields, licence: string | null, portal: CkanPortal): Distribution | null {
  const stated = statedIn(found);
  const state = stated.text('state');
  if (state !== null && state !== 'active') return null;
  const format = stated.text('format', 'distribution_format');
  const mimetype = stated.text('mimetype');
  const media = mimetype ?? (format && mediaTypeOf(formatName(format)));
  const url = stated.texts('url');
  const isFile = stated.text('url_type') === 'upload';
  const webUrls = (names: string[]) => stated.texts(...names).flatMap((one) => webAddress(one) ?? []);
  const accessUrls = webUrls(['access_url']);
  const downloadUrls = webUrls(['download_url']);
  const fallback =
    accessUrls.length + downloadUrls.length > 0 ? [] : url.flatMap((one) => webAddress(one) ?? []);
  const access = [...accessUrls, ...fallback];
  const download = isFile && downloadUrls.length === 0 ? fallback : downloadUrls;
  const size = Number(stated.text('size') ?? Number.NaN);
  const terms = stated.text('license', 'license_type') ?? licence;
  return {
    title: textIn(stated, 'name', portal),
    accessUrl: access[0] ?? null,
    accessUrls: access,
    downloadUrl: download[0] ?? null,
    downloadUrls: download,
    format: format ? formatName(format) : null,
    mediaType: media && /^[a-z]+\/[\w.+-]+$/i.test(media) ? media : null,
    licence: isStated(terms) ? termOrAddress(licenceId(terms)) : null,
    byteSize: Number.isFinite(size) && size >= 0 ? size : null,
    conformsTo: theOnly(termsOf(stated.texts('conforms_to'))),
  };
}

function publisherOf(found: Fields, stated: Stated, portal: CkanPortal): Publisher | null {
  const named = theOnly(readable(statedPublisher).parse(stated.structured('publisher')));
  const uri = named?.uri ?? stated.text('publisher_uri');
  const identifier = named?.identifier ?? stated.text('publisher_identifier');
  const organisationNumber =
    organisationNumberIn(uri ?? '') ?? organisationNumberIn(identifier ?? '') ?? portal.organisationNumber;
  const ownName = named?.name ?? stated.text('publisher_name', 'holder_name');
  const byOrganisation = organisation.parse(found['organization']);
  const titles = byOrganisation?.title ?? new Map<string, string>();
  const name = ownName ? new Map([['', ownName]]) : titles;
  if (!uri && name.size === 0 && !organisationNumber) return null;
  const texts = localisedMap(name, portal.language);
  const first = firstByTag(name);
  // A name is a name in any language.
  const shown = Object.keys(texts).length === 0 && first !== null ? { en: first } : texts;
  return { uri, name: Object.keys(shown).length > 0 ? shown : null, organisationNumber };
}

function keywordsOf(found: Fields, stated: Stated, portal: CkanPortal) {
  const translated =
    z.record(z.string(), z.unknown()).safeParse(stated.structured('tags_translated')).data ?? {};
  const byLanguage = Object.entries(translated).flatMap(([lang, texts]) =>
    textsIn(texts).map((text) => ({ text, language: languageOfTag(lang) ?? lang })),
  );
  const tags = readable(tag)
    .parse(found['tags'])
    .flatMap(({ display_name, name }) => display_name ?? name ?? [])
    .map((text) => ({ text, language: portal.language }));
  return distinctKeywords(byLanguage.length > 0 ? byLanguage : tags);
}

/** A package of a portal as a dataset. */
function packageOf(portal: CkanPortal) {
  const site = portal.baseUrl;
  return z
    .looseObject({ id: requiredText, name: optionalText })
    .refine(
      (found) => found['private'] !== true && (found['state'] ?? 'active') === 'active',
      'is not public',
    )
    .transform((found): DatasetDraft & { records: CatalogueRecord[] } => {
      const stated = statedIn(found);
      const page = `${site}/dataset/${encodeURIComponent(found.name ?? found.id)}`;
      const uri =
        theOnly(stated.texts('uri').filter((one) => /^https?:/i.test(one) && isPlainUri(one))) ??
        `${site}/dataset/${encodeURIComponent(found.id)}`;
      const licence =
        [found['license_url'], found['license_id']]
          .map((one) => theOnly(textsIn(one).filter(isStated)))
          .find((one) => one !== null) ?? null;
      const resources = readableOrNull(fields).parse(found['resources']);
      const distributions = resources?.flatMap((one) => distributionOf(one, licence, portal) ?? []);
      const licences = [
        ...(licence ? [licence] : []),
        ...(resources ?? []).flatMap((one) => statedIn(one).texts('license', 'license_type')),
      ];
      const titles = textIn(stated, 'title', portal);
      const right = stated.text('access_rights');
      const frequency = stated.text('frequency');
      return {
        ...unstatedDataset(uri),
        identifiers: [...new Set([...stated.texts('identifier', 'guid', 'alternate_identifier'), found.id])],
        title: titles,
        description: textIn(stated, 'notes', portal),
        original:
          Object.keys(titles).length > 0
            ? null
            : { title: untranslated(stated, 'title'), description: untranslated(stated, 'notes') },
        publisher: publisherOf(found, stated, portal),
        keywords: keywordsOf(found, stated, portal),
        themes: termsOf(stated.texts('theme').map(themeCode)),
        hvdCategories: termsOf(stated.texts('hvd_category')),
        accessRights: right && /^https?:/.test(right) ? accessRight(right) : null,
        // The times of the record are in `records`; they do not speak of the data.
        issued: partialDateIn(stated.text('issued')),
        modified: partialDateIn(stated.text('modified')),
        accrualPeriodicity: frequency && /^https?:/.test(frequency) ? frequencyCode(frequency) : null,
        landingPages: textsIn(found['url']).flatMap((one) => webAddress(one) ?? []),
        licences: [...new Set(termsOf(licences.filter(isStated).map(licenceId)))],
        licencesAsStated: [...new Set(termsOf(licences.filter(isStated)))],
        applicableLegislation: termsOf(stated.texts('applicable_legislation')),
        series: termsOf(stated.texts('in_series')),
        spatial: termsOf(stated.texts('spatial_uri')),
        temporal: periodsOf(stated),
        ...(distributions && { distributions }),
        records: [
          {
            sourceId: portal.id,
            nativeId: found.id,
            datasetUri: uri,
            catalogue: found.name ?? found.id,
            url: page,
            issued: instantInUtc(theOnly(textsIn(found['metadata_created']))),
            modified: instantInUtc(theOnly(textsIn(found['metadata_modified']))),
          },
        ],
      };
    });
}

function periodsOf(stated: Stated): string[] {
  const covered = readable(period).parse(stated.structured('temporal_coverage') ?? []);
  const single = { start: stated.text('temporal_start'), end: stated.text('temporal_end') };
  return [...covered, single].flatMap(({ start, end }) =>
    start || end ? [`${start ?? ''}/${end ?? ''}`] : [],
  );
}

/** The envelope says whether it succeeded, also with status 200. */
const envelope = <T extends z.ZodType>(result: T) => z.object({ success: z.literal(true), result });

/** The fields that every portal counts by. Themes are free fields. */
export const FACETS: ReadonlyMap<string, FacetName> = new Map([
  ['organization', 'publisher'],
  ['res_format', 'format'],
  ['license_id', 'licence'],
]);

const facetItem = z.object({
  name: requiredText,
  display_name: optionalText,
  count: z.number().int().nonnegative(),
});

/** The counts of a search. */
export const facetCounts = envelope(
  z.object({
    count: optionalCount,
    search_facets: z.record(z.string(), z.object({ items: readable(facetItem) })),
  }),
).transform(({ result: { count, search_facets } }) => ({
  total: count,
  facets: Object.fromEntries(
    [...FACETS].flatMap(([field, name]): [FacetName, CountedValue[]][] => {
      const items = search_facets[field]?.items;
      if (!items) return [];
      return [[name, items.map((one) => ({ value: one.name, name: one.display_name, count: one.count }))]];
    }),
  ),
}));

/** The answers of a portal. */
export function answersOf(portal: CkanPortal) {
  const found = packageOf(portal);
  return {
    page: envelope(z.object({ count: orNull(z.number().int().nonnegative()), results: listOf(found) })),
    one: envelope(found),
  };
}
export type CkanDataset = z.output<ReturnType<typeof packageOf>>;
