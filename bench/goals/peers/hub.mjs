// The occupation hub as one writes it by hand. Resolvers read the sources' answers anew, as they are kept.
import { hubParts, parallel } from '../../support/naive-hub.mjs';

const regions = { '01': 'CifL_Rzy_Mku', 12: 'CaRE_1nn_cSU', 14: 'zdoY_6u5_Krt' };

export function hubResolvers(sources) {
  const parts = hubParts(sources, parallel);
  return {
    Query: {
      occupation: () => parts.occupation(),
      concept: () => parts.esco(),
    },
    Occupation: {
      jobAds: (_of, { place }) => parts.adsIn(regions[place])(),
      adsByPlace: () => parts.byPlace(),
      adTrend: () => parts.trend(),
      skillDemand: () => parts.skillDemand(),
      forecast: (_of, { place }) => parts.forecast(place)(),
      educations: ({ names }) => parts.educations(names),
    },
    norway: () => parts.norway(),
  };
}
