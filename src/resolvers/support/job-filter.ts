import { Field, InputType } from 'type-graphql';
import type { Context } from '../../context.ts';
import { DateTimeScalar } from '../../entities/scalar.ts';
import { SourceKind } from '../../entities/source.ts';
import { type JobSearch, jobPlaceOf } from '../../sources/kinds/job-ads.ts';
import { entryOf } from '../../text/entry-of.ts';
import { SourceError } from '../../upstream/errors.ts';
import { badInput, known, sentText } from './input.ts';
import { jobOccupations, knownConcept, occupationTypes, skillTypes } from './job-occupation.ts';
import { knownPlace } from './known-place.ts';

@InputType({ description: 'Narrows a search for job ads; an ad must match all given fields.' })
export class JobAdFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words to find; all must occur. At most 255 characters.',
  })
  query?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Occupation by SSYK 2012 code of one to four digits, or by a label that only one group has.',
  })
  occupation?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Concept id of an occupation, group or field in the JobTech taxonomy. Not together with `occupation`.',
  })
  occupationConcept?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'A Swedish place by SCB code, taxonomy concept id or name.',
  })
  place?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Concept ids of skills in the JobTech taxonomy, of which the ad asks for one at least.',
  })
  skills?: string[] | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Published since.' })
  publishedAfter?: Date | string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether the ad offers remote work.' })
  remote?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'ISO codes of countries: `SE`, `NO`.' })
  countries?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Words of an employer’s name, or its organisation number.',
  })
  employer?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Source slugs: only these are searched. For `jobAds` alone.',
  })
  sources?: string[] | null;
}

const maxQueryLength = 255;
const maxSkills = 50;

/** The search for the sources. An error when a value does not exist, values contradict each other, or no source supports it. */
export function jobSearch(context: Context, filter: JobAdFilter): JobSearch {
  return answerable(context, checkedSearch(context, filter));
}

/** The search for the archive, which contains Swedish ads by year. */
export function pastJobSearch(context: Context, filter: JobAdFilter): JobSearch {
  if (filter.publishedAfter) {
    throw badInput('publishedAfter', 'The years say when ads were published: leave publishedAfter out.');
  }
  return swedishOnly('The archive contains', context, filter);
}

/** The search for Platsbanken alone, whose ads are Swedish. */
export function platsbankenSearch(context: Context, filter: JobAdFilter): JobSearch {
  return swedishOnly('These figures cover', context, filter);
}

/** The search for events of ads. JobStream reports Swedish ads only. */
export function streamedJobSearch(context: Context, filter: JobAdFilter): JobSearch {
  return swedishOnly('JobStream reports', context, filter);
}

/** A search that goes to Swedish sources of one role, so a filter by source would be ignored. */
function swedishOnly(what: string, context: Context, filter: JobAdFilter): JobSearch {
  if (isGiven(filter.sources))
    throw badInput('sources', 'Only jobAds can be narrowed by sources: leave sources out.');
  const search = checkedSearch(context, filter);
  const { countries } = search;
  if (!countries || countries.join() === 'SE') return search;
  const message = `${what} Swedish ads only: leave countries out, or give SE alone.`;
  throw badInput('countries', message, ['SE']);
}

function checkedSearch(context: Context, filter: JobAdFilter): JobSearch {
  const { occupation, occupationConcept, skills, publishedAfter, remote, employer } = filter;
  if (occupation && occupationConcept) {
    throw badInput(
      'occupationConcept',
      'Give occupation or occupationConcept, not both: both select the occupation.',
    );
  }
  const place = knownPlace(context.content, filter.place);
  const search: JobSearch = {
    ...(isGiven(filter.query) && { text: shortText('query', filter.query) }),
    ...(isGiven(occupation) && jobOccupations(context.content, occupation)),
    ...(isGiven(occupationConcept) && {
      occupationConcept: knownConcept(
        context.content,
        'occupationConcept',
        occupationConcept,
        occupationTypes,
      ),
    }),
    ...(place && { place: jobPlaceOf(place) }),
    ...(skills && { skills: skillIds(context, skills) }),
    ...(publishedAfter && { publishedAfter: past(publishedAfter) }),
    ...(isGiven(remote) && { remote }),
    ...(isGiven(employer) && { employer: shortText('employer', employer) }),
    ...(filter.countries && { countries: knownCountries(context, filter.countries) }),
  };
  if (place && search.countries && !search.countries.includes('SE')) {
    throw badInput('countries', `${place.name} is in Sweden: leave countries out, or let it hold SE.`);
  }
  return search;
}

/** The same search, or an error with the reason why no source can answer it. */
export function answerable({ loaders, sources }: Context, search: JobSearch): JobSearch {
  if (loaders.jobSources(search).length > 0) return search;
  if (loaders.jobSources({}).length === 0) {
    const [id = 'jobsearch'] = sources.facts.flatMap(({ kind, slug }) =>
      kind === SourceKind.JOBS ? slug : [],
    );
    throw new SourceError(
      id,
      'SOURCE_NOT_CONFIGURED',
      'is switched off in this deployment, as are all sources of ads',
    );
  }
  const lacksIsco = search.occupationGroups && !search.iscoGroups;
  if (lacksIsco && loaders.jobSources({ ...search, iscoGroups: [] }).length > 0) {
    throw badInput(
      'countries',
      'Ads in other countries are searched by ISCO-08 code, and the codes of the occupation are unknown until “refresh taxonomy” has loaded a version of the taxonomy. Search with query instead, or leave countries out.',
    );
  }
  const given = Object.keys(search).filter((key) => key !== 'countries');
  const narrowing = given.find((key) => loaders.jobSources({ ...search, [key]: undefined }).length > 0);
  const argument = entryOf(argumentNames, narrowing ?? '') ?? narrowing ?? 'filter';
  throw badInput(
    argument,
    `No source of these ads can be searched by ${argument} together with the other arguments: leave one out.`,
  );
}

const argumentNames: Readonly<Record<string, string>> = {
  text: 'query',
  occupationGroups: 'occupation',
  iscoGroups: 'occupation',
};

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

/** Text within the sources' limit. A shortened text would give other results. */
function shortText(argument: string, value: string): string {
  const text = sentText(argument, value);
  if (text.length > maxQueryLength) {
    const message = `${argument} holds ${text.length} characters; job ads are searched by at most ${maxQueryLength}.`;
    throw badInput(argument, message);
  }
  return text;
}

/** Distinct concept ids of skills; an error with the nearest for an invalid id. */
export function skillIds({ content }: Context, skills: readonly string[]): string[] {
  if (skills.length === 0 || skills.length > maxSkills) {
    throw badInput(
      'skills',
      `skills takes 1 to ${maxSkills} concept ids; leave it out for ads with any skills.`,
    );
  }
  return [...new Set(skills)].map((skill) => knownConcept(content, 'skills', skill, skillTypes));
}

function past(time: Date | string): string {
  const instant = new Date(time);
  if (instant.getTime() > Date.now()) {
    throw badInput('publishedAfter', 'publishedAfter is in the future: no ad can have been published since.');
  }
  return instant.toISOString();
}

function knownCountries({ loaders, sources }: Context, countries: readonly string[]): string[] {
  const served = new Set(loaders.jobSources({}).flatMap(({ operations }) => operations.countries));
  if (countries.length === 0) {
    throw badInput(
      'countries',
      `countries is empty: leave it out, or name some of ${[...served].join(', ')}.`,
    );
  }
  const all = sources.facts.filter(({ kind }) => kind === SourceKind.JOBS);
  const found = known(
    'countries',
    countries,
    (code) => {
      const country = code.trim().toUpperCase();
      if (served.has(country)) return country;
      const off = all.find((source) => source.country === country);
      if (off) throw new SourceError(off.slug, 'SOURCE_NOT_CONFIGURED', 'is switched off in this deployment');
      return null;
    },
    () => served,
  );
  return [...new Set(found)].sort();
}
