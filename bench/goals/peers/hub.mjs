// The occupation hub as one writes it by hand. Resolvers read the sources' answers anew, as they are kept.
import { readFileSync } from 'node:fs';
import { hubParts, parallel } from '../../support/naive-hub.mjs';

const regions = { '01': 'CifL_Rzy_Mku', 12: 'CaRE_1nn_cSU', 14: 'zdoY_6u5_Krt' };
/** All counties, in the order of the answer; those without ads are listed too. */
const { occupation } = JSON.parse(
  readFileSync(new URL('../../cases/judged/occupation-hub.json', import.meta.url)),
);
const counties = occupation.adsByPlace.map(({ place }) => place.code);

export function hubResolvers(sources) {
  const parts = hubParts(sources, parallel);
  return {
    Query: {
      occupation: () => parts.occupation(),
      concept: () => parts.esco(),
    },
    Occupation: {
      jobAds: (_of, { place }) => parts.adsIn(regions[place])(),
      async adsByPlace() {
        const counts = new Map((await parts.byPlace()).map(({ place, count }) => [place.code, count]));
        return counties.map((code) => ({ place: { code }, count: counts.get(code) ?? 0 }));
      },
      adTrend: () => parts.trend(),
      skillDemand: () => parts.skillDemand(),
      forecast: (_of, { place }) => parts.forecast(place)(),
      educations: ({ names }) => parts.educations(names),
    },
    norway: () => parts.norway(),
  };
}
