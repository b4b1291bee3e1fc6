import { z } from 'zod';
import { Workplace } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { withoutEntities } from '../../text/html-text.ts';
import { orNull, readable, readableOrNull } from '../../upstream/decode.ts';
import { adId, optionalText, requiredText } from '../formats/fields.ts';
import { theOnly } from '../formats/the-only.ts';
import type { JobAdDraft } from '../jobtech/ad-draft.ts';
import { conceptOf, swedishDeadline, swedishTime } from '../jobtech/ad-fields.ts';
import { finishedAd } from '../jobtech/finished-ad.ts';
import { adAddress, countryOf, fourDigits } from '../jobtech/job-ad.ts';
import { unstatedAd } from '../jobtech/unstated-ad.ts';

const workplace = z.object({
  municipality: optionalText,
  municipality_concept_id: optionalText,
  region: optionalText,
  region_concept_id: optionalText,
  country: optionalText,
  country_concept_id: optionalText,
});

const sourceLink = z.object({ label: optionalText, url: z.string() });

/** Only id, headline and links are always present. Null for an ad without a valid link. */
export const link = z
  .object({
    id: adId,
    headline: requiredText,
    brief: optionalText,
    employer: orNull(z.object({ name: optionalText })),
    workplace_addresses: readableOrNull(workplace),
    occupation_group: conceptOf('ssyk-level-4'),
    publication_date: swedishTime,
    application_deadline: swedishDeadline,
    source_links: readable(sourceLink),
  })
  .transform((found): JobAdDraft | null => {
    const links = found.source_links.flatMap(({ label, url }) => {
      const address = adAddress(url);
      return address ? [{ site: label ?? new URL(address).hostname, url: address }] : [];
    });
    const main = mainPage(links);
    if (main === null) return null;
    const places = found.workplace_addresses ?? [];
    const countries = places.map(countryOf);
    const ad = finishedAd({
      ...unstatedAd(),
      nativeId: found.id,
      headline: found.headline,
      description: found.brief && withoutEntities(found.brief),
      employer: found.employer?.name ?? null,
      occupationGroupConcept: found.occupation_group,
      occupationCode: fourDigits(found.occupation_group?.legacyCode),
      // Several workplaces have a place in common where all are in one municipality, or in one county.
      placeConceptId: inCommon(
        places.map((one) => one.municipality_concept_id),
        places.map((one) => one.region_concept_id),
      ),
      workplaceLocality: inCommon(
        places.map((one) => one.municipality),
        places.map((one) => one.region),
      ),
      workplaces:
        found.workplace_addresses?.map((one) =>
          entity(Workplace, {
            locality: null,
            municipality: one.municipality,
            county: one.region,
            country: countryOf(one),
            coordinates: null,
          }),
        ) ?? null,
      publishedAt: found.publication_date,
      applicationDeadline: found.application_deadline,
      webpageUrl: main,
      links,
      country: theOnly(countries) ?? countryOf(undefined),
    });
    const open = mainPage(ad.links);
    return open === null ? null : { ...ad, webpageUrl: ad.webpageUrl ?? open };
  });

/** No page is marked as the main one: the first by the name of its site, whatever their order. */
function mainPage(links: JobAdDraft['links']): string | null {
  const [first] = [...links].sort(
    (one, other) => one.site.localeCompare(other.site, 'sv') || one.url.localeCompare(other.url, 'sv'),
  );
  return first?.url ?? null;
}

/** What all have in common: the nearest that they share; null where they share nothing, or one states nothing. */
function inCommon(near: readonly (string | null)[], wide: readonly (string | null)[]): string | null {
  return theOnly(near) ?? theOnly(wide);
}
