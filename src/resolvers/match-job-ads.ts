import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Extensions, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import type { AdMatchRequest } from '../matching/ad-profile.ts';
import { jobPlaceOf } from '../sources/kinds/job-ads.ts';
import { answerOf } from './support/answer.ts';
import { JobAdMatchConnection } from './support/connections.ts';
import { After, badInput, First, listArguments, searchText } from './support/input.ts';
import { answerable, skillIds } from './support/job-filter.ts';
import { knownOccupation } from './support/known-occupation.ts';
import { knownPlace } from './support/known-place.ts';
import { UpstreamCalls } from './support/upstream-calls.ts';

@Resolver()
export class MatchJobAdsResolver {
  // At most four searches; the text is sent once to each source.
  @UpstreamCalls({ JOBS: { searchAds: 4 }, TEXT_TERMS: { terms: 1 }, EDUCATION: { occupationsInText: 1 } })
  @Extensions({ cost: 40, answerKept: 'never' })
  @Query(() => JobAdMatchConnection, {
    nullable: true,
    description:
      'Current job ads that fit a person, the best first, each with the reasons: occupation group and substitutes, skills, words of the text, place. Give a text in Swedish, an occupation or skills; a place makes ads there weigh more. The newest 100 ads of each of at most four searches are ranked (by occupation, by skills, by words of the text), and `totalCount` counts the matches among them, not all ads. Matches are based on the taxonomy. The text is also sent to JobAd Enrichments and JobEd Connect; what they find is added when they answer within 2.5 seconds. Some of its words are sent to the sources of ads.',
  })
  async matchJobAds(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('text', () => String, {
      nullable: true,
      description:
        'What the person does or wants to do, in Swedish; a curriculum vitae. At most 10 000 characters.',
    })
    text?: string | null,
    @Arg('occupation', () => String, {
      nullable: true,
      description:
        'SSYK 2012 code of one to four digits, concept id of a group or an occupation name, or a label that only one group has. It overrides the occupations of the text.',
    })
    occupation?: string | null,
    @Arg('skills', () => [String], {
      nullable: true,
      description: 'Concept ids of the person’s skills in the JobTech taxonomy, at most 50.',
    })
    skills?: string[] | null,
    @Arg('place', () => String, {
      nullable: true,
      description: 'Where: SCB code, taxonomy concept id or name of a county or municipality.',
    })
    place?: string | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = listArguments(first, after);
    const request = matchRequest(context, { text, occupation, skills, place });
    return answerOf(context, info, context.loaders.matchJobAds(request, window));
  }
}

type Given = Partial<Record<'text' | 'occupation' | 'place', string | null | undefined>> & {
  skills?: string[] | null | undefined;
};

/** The validated request. An error when a value does not exist, nothing is given, or no source supports it. */
function matchRequest(context: Context, { text, occupation, skills, place }: Given): AdMatchRequest {
  const { content } = context;
  const resolved = knownOccupation(content, occupation);
  const where = knownPlace(content, place);
  const request = {
    text: text === null || text === undefined ? null : searchText('text', text),
    occupation: resolved && occupation ? { value: occupation.trim(), resolved } : null,
    skills: skills ? skillIds(context, skills) : null,
    place: where,
  };
  const isBare = !request.text && !request.occupation;
  if (isBare && !request.skills) {
    throw badInput(
      'text',
      'Give a text, an occupation or skills to match by; jobAds(filter: { place: … }) lists all ads of a place.',
    );
  }
  answerable(context, {
    ...(isBare && request.skills && { skills: [...request.skills] }),
    ...(where && { place: jobPlaceOf(where) }),
  });
  return request;
}
