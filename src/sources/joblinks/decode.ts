import { z } from 'zod';
import { scrubAddresses } from '../../text/scrub-addresses.ts';
import { scrubbed, scrubHeadline } from '../../text/scrub-contacts.ts';
import { orNull, readable } from '../../upstream/decode.ts';
import { conceptOf, countryOf, type JobAdDraft, swedishTime, webAddress } from '../jobtech/job-ad.ts';

const text = orNull(z.string()).transform((value) => value?.trim() || null);

const workplace = z.object({
  municipality: text,
  municipality_concept_id: text,
  region: text,
  region_concept_id: text,
  country: text,
  country_concept_id: text,
});

const sourceLink = z.object({ label: text, url: z.string() });

/** Only id, headline and links can be relied on. A link that leads nowhere is no ad: null. */
export const link = z
  .object({
    id: z.union([z.string().min(1), z.number().transform(String)]),
    headline: z.string().trim().min(1),
    brief: text,
    employer: orNull(z.object({ name: text })),
    workplace_addresses: readable(workplace),
    occupation_group: conceptOf('ssyk-level-4'),
    publication_date: swedishTime,
    application_deadline: swedishTime,
    source_links: readable(sourceLink),
  })
  .transform((found): JobAdDraft | null => {
    const links = found.source_links.flatMap(({ label, url }) => {
      const address = webAddress(url);
      return address ? [{ site: label ?? new URL(address).hostname, url: address }] : [];
    });
    const [first] = links;
    if (!first) return null;
    const [where] = found.workplace_addresses;
    const code = found.occupation_group?.legacyCode ?? null;
    return {
      nativeId: found.id,
      headline: scrubHeadline(found.headline),
      description: scrubbed(found.brief),
      employer: found.employer?.name ? scrubAddresses(found.employer.name) : null,
      originalId: null,
      organisationNumber: null,
      occupationConcept: null,
      occupationGroupConcept: found.occupation_group,
      occupationCode: code && /^\d{4}$/.test(code) ? code : null,
      placeCode: null,
      placeConceptId: where?.municipality_concept_id ?? where?.region_concept_id ?? null,
      workplaceLocality: where?.municipality ?? where?.region ?? null,
      publishedAt: found.publication_date,
      applicationDeadline: found.application_deadline,
      numberOfVacancies: null,
      employmentType: null,
      workingHoursType: null,
      remote: null,
      coordinates: null,
      mustHaveConcepts: [],
      niceToHaveConcepts: [],
      webpageUrl: first.url,
      links,
      country: countryOf(where),
      removed: false,
    };
  });
