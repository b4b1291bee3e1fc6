import { catalogue } from './catalogue.ts';
import { concepts } from './concepts.ts';
import { education } from './education.ts';
import { forecast } from './forecast.ts';
import { informationRequests } from './information-requests.ts';
import { jobAds } from './job-ads.ts';
import { jobStream } from './job-stream.ts';
import type { KindDefinition } from './kind.ts';
import { legislation } from './legislation.ts';
import { parliament } from './parliament.ts';
import { statistics } from './statistics.ts';
import { taxonomy } from './taxonomy.ts';
import { textTerms } from './text-terms.ts';

/** The kinds of source. A new kind is a file in this folder and a line here. */
export const kinds = {
  JOBS: jobAds,
  JOB_STREAM: jobStream,
  CATALOGUE: catalogue,
  PARLIAMENT: parliament,
  TAXONOMY: taxonomy,
  CONCEPTS: concepts,
  TEXT_TERMS: textTerms,
  EDUCATION: education,
  FORECAST: forecast,
  STATISTICS: statistics,
  INFORMATION_REQUESTS: informationRequests,
  LEGISLATION: legislation,
} as const;

export type Kind = keyof typeof kinds;

/** What each kind of source answers. */
export type OperationsByKind = {
  [K in Kind]: (typeof kinds)[K] extends KindDefinition<infer Operations> ? Operations : never;
};
