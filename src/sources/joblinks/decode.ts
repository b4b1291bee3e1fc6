import { z } from 'zod';
import { withoutEntities } from '../../text/html-text.ts';
import { orNull, readable } from '../../upstream/decode.ts';
import { adId, optionalText, requiredText } from '../formats/fields.ts';
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
    workplace_addresses: readable(workplace),
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
    const [first] = links;
    if (!first) return null;
    const [where] = found.workplace_addresses;
    const ad = finishedAd({
      ...unstatedAd(),
      nativeId: found.id,
      headline: found.headline,
      description: found.brief && withoutEntities(found.brief),
      employer: found.employer?.name ?? null,
      occupationGroupConcept: found.occupation_group,
      occupationCode: fourDigits(found.occupation_group?.legacyCode),
      placeConceptId: where?.municipality_concept_id ?? where?.region_concept_id ?? null,
      workplaceLocality: where?.municipality ?? where?.region ?? null,
      publishedAt: found.publication_date,
      applicationDeadline: found.application_deadline,
      webpageUrl: first.url,
      links,
      country: countryOf(where),
    });
    const [open] = ad.links;
    return open ? { ...ad, webpageUrl: ad.webpageUrl ?? open.url } : null;
  });
