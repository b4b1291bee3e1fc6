import type { AnySource } from '../../src/sources/registry.ts';
import { exampleCatalogue } from '../../templates/source/catalogue/index.ts';
import { exampleConcepts } from '../../templates/source/concepts/index.ts';
import { exampleEducation } from '../../templates/source/education/index.ts';
import { exampleForecast } from '../../templates/source/forecast/index.ts';
import { exampleInformationRequests } from '../../templates/source/information-requests/index.ts';
import { exampleJobs } from '../../templates/source/jobs/index.ts';
import { exampleLegislation } from '../../templates/source/legislation/index.ts';
import { exampleParliament } from '../../templates/source/parliament/index.ts';
import { exampleStatistics } from '../../templates/source/statistics/index.ts';
import { exampleTextTerms } from '../../templates/source/text-terms/index.ts';

/** A second source of each kind that a query reaches: the templates of `npm run new-source`. */
export const secondMembers: readonly AnySource[] = [
  exampleCatalogue,
  exampleJobs,
  exampleParliament,
  exampleConcepts,
  exampleTextTerms,
  exampleEducation,
  exampleForecast,
  exampleStatistics,
  exampleInformationRequests,
  exampleLegislation,
];
