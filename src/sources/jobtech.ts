import { z } from 'zod';
import { type AdConcept, GeoPoint, JobAd } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { Provenance } from '../entities/provenance.ts';
import { PlaceKind } from '../entities/vocabulary.ts';
import { orNull, placedListOf } from '../upstream/decode.ts';
import { SourceError } from '../upstream/errors.ts';
import type { Answer, Upstream } from '../upstream/upstream.ts';
import { countryCode } from './country-code.ts';
import { instant, localTimeIn, STOCKHOLM } from './local-time.ts';
import { scrubAddresses } from './scrub-addresses.ts';
import { scrubbed, scrubHeadline } from './scrub-contacts.ts';
import { checkableAt, type JobPage, type JobSearch, type JobWindow } from './source.ts';

/** What JobSearch and Historical can search by. */
export const SEARCHED_BY: ReadonlySet<keyof JobSearch> = new Set([
  'text',
  'anyOf',
  'occupationGroups',
  'occupationConcept',
  'place',
  'skills',
  'publishedAfter',
  'remote',
  'employer',
  'countries',
] as const);

/** What the job-ad APIs of Arbetsförmedlingen (JobSearch, Historical, JobAd Links, JobStream) have in common. */

/** An ad before it is known in which state it came. */
export type JobAdDraft = Omit<JobAd, 'id' | 'provenance'>;

/** Sweden in the taxonomy; the APIs' own `country_code` is no ISO code. */
export const SWEDEN = 'i46j_HmG_v64';

const nullableText = orNull(z.string()).transform((value) => value?.trim() || null);
/** An id or a code, which some records hold as a number. */
const nullableCode = orNull(z.union([z.string(), z.number().transform(String)])).transform(
  (value) => value?.trim() || null,
);
/** A local Swedish time without a zone. */
export const swedishTime = nullableText.transform((value) => (value ? instant(STOCKHOLM, value) : null));

const concept = z.object({
  concept_id: z.string().min(1),
  label: z.string().min(1),
  legacy_ams_taxonomy_id: orNull(z.union([z.string(), z.number().transform(String)])),
});

/** Older records hold a list of one where others hold a thing. */
const theOne = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** A concept that may be missing. */
export function conceptOf(type: string) {
  return z.preprocess(
    theOne,
    orNull(concept).transform((found) => found && toConcept(found, type)),
  );
}

function toConcept(found: z.output<typeof concept>, type: string): AdConcept {
  const { concept_id: conceptId, label, legacy_ams_taxonomy_id: legacyCode } = found;
  return { conceptId, scheme: 'jobtech-taxonomy', type, label, legacyCode };
}

const conceptsOf = (type: string) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.flatMap((one) => {
        const read = concept.safeParse(one);
        return read.success ? [toConcept(read.data, type)] : [];
      }),
    );

const nothing = { skills: [], languages: [], work_experiences: [], education: [], education_level: [] };
const demands = z
  .object({
    skills: conceptsOf('skill'),
    languages: conceptsOf('language'),
    work_experiences: conceptsOf('occupation-name'),
    education: conceptsOf('sun-education-field-3'),
    education_level: conceptsOf('sun-education-level-3'),
  })
  .catch(nothing)
  .transform((found) => Object.values(found).flat());

/** Longitude first, unlike in the parameter `position`. */
const coordinates = orNull(z.tuple([z.number(), z.number()])).transform((found) => {
  if (!found) return null;
  const [longitude, latitude] = found;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return entity(GeoPoint, { latitude, longitude });
});

const address = orNull(
  z.object({
    municipality: nullableText,
    municipality_code: nullableText,
    municipality_concept_id: nullableText,
    region: nullableText,
    region_code: nullableText,
    region_concept_id: nullableText,
    country: nullableText,
    country_concept_id: nullableText,
    city: nullableText,
    coordinates,
  }),
);

/** Ten digits; for a sole trader it would be a personal number, which has a day where these have 20 or more. */
export function organisationNumber(value: string | null): string | null {
  const digits = value?.replace(/\D/g, '') ?? '';
  return /^\d{2}[2-9]\d{7}$/.test(digits) ? digits : null;
}

/** An address for people; none that holds an e-mail address, as some links to an application do. */
export function webAddress(value: string | null): string | null {
  if (!value || !URL.canParse(value) || !/^https?:/i.test(value)) return null;
  return /[\w.+-](?:@|%40)[\w-]+\.[a-z]/i.test(value) ? null : value;
}

const PLATSBANKEN = 'https://arbetsformedlingen.se/platsbanken/annonser/';

/** What is read of an ad. */
export const adFields = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  original_id: nullableCode,
  headline: z.string().trim().min(1),
  description: z.preprocess(theOne, orNull(z.object({ text: nullableText }))),
  webpage_url: nullableText,
  application_deadline: swedishTime,
  number_of_vacancies: orNull(z.number().int().nonnegative()),
  employment_type: conceptOf('employment-type'),
  working_hours_type: conceptOf('worktime-extent'),
  employer: z.preprocess(theOne, orNull(z.object({ organization_number: nullableCode, name: nullableText }))),
  occupation: conceptOf('occupation-name'),
  occupation_group: conceptOf('ssyk-level-4'),
  workplace_address: z.preprocess(theOne, address),
  must_have: z.preprocess(theOne, demands),
  nice_to_have: z.preprocess(theOne, demands),
  publication_date: swedishTime,
  last_publication_date: swedishTime,
  removed: orNull(z.boolean()),
});

/** One ad. In the archive `id` is a hash, `original_id` the ad's own, and the address is built from the hash and dead. */
export function jobAd({ isArchive }: { isArchive: boolean }) {
  return adFields.transform((found) => draftOf(found, isArchive));
}

/** An ad as it is served, of what was read of it. */
export function draftOf(found: z.output<typeof adFields>, isArchive: boolean): JobAdDraft {
  const where = found.workplace_address;
  const originalId = isArchive ? found.original_id : (found.original_id ?? found.id);
  const page = isArchive
    ? originalId && /^\d+$/.test(originalId) && `${PLATSBANKEN}${originalId}`
    : found.webpage_url;
  const webpageUrl = webAddress(page || null);
  return {
    sourceId: found.id,
    headline: scrubHeadline(found.headline),
    description: scrubbed(found.description?.text ?? null),
    employer: found.employer?.name ? scrubAddresses(found.employer.name) : null,
    originalId,
    organizationNumber: organisationNumber(found.employer?.organization_number ?? null),
    occupationConcept: found.occupation,
    occupationGroupConcept: found.occupation_group,
    // The old code of a group is the SSYK 2012 code itself.
    occupationCode: fourDigits(found.occupation_group?.legacyCode),
    placeCode: where?.municipality_code ?? where?.region_code ?? null,
    placeConceptId: where?.municipality_concept_id ?? where?.region_concept_id ?? null,
    workplaceLocality: where?.city ?? where?.municipality ?? where?.region ?? null,
    publishedAt: found.publication_date,
    applicationDeadline: found.application_deadline,
    numberOfVacancies: found.number_of_vacancies,
    employmentType: found.employment_type?.label ?? null,
    workingHoursType: found.working_hours_type?.label ?? null,
    remote: null,
    coordinates: where?.coordinates ?? null,
    mustHaveConcepts: found.must_have,
    niceToHaveConcepts: found.nice_to_have,
    webpageUrl,
    links: webpageUrl ? [{ site: 'platsbanken', url: webpageUrl }] : [],
    country: countryOf(where),
    removed: found.removed ?? false,
    lastDay: found.last_publication_date,
  };
}

const fourDigits = (code: string | null | undefined): string | null =>
  code && /^\d{4}$/.test(code) ? code : null;

/** Ads without an address are Swedish ones whose workplace is not stated. */
export function countryOf(
  where: { country: string | null; country_concept_id: string | null } | null | undefined,
): string {
  if (!where || where.country_concept_id === SWEDEN) return 'SE';
  if (where.country === null) return where.country_concept_id === null ? 'SE' : 'ZZ';
  return countryCode(where.country) ?? 'ZZ';
}

/** A page of ads, each with its place in it; the count stands in an object of its own. An ad of null is left out. */
export function adPage<T extends z.ZodType<JobAdDraft | null>>(ad: T) {
  return z
    .object({
      // GraphQL counts to 2 147 483 647.
      total: z.object({ value: z.int32().nonnegative() }),
      hits: placedListOf(ad),
    })
    .transform(({ total, hits: found }) => {
      const hits: JobAdDraft[] = [];
      const places: number[] = [];
      for (const { place, item } of found) {
        if (item === null) continue;
        hits.push(item);
        places.push(place);
      }
      return { total, hits, places, isEmpty: found.length === 0 };
    });
}
type AdPage = z.output<ReturnType<typeof adPage>>;

/** The APIs refuse more. */
const LARGEST_OFFSET = 2000;
const LARGEST_PAGE = 100;
const LONGEST_TEXT = 255;

export type Parameters = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Phrases of which one must occur, as far as they fit. */
function anyPhrase(phrases: readonly string[]): string {
  let text = '';
  for (const phrase of phrases) {
    const longer = `${text} "${phrase.replaceAll('"', ' ')}"`.trim();
    if (longer.length <= LONGEST_TEXT) text = longer;
  }
  return text;
}

/** Without the signs that would make a word an operator. */
const plainWords = (text: string): string =>
  text
    .replace(/["*]/g, ' ')
    .replace(/(^|\s)[+-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_TEXT);

/**
 * What a search is asked by. Values of one family (occupation; place) are alternatives to the APIs and would widen
 * the search, so of each family one member is sent. Codes travel as concept ids where they are known: names find
 * nothing, without an error.
 */
export function searchParameters(query: JobSearch): Parameters {
  const { place, occupationConcept } = query;
  const placeId = place && (place.taxonomyId ?? place.code);
  return {
    q: query.text ? plainWords(query.text) : query.anyOf ? anyPhrase(query.anyOf) : undefined,
    // Which of the three a concept id is need not be known: as alternatives they are the one it is.
    'occupation-name': occupationConcept,
    'occupation-group': occupationConcept ?? query.occupationGroups,
    'occupation-field': occupationConcept,
    municipality: place?.level === PlaceKind.MUNICIPALITY ? placeId : undefined,
    region: place?.level === PlaceKind.COUNTY ? placeId : undefined,
    // Beside a municipality or a region it would widen.
    country: place?.level === PlaceKind.COUNTRY || (!place && query.countries) ? SWEDEN : undefined,
    skill: query.skills,
    remote: query.remote,
    employer: query.employer && (organisationNumber(query.employer) ?? query.employer),
    'published-after': query.publishedAfter && localTimeIn(STOCKHOLM, new Date(query.publishedAfter)),
  };
}

/** All words must occur; the APIs would take any. Phrases are alternatives. */
export const searchHeaders = (query: JobSearch): Record<string, string> =>
  query.text ? { 'x-feature-freetext-bool-method': 'and' } : {};

/** Ads of one second: the time, and the ids of those that were given. */
interface Tied {
  at: string;
  ids: readonly string[];
}

/** Where in a list a page begins: beyond the largest offset the list is taken up again from a time. */
interface Position {
  offset: number;
  /** Only ads published at this local time or before, and not these, of which the list before held `total`. */
  slice: { until: Tied; total: number } | null;
  /** The last second before the place; known only where a slice may begin soon. */
  last: Tied | null;
}

/** So far before the largest offset the ads of one second are noted: more would make cursors long for nothing. */
const NOTED_FROM = LARGEST_OFFSET - 10 * LARGEST_PAGE;
/** What a cursor bears. */
const MOST_TIED = 180;

function readPosition(from: string | null): Position {
  if (from === null) return { offset: 0, slice: null, last: null };
  const [offset = '', until = '', total = '', last = ''] = from.split('~');
  const bound = readTied(until);
  const slice = bound ? { until: bound, total: Number(total) } : null;
  return { offset: Number(offset), slice, last: readTied(last) };
}

function writePosition({ offset, slice, last }: Position): string {
  const parts = [String(offset), writeTied(slice?.until), slice ? String(slice.total) : '', writeTied(last)];
  return parts.join('~').replace(/~+$/, '');
}

function readTied(text: string): Tied | null {
  const [at = '', ...ids] = text.split('.');
  return at ? { at, ids } : null;
}

const writeTied = (tied: Tied | null | undefined): string =>
  tied ? [tied.at, ...tied.ids.slice(-MOST_TIED)].join('.') : '';

/** The second after a local time. As text, for in autumn the clocks go back an hour. */
const secondAfter = (local: string): string =>
  new Date(Date.parse(`${local}Z`) + 1000).toISOString().slice(0, 19);

interface Paging {
  upstream: Upstream;
  /** Asks for one page. */
  ask(more: Parameters): Promise<Answer<AdPage>>;
  /** The parameter for the latest time of publication; null where there is none. */
  until: string | null;
}

/** A page of ads, the newest first, however far down the list. */
export async function pageOfAds(
  { upstream, ask, until }: Paging,
  query: JobSearch,
  window: JobWindow,
): Promise<JobPage> {
  const start = readPosition(window.from);
  // The last page begins at the largest offset and is longer than what is wanted of it.
  const before = Math.max(0, start.offset - LARGEST_OFFSET);
  if (before >= LARGEST_PAGE) {
    const detail = `gives no more than ${LARGEST_OFFSET + LARGEST_PAGE} ads of one search; narrow it, for instance by place`;
    throw new SourceError(upstream.id, 'SOURCE_BAD_RESPONSE', detail);
  }
  const base = start.offset - before;
  const limit = Math.min(window.limit + before, LARGEST_PAGE);
  const { slice } = start;
  const { value, provenance } = await ask({
    ...(slice && until && { [until]: secondAfter(slice.until.at) }),
    sort: 'pubdate-desc',
    offset: base || undefined,
    limit,
  });
  const total = slice ? slice.total : value.total.value;
  const items: JobPage['items'] = [];
  // An ad that could not be read has its place in the list all the same.
  const end = Math.min(base + limit, value.total.value);
  let tied = start.last ?? slice?.until ?? null;
  for (const [at, draft] of value.hits.entries()) {
    const place = value.places[at] ?? at;
    if (place < before) continue;
    const publishedAt = draft.publishedAt && localTimeIn(STOCKHOLM, draft.publishedAt);
    if (slice && (slice.until.ids.includes(draft.sourceId) || (publishedAt ?? '') > slice.until.at)) continue;
    if (publishedAt !== null) tied = withOneMore(tied, publishedAt, draft.sourceId);
    const offset = at === value.hits.length - 1 ? end : base + place + 1;
    // A slice of a single second would lead to itself.
    const isBeyond = offset > LARGEST_OFFSET && until !== null && tied?.at !== slice?.until.at;
    const next: Position =
      isBeyond && tied
        ? { offset: 0, slice: { until: tied, total }, last: null }
        : { offset, slice, last: until !== null && offset > NOTED_FROM ? tied : null };
    items.push({ ad: toAd(draft, query, provenance), next: writePosition(next), at: draft.publishedAt });
  }
  // A page that holds nothing is the end, whatever is counted.
  const isLast = end >= value.total.value || (value.isEmpty && limit > 0);
  if (items.length === 0 && limit > 0 && !isLast) {
    // Nothing but ads of the slice before: they are left behind, or a page would lead to itself.
    const from = writePosition({ offset: end, slice, last: start.last });
    // As much as there can be, so that few calls lead past them.
    return pageOfAds({ upstream, ask, until }, query, { from, limit: LARGEST_PAGE });
  }
  return { items, isLast, total, provenance };
}

function withOneMore(tied: Tied | null, at: string, id: string): Tied {
  if (tied?.at !== at) return { at, ids: [id] };
  return tied.ids.includes(id) ? tied : { at, ids: [...tied.ids, id] };
}

function toAd(draft: JobAdDraft, { remote }: JobSearch, provenance: Provenance): JobAd {
  // No field of an ad says it, so it is known of those only that were found by it.
  return adFrom(remote === undefined ? draft : { ...draft, remote }, provenance);
}

/** An ad with where it came from. */
export function adFrom(draft: JobAdDraft, provenance: Provenance): JobAd {
  return entity(JobAd, { ...draft, provenance: checkableAt(draft.webpageUrl, provenance) });
}
