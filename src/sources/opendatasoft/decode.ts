import { z } from 'zod';
import type { CatalogueRecord, Distribution } from '../../entities/dataset.ts';
import { languageOfTag } from '../../text/language-tag.ts';
import { plainText } from '../../text/plain-text.ts';
import { webAddress } from '../../text/web-address.ts';
import { listOf, orNull, readable } from '../../upstream/decode.ts';
import { licenceId, mediaTypeOf } from '../formats/dcat.ts';
import { type DatasetDraft, termsOf } from '../formats/dcat-dataset.ts';
import { optionalText, requiredText } from '../formats/fields.ts';
import { distinctKeywords } from '../formats/keywords.ts';
import { instantInUtc, partialDateIn } from '../formats/partial-date.ts';
import { unstatedDataset } from '../formats/unstated-dataset.ts';
import type { CountedValue, FacetName } from '../kinds/catalogue.ts';
import type { OpendatasoftPortal } from './portals.ts';
import { EXPORTS } from './query.ts';

const texts = readable(requiredText);
const attachment = z.object({
  id: requiredText,
  title: optionalText,
  mimetype: optionalText,
  url: optionalText,
});
const metas = z.object({
  default: z.object({
    title: optionalText,
    description: optionalText,
    theme: texts,
    keyword: texts,
    license: optionalText,
    license_url: optionalText,
    language: optionalText,
    publisher: optionalText,
    references: optionalText,
    modified: optionalText,
    metadata_processed: optionalText,
    territory: texts,
    federated: orNull(z.boolean()),
    source_domain: optionalText,
    source_domain_address: optionalText,
    source_dataset: optionalText,
  }),
  dcat: orNull(
    z.object({
      issued: optionalText,
      accrualperiodicity: optionalText,
      temporal_coverage_start: optionalText,
      temporal_coverage_end: optionalText,
    }),
  ),
});

/** A dataset of a portal. There are no distributions: the exports of its records, and files attached to it, are these. */
function datasetOf(portal: OpendatasoftPortal) {
  const { domain } = portal;
  return z
    .object({
      dataset_id: requiredText,
      has_records: orNull(z.boolean()),
      attachments: readable(attachment),
      metas,
    })
    .transform(({ dataset_id: id, has_records, attachments, metas: { default: facts, dcat } }) => {
      const language = languageOfTag(facts.language ?? undefined) ?? portal.language;
      const inLanguage = (text: string | null) => {
        const plain = text && plainText(text);
        return plain && language ? { [language]: plain } : {};
      };
      const segment = encodeURIComponent(id);
      const uri = `https://${domain}/api/v2/catalog/datasets/${segment}`;
      const licences = termsOf([facts.license_url, facts.license].flatMap((one) => one ?? []));
      // The address of the terms says more than their name.
      const licence =
        termsOf([facts.license_url ?? []].flat())[0] ?? termsOf([facts.license ?? []].flat())[0] ?? null;
      const start = dcat?.temporal_coverage_start;
      const end = dcat?.temporal_coverage_end;
      const file = (format: string, url: string, title: string | null): Distribution => ({
        title: inLanguage(title),
        accessUrl: url,
        accessUrls: [url],
        downloadUrl: url,
        downloadUrls: [url],
        format,
        mediaType: format.includes('/')
          ? format
          : /\//.test(mediaTypeOf(format))
            ? mediaTypeOf(format)
            : null,
        licence: licence && licenceId(licence),
        byteSize: null,
        conformsTo: null,
      });
      const exported = [...EXPORTS].map(([format, name]) =>
        file(format, `https://${domain}/api/explore/v2.1/catalog/datasets/${segment}/exports/${name}`, null),
      );
      const attached = attachments.flatMap(({ title, mimetype, url }) => {
        const address = webAddress(url);
        return address ? [file(mimetype ?? 'application/octet-stream', address, title)] : [];
      });
      const home = facts.source_domain_address ?? facts.source_domain;
      const titles = inLanguage(facts.title);
      const draft: DatasetDraft & { records: CatalogueRecord[] } = {
        ...unstatedDataset(uri),
        identifiers: [
          id,
          // A portal may show the datasets of other portals: what it is there is what it is.
          ...(home && facts.source_dataset && /^[\w.-]+$/.test(home)
            ? [`https://${home}/explore/dataset/${encodeURIComponent(facts.source_dataset)}`]
            : []),
        ],
        title: titles,
        description: inLanguage(facts.description),
        original: language
          ? null
          : {
              title: facts.title && plainText(facts.title),
              description: facts.description && plainText(facts.description),
            },
        publisher: publisherOf(facts.publisher, language, portal),
        // A theme is free text of the portal.
        keywords: distinctKeywords([...facts.keyword, ...facts.theme].map((text) => ({ text, language }))),
        issued: partialDateIn(dcat?.issued),
        modified: partialDateIn(facts.modified),
        landingPages: [webAddress(facts.references)].flatMap((one) => one ?? []),
        licences: licence === null ? [] : [licenceId(licence)],
        licencesAsStated: licences,
        spatial: facts.territory,
        temporal: start || end ? [`${start ?? ''}/${end ?? ''}`] : [],
        dataServices:
          has_records === false
            ? []
            : [
                {
                  title: titles,
                  endpointUrl: `https://${domain}/api/explore/v2.1/catalog/datasets/${segment}/records`,
                  endpointDescription: null,
                  licence: licence && licenceId(licence),
                },
              ],
        distributions: [...(has_records === false ? [] : exported), ...attached],
        records: [
          {
            sourceId: portal.id,
            nativeId: id,
            datasetUri: uri,
            catalogue: id,
            url: `https://${domain}/explore/dataset/${segment}`,
            issued: null,
            modified: instantInUtc(facts.metadata_processed),
          },
        ],
      };
      return draft;
    });
}

function publisherOf(
  name: string | null,
  language: OpendatasoftPortal['language'],
  portal: OpendatasoftPortal,
) {
  if (!name && !portal.organisationNumber) return null;
  return {
    uri: null,
    name: name ? { [language]: name } : null,
    organisationNumber: portal.organisationNumber,
  };
}

const FACETS: ReadonlyMap<string, FacetName> = new Map([
  ['publisher', 'publisher'],
  ['license', 'licence'],
]);

const facetItem = z.object({ name: requiredText, count: z.number().int().nonnegative() });

/** The counts of a search: those of its facets that the portal shows. */
export const facetCounts = z
  .object({ facets: listOf(z.object({ name: requiredText, facets: readable(facetItem) })) })
  .transform(({ facets }) => ({
    facets: Object.fromEntries(
      facets.flatMap(({ name, facets: items }): [FacetName, CountedValue[]][] => {
        const facet = FACETS.get(name);
        return facet
          ? [[facet, items.map((one) => ({ value: one.name, name: one.name, count: one.count }))]]
          : [];
      }),
    ),
  }));

/** The answers of a portal. */
export function answersOf(portal: OpendatasoftPortal) {
  const found = datasetOf(portal);
  return {
    page: z.object({ total_count: orNull(z.number().int().nonnegative()), results: listOf(found) }),
    one: found,
  };
}
export type OpendatasoftDataset = z.output<ReturnType<typeof datasetOf>>;
