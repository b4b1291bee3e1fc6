import { Education } from '../../entities/education.ts';
import { entity } from '../../entities/node.ts';
import type { Call } from '../../upstream/call.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { EducationOperations } from '../kinds/education.ts';
import { defineSource } from '../source.ts';
import { educationHits, occupationHits } from './decode.ts';
import { samples } from './sample.ts';

const LARGEST_PAGE = 100;

/** JobEd Connect: which educations lead to which occupations. Open, no key. */
export const jobed = defineSource({
  id: 'jobed',
  kind: 'EDUCATION',
  name: 'JobEd Connect',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://jobtechdev.se',
  documentation: 'https://jobed-connect-api.jobtechdev.se',
  licence: 'not stated',
  attribution: 'Arbetsförmedlingen, JobEd Connect; educations from Skolverket, SUSA-navet',
  country: 'SE',
  baseUrl: 'https://jobed-connect-api.jobtechdev.se/v1',
  // No limit is published; this one is ours.
  budget: { limit: 100, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 16 * 1024 * 1024,
  freshFor: hours(24),
  usableFor: days(30),
  identifiers: ['jobtech-taxonomy', 'ssyk-2012', 'scb-place'],
  samples,
  open,
});

function open(upstream: Upstream): EducationOperations {
  // All parameters are in the URL, also for POST. The API ignores a parameter with an unknown name.
  const educations = async (operation: string, query: Record<string, string | number>, call: Call) => {
    const { value, provenance } = await upstream.post(
      {
        operation,
        path: operation,
        query: { ...query, include_metadata: 'false', offset: 0 },
        body: {},
        decode: educationHits,
      },
      call,
    );
    return value.map((draft) => entity(Education, { ...draft, provenance }));
  };

  return {
    educationsForOccupation: (conceptId, limit, call) =>
      educations(
        'educations/match-by-occupation',
        { occupation_id: conceptId, limit: Math.min(limit, LARGEST_PAGE) },
        call,
      ),

    educationsForTitle: (title, county, limit, call) =>
      educations(
        'educations/match-by-jobtitle',
        {
          jobtitle: title,
          ...(county !== null && { region_code: county }),
          limit: Math.min(limit, LARGEST_PAGE),
        },
        call,
      ),

    async occupationsInText(text, limit, call) {
      const { value, provenance } = await upstream.post(
        {
          operation: 'occupations',
          path: 'occupations/match-by-text',
          query: { input_text: text.slice(0, LONGEST_TEXT), limit, offset: 0, include_metadata: 'false' },
          body: {},
          decode: occupationHits,
        },
        call,
      );
      return { ...value, provenance };
    },
  };
}

/** The text is in the URL, which takes about 8 000 characters; å, ä and ö take six characters each. */
const LONGEST_TEXT = 1000;
