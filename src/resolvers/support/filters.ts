import type { Content } from '../../content/snapshot.ts';
import { contentTypes } from '../../database/content-types.ts';
import type { DataGap } from '../../entities/data-gap.ts';
import type { Document } from '../../entities/document.ts';
import type { Election } from '../../entities/election.ts';
import type { Organisation } from '../../entities/organisation.ts';
import type { Questionnaire } from '../../entities/questionnaire.ts';
import type { Topic } from '../../entities/topic.ts';
import { dataThemes } from '../../sources/formats/dcat.ts';
import { badInput, keyInId, known, knownOne } from './input.ts';
import { knownNamed } from './known-named.ts';

/** GraphQL types of documents. */
export const documentTypes = Object.keys(contentTypes.document.classes);

type Value = string | null | undefined;

/** The questionnaire that is meant, or an error with the nearest ones. */
export function knownQuestionnaire(
  { questionnaires }: Content,
  value: Value,
  argument = 'questionnaire',
): Questionnaire | null {
  const namesOf = ({ title }: Questionnaire) => Object.values(title);
  return knownNamed(argument, value, { types: ['Questionnaire'], all: questionnaires, namesOf });
}

/** The topic that is meant, or an error with the nearest ones. */
export function knownTopic({ topics }: Content, value: Value, argument = 'topic'): Topic | null {
  const namesOf = ({ prefLabel }: Topic) => Object.values(prefLabel);
  return knownNamed(argument, value, { types: ['Topic'], all: topics, namesOf });
}

/** Keys of the topics that are meant, or an error with the nearest ones. */
export function knownTopics(
  content: Content,
  values: readonly string[] | null | undefined,
): ReadonlySet<string> | null {
  if (!values) return null;
  return new Set(values.flatMap((value) => knownTopic(content, value, 'topics')?.key ?? []));
}

/** The data gap that is meant, or an error with the nearest ones. */
export function knownGap({ dataGaps }: Content, value: Value): DataGap | null {
  const namesOf = ({ label }: DataGap) => Object.values(label);
  return knownNamed('gap', value, { types: ['DataGap'], all: dataGaps, namesOf });
}

/** The document that is meant, or an error with the nearest ones. */
export function knownDocument({ documents }: Content, value: Value): Document | null {
  const namesOf = ({ title }: Document) => [title];
  return knownNamed('slug', value, { types: documentTypes, all: documents, namesOf });
}

/** The organisation that is meant, or an error with the nearest ones. Its number and other identifiers are names too. */
export function knownOrganisation(
  { organisations }: Content,
  value: Value,
  argument: string,
): Organisation | null {
  const namesOf = ({ name, aliases, identifiers }: Organisation) => [
    ...Object.values(name),
    ...aliases,
    ...identifiers.flatMap(({ value: id }) => [id, id.replace(/^(\d{6})(\d{4})$/, '$1-$2')]),
  ];
  return knownNamed(argument, value, { types: ['Organisation'], all: organisations, namesOf });
}

/** The election that is meant, or the latest of the country without a value; an error with the nearest for an unknown one. */
export function knownElection(content: Content, value: Value, country: string): Election | null {
  const namesOf = ({ name }: Election) => Object.values(name);
  const named = knownNamed('election', value, { types: ['Election'], all: content.elections, namesOf });
  return named ?? content.latestElection(country);
}

/** The code of a country that some of the things are of, in any case; an error with all of them for any other. */
export function knownCountry(value: Value, things: Iterable<{ country: string | null }>): string | null {
  const countries = new Set([...things].flatMap(({ country }) => country ?? []));
  const find = (code: string) => (countries.has(code.toUpperCase()) ? code.toUpperCase() : null);
  return knownOne('country', value, find, () => countries);
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
    (slug) => able.find((one) => one === (keyInId('Source', slug) ?? slug.trim().toLowerCase())),
    () => able,
  );
  // In one order, whatever the client's: equal arguments share their calls.
  return found && able.filter((id) => found.includes(id));
}

/** The organisation number to narrow by: that of an organisation, or any number; an error for any other value. */
export function knownPublisher(content: Content, publisher: Value): string | null {
  const digits = publisher?.replace(/[\s-]/g, '');
  if (digits && /^\d{10}$/.test(digits)) return digits;
  const organisation = knownOrganisation(content, publisher, 'publisher');
  if (!organisation) return null;
  const number = organisation.identifiers.find(({ scheme }) => scheme === 'organisation-number')?.value;
  if (number) return number.replace(/\D/g, '');
  throw badInput(
    'publisher',
    `${organisation.key} has no organisation number: give the number of its publisher.`,
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
    (type) => valid.find((one) => one.toLowerCase() === type.trim().toLowerCase()),
    () => valid,
  );
}
