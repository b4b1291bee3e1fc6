import { z } from 'zod';
import { type AdConcept, Workplace } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { countryCode } from '../../text/country-code.ts';
import { htmlText } from '../../text/html-text.ts';
import { instant, lastInstant } from '../../text/local-time.ts';
import { listOf, orNull, readable, readableOrNull } from '../../upstream/decode.ts';
import { theOnly } from '../formats/the-only.ts';
import { type JobAdDraft, storedAd } from '../jobtech/ad-draft.ts';
import { finishedAd } from '../jobtech/finished-ad.ts';
import { adAddress } from '../jobtech/job-ad.ts';
import { unstatedAd } from '../jobtech/unstated-ad.ts';

const OSLO = 'Europe/Oslo';

/** Missing is null, "" or "?". */
const text = orNull(z.string()).transform((value) => {
  const trimmed = value?.trim();
  return trimmed && trimmed !== '?' ? trimmed : null;
});
const time = text.transform((value) => (value ? instant(OSLO, value) : null));
const lastTime = text.transform((value) => (value ? lastInstant(OSLO, value) : null));
const mustTime = time.pipe(z.date());

/** The answer with the public token: a heading, and the token on the last line. */
export const token = z.string().transform((body, context) => {
  const last = body.trim().split('\n').at(-1)?.trim() ?? '';
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(last)) return last;
  context.addIssue({ code: 'custom', message: 'contains no token', path: [] });
  return z.NEVER;
});

/** The feed has names in capitals: `SØR-VARANGER` becomes `Sør-Varanger`. */
export function placeName(capitals: string | null): string | null {
  if (!capitals) return null;
  const upper = (_: string, before: string, letter: string) => before + letter.toUpperCase();
  return capitals.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, upper);
}

/** Names an ad or a page of the feed in addresses. */
const uuid = z.string().regex(/^[\w-]{1,64}$/);

const event = z
  .object({
    date_modified: mustTime,
    _feed_entry: z.object({
      uuid,
      status: z.string(),
      title: text,
      businessName: text,
      municipal: text,
    }),
  })
  .transform(
    ({ date_modified, _feed_entry: entry }): FeedEvent => ({
      id: entry.uuid,
      changedAt: date_modified,
      draft:
        entry.status === 'ACTIVE' && entry.title !== null && entry.title !== '...'
          ? listedAd(entry.uuid, entry.title, entry)
          : null,
    }),
  );

/** A change in the feed. */
export interface FeedEvent {
  id: string;
  changedAt: Date;
  /** The ad as far as the feed describes it; null when it is no longer active, and while it has no title. */
  draft: JobAdDraft | null;
}

function listedAd(
  id: string,
  title: string,
  { businessName, municipal }: { businessName: string | null; municipal: string | null },
): JobAdDraft {
  return finishedAd({
    ...emptyDraft(id, title, `https://arbeidsplassen.nav.no/stillinger/stilling/${id}`),
    employer: businessName,
    workplaceLocality: placeName(municipal),
  });
}

/** A page of the feed; `next_id` is null on the last page. */
export const feedPage = z.object({ id: uuid, next_id: text.pipe(uuid.nullable()), items: listOf(event) });

const storedDate = z.string().transform((value) => new Date(value));

/** A page of the feed as a store has it. */
export const storedFeedPage = z.object({
  id: z.string(),
  next_id: z.string().nullable(),
  items: z.array(z.object({ id: z.string(), changedAt: storedDate, draft: storedAd.nullable() })),
});

const location = z.object({ country: text, city: text, county: text, municipal: text });
const category = z.object({
  categoryType: z.string(),
  code: z.union([z.string(), z.number().transform(String)]),
  name: text,
  // How well a match fits, where the feed says so.
  score: orNull(z.number()),
});

const ESCO_OCCUPATION = /^https?:\/\/data\.europa\.eu\/esco\/occupation\/[\w-]+$/i;

/** The match that fits best; null where several fit as well. */
function best(matches: readonly z.output<typeof category>[]): z.output<typeof category> | null {
  const highest = Math.max(...matches.map(({ score }) => score ?? 0));
  const ofCode = new Map(
    matches.filter(({ score }) => (score ?? 0) === highest).map((one) => [one.code, one]),
  );
  return theOnly([...ofCode.values()]);
}

function escoConcept(categories: readonly z.output<typeof category>[]): AdConcept | null {
  // Some codes with the type ESCO are ISCO groups, not occupations.
  const found = best(
    categories.filter(({ categoryType, code }) => categoryType === 'ESCO' && ESCO_OCCUPATION.test(code)),
  );
  return found
    ? {
        conceptId: found.code,
        scheme: 'esco',
        type: 'occupation',
        label: found.name ?? found.code,
        legacyCode: null,
      }
    : null;
}

const content = z.object({
  published: time,
  expires: lastTime,
  title: text,
  jobtitle: text,
  description: text,
  link: text,
  applicationUrl: text,
  applicationDue: lastTime,
  engagementtype: text,
  extent: text,
  positioncount: orNull(z.union([z.string(), z.number().transform(String)])),
  workLocations: readableOrNull(location),
  sector: text,
  starttime: text,
  employer: orNull(z.object({ name: text, orgnr: text, homepage: text })),
  categoryList: readable(category),
});

/** An entry of the feed, with the ad in full. */
export interface NavAd {
  id: string;
  isActive: boolean;
  changedAt: Date | null;
  expires: Date | null;
  /** Null for most inactive ads. */
  draft: JobAdDraft | null;
}

/** An ad in full. Its content has the key `json` in the documentation and `ad_content` in the server's answers. */
export const feedEntry = z
  .object({
    uuid,
    status: z.string(),
    sistEndret: time,
    ad_content: orNull(content),
    json: orNull(content),
  })
  .transform(({ uuid, status, sistEndret, ad_content, json }): NavAd => {
    const found = ad_content ?? json;
    const isActive = status === 'ACTIVE';
    const entry = { id: uuid, isActive, changedAt: sistEndret, expires: found?.expires ?? null };
    const headline = found && (found.title ?? found.jobtitle);
    if (!found || !headline) return { ...entry, draft: null };
    return { ...entry, draft: toDraft(uuid, headline, found) };
  });

/** An entry of the feed as a store has it. */
export const storedEntry = z.object({
  id: z.string(),
  isActive: z.boolean(),
  changedAt: storedDate.nullable(),
  expires: storedDate.nullable(),
  draft: storedAd.nullable(),
});

const countryOf = (name: string | null): string => (name && countryCode(name)) || 'NO';

function toDraft(uuid: string, headline: string, found: z.output<typeof content>): JobAdDraft {
  const places = found.workLocations ?? [];
  const webpageUrl = adAddress(found.link) ?? `https://arbeidsplassen.nav.no/stillinger/stilling/${uuid}`;
  const apply = adAddress(found.applicationUrl);
  const groups = found.categoryList.filter(
    ({ categoryType, code }) => categoryType === 'STYRK08' && /^\d{4}$/.test(code),
  );
  const organisation = found.employer?.orgnr?.replace(/\s/g, '') ?? '';
  return finishedAd({
    ...emptyDraft(uuid, headline, webpageUrl),
    description: found.description && htmlText(found.description),
    employer: found.employer?.name ?? null,
    organisationNumber: /^\d{9}$/.test(organisation) ? organisation : null,
    occupationConcept: escoConcept(found.categoryList),
    occupationCode: best(groups)?.code ?? null,
    // Several workplaces have a place in common where all are in one town, municipality or county.
    workplaceLocality: placeName(
      theOnly(places.map(({ city, municipal, county }) => city ?? municipal ?? county)) ??
        theOnly(places.map(({ municipal }) => municipal)) ??
        theOnly(places.map(({ county }) => county)),
    ),
    publishedAt: found.published,
    applicationDeadline: found.applicationDue,
    numberOfVacancies: /^\d{1,4}$/.test(found.positioncount ?? '') ? Number(found.positioncount) : null,
    employmentType: found.engagementtype,
    workingHoursType: found.extent,
    applicationUrl: apply,
    employerUrl: adAddress(found.employer?.homepage ?? null),
    sector: found.sector,
    startsAt: found.starttime,
    lastDay: found.expires,
    workplaces:
      found.workLocations?.map((one) =>
        entity(Workplace, {
          locality: placeName(one.city),
          municipality: placeName(one.municipal),
          county: placeName(one.county),
          country: countryOf(one.country),
          coordinates: null,
        }),
      ) ?? null,
    links: [
      { site: 'arbeidsplassen.nav.no', url: webpageUrl },
      ...(apply && apply !== webpageUrl ? [{ site: new URL(apply).hostname, url: apply }] : []),
    ],
    country: theOnly(places.map(({ country }) => countryOf(country))) ?? countryOf(null),
  });
}

function emptyDraft(id: string, headline: string, url: string) {
  return {
    ...unstatedAd(),
    nativeId: id,
    headline,
    webpageUrl: url,
    links: [{ site: 'arbeidsplassen.nav.no', url }],
    country: 'NO',
  };
}
