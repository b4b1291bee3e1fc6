import type { Content } from '../../content/snapshot.ts';
import type { Election } from '../../entities/election.ts';
import type { Questionnaire } from '../../entities/questionnaire.ts';
import type { Topic } from '../../entities/topic.ts';
import { dataThemes } from '../../sources/formats/dcat.ts';
import { badInput, known, knownOne } from './input.ts';

/** The questionnaire to narrow by, or an error with the nearest ones. */
export function knownQuestionnaire(
  { questionnaires }: Content,
  slug: string | null | undefined,
): Questionnaire | null {
  return knownOne(
    'questionnaire',
    slug,
    (key) => questionnaires.get(key),
    () => questionnaires.keys(),
  );
}

/** The topics to narrow by, or an error with the nearest ones. */
export function knownTopics(
  { topics }: Content,
  slugs: readonly string[] | null | undefined,
): ReadonlySet<string> | null {
  const found = known(
    'topics',
    slugs,
    (key) => topics.get(key),
    () => topics.keys(),
  );
  return found && new Set(found.map((topic) => topic.key));
}

/** The topic to narrow by, or an error with the nearest ones. */
export function knownTopic({ topics }: Content, slug: string | null | undefined): Topic | null {
  return knownOne(
    'topic',
    slug,
    (key) => topics.get(key),
    () => topics.keys(),
  );
}

/** The election with the slug, or the latest of the country without one; an error with the nearest for an unknown slug. */
export function knownElection(
  content: Content,
  slug: string | null | undefined,
  country: string,
): Election | null {
  return (
    knownOne(
      'election',
      slug,
      (key) => content.elections.get(key),
      () => content.elections.keys(),
    ) ?? content.latestElection(country)
  );
}

/**
 * Ids of the sources to call, of those that can fill the field; an error with the nearest ones for any other. Null when
 * the client names none.
 */
export function knownSources(
  argument: string,
  able: readonly string[],
  slugs: readonly string[] | null | undefined,
): string[] | null {
  if (slugs?.length === 0) {
    throw badInput(argument, `${argument} is empty: leave it out, or name some of ${able.join(', ')}.`, [
      ...able,
    ]);
  }
  const found = known(
    argument,
    slugs,
    (slug) => able.find((one) => one === slug),
    () => able,
  );
  // In one order, whatever the client's: equal arguments share their calls.
  return found && able.filter((id) => found.includes(id));
}

/** The organisation number to narrow by, from a slug or a number; an error for any other value. */
export function knownPublisher(
  { organisations }: Content,
  publisher: string | null | undefined,
): string | null {
  const digits = publisher?.replace(/[\s-]/g, '');
  if (digits && /^\d{10}$/.test(digits)) return digits;
  const numbered = new Map(
    [...organisations.values()].flatMap(({ key, identifiers }) =>
      identifiers.filter(({ scheme }) => scheme === 'organisation-number').map(({ value }) => [key, value]),
    ),
  );
  return knownOne(
    'publisher',
    publisher,
    (slug) => numbered.get(slug)?.replace(/\D/g, ''),
    () => numbered.keys(),
  );
}

/** The code of a data theme, or an error with all thirteen. */
export function knownTheme(theme: string): string {
  const code = theme.toUpperCase();
  if (dataThemes.some((one) => one === code)) return code;
  throw badInput(
    'theme',
    `There is no data theme ${JSON.stringify(theme)}. Give one of ${dataThemes.join(', ')}.`,
    dataThemes,
  );
}

/** The names of types to narrow by, or an error that lists them. */
export function knownTypes(types: readonly string[] | null | undefined, valid: readonly string[]) {
  return known(
    'types',
    types,
    (type) => valid.find((one) => one === type),
    () => valid,
  );
}
