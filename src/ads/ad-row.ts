import { createHash } from 'node:crypto';
import { GeoPoint, JobAd, textOf } from '../entities/job-ad.ts';
import { entity } from '../entities/node.ts';
import type { Provenance } from '../entities/provenance.ts';
import type { StreamedAd } from '../sources/kinds/job-stream.ts';
import { checkableAt } from '../sources/source.ts';
import { fold } from '../text/fold.ts';

/** The values of a row of `job_ad`; the database makes `text` searchable. */
export interface WrittenAd {
  id: string;
  ad: StreamedAd['ad'];
  digest: string;
  publishedAt: Date;
  lastPublished: Date | null;
  changedAt: Date | null;
  occupations: string[];
  places: string[];
  skills: string[];
  organisationNumber: string | null;
  employer: string;
  isRemote: boolean;
  /** The text that a search for words looks in. */
  text: string;
}

/** JobSearch takes these phrases as a sign of remote work; an ad has no field for it. */
const REMOTE =
  /\b(?:arbet[ae] på distans|jobba på distans|arbetar? hemifrån|jobba? hemifrån|remote work|jobba tryggt hemifrån)\b/iu;
/** PostgreSQL refuses to index more than a megabyte. */
const MAX_TEXT_LENGTH = 200_000;

/** The row of an ad that was retrieved at the given time. */
export function writtenAd(streamed: StreamedAd, retrievedAt: Date): WrittenAd {
  const { ad, occupations, places, skills, lastPublished, changedAt } = streamed;
  const concepts = [
    ad.occupationConcept,
    ad.occupationGroupConcept,
    ...ad.mustHaveConcepts,
    ...ad.niceToHaveConcepts,
  ];
  const labels = concepts.map((concept) => concept?.label);
  const digest = createHash('sha256')
    .update(JSON.stringify([ad, occupations, places, skills, lastPublished]))
    .digest('base64url');
  return {
    id: ad.nativeId,
    ad,
    digest: digest.slice(0, 22),
    publishedAt: ad.publishedAt ?? changedAt ?? retrievedAt,
    lastPublished,
    changedAt,
    occupations,
    places,
    skills,
    organisationNumber: ad.organisationNumber,
    employer: employerWords(ad.employer ?? ''),
    isRemote: REMOTE.test(`${ad.headline}\n${textOf(ad.description) ?? ''}`),
    text: [ad.headline, ad.employer, ad.workplaceLocality, ...labels, textOf(ad.description)]
      .join('\n')
      .slice(0, MAX_TEXT_LENGTH),
  };
}

/** An employer's name for comparison: lower case, with a blank before every word. */
export function employerWords(name: string): string {
  const folded = fold(name);
  return folded === '' ? '' : ` ${folded}`;
}

/** Rows as JSON for PostgreSQL, which accepts neither NUL nor lone surrogates in text. */
export function toJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/\0|\p{Surrogate}/gu, '') : value,
  );
}

/** An ad as it is read from the JSON column: dates are text. */
export type StoredAd = Omit<
  StreamedAd['ad'],
  'publishedAt' | 'applicationDeadline' | 'lastDay' | 'coordinates'
> & {
  publishedAt: string | null;
  applicationDeadline: string | null;
  lastDay?: string | null;
  coordinates: { latitude: number; longitude: number } | null;
};

/** A stored ad as an entity. It has the same id as the ad from JobSearch. */
export function adOf(ad: StoredAd, provenance: Provenance): JobAd {
  return entity(JobAd, {
    ...ad,
    publishedAt: instantOf(ad.publishedAt),
    applicationDeadline: instantOf(ad.applicationDeadline),
    lastDay: instantOf(ad.lastDay),
    coordinates: ad.coordinates && entity(GeoPoint, ad.coordinates),
    lookedUpIn: 'jobsearch',
    provenance: checkableAt(ad.webpageUrl, provenance),
  });
}

const instantOf = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);
