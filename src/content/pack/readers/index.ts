import type { PackReader } from '../pack-reader.ts';
import { dataGaps } from './data-gaps.ts';
import { articles, reports, statements } from './documents.ts';
import { elections } from './elections.ts';
import { legalActs } from './legal-acts.ts';
import { obstaclesAndMeasures } from './obstacles-and-measures.ts';
import { occupations } from './occupations.ts';
import { organisations } from './organisations.ts';
import { parties } from './parties.ts';
import { persons } from './persons.ts';
import { places } from './places.ts';
import { questionnaires } from './questionnaires.ts';
import { taxonomy } from './taxonomy.ts';
import { topics } from './topics.ts';

/** Every type of content file. */
export const packReaders: readonly PackReader[] = [
  organisations,
  parties,
  persons,
  places,
  elections,
  occupations,
  taxonomy,
  topics,
  obstaclesAndMeasures,
  legalActs,
  dataGaps,
  articles,
  reports,
  statements,
  questionnaires,
];
