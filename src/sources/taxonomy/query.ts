import { entryOf } from '../../text/entry-of.ts';

/** The fields of each type besides id, labels and definition. Aliases give a relation the name that the decoder reads. */
const fields: Readonly<Record<string, string>> = {
  'ssyk-level-1': 'code: ssyk_code_2012',
  'ssyk-level-2': 'code: ssyk_code_2012 broader { id }',
  'ssyk-level-3': 'code: ssyk_code_2012 broader { id }',
  'ssyk-level-4':
    'code: ssyk_code_2012 broader { id } related(type: "skill") { id } isco: related(type: "isco-level-4") { isco_code_08 }',
  'occupation-field': '',
  'occupation-name':
    'broader(type: "ssyk-level-4") { id } keywords: related(type: "keyword") { preferred_label } titles: related(type: "job-title") { preferred_label } exact_match(type: "esco-occupation") { esco_uri } substitutes { id substitutability_percentage }',
  skill:
    'broader(type: "skill-headline") { id } related(type: "ssyk-level-4") { id } exact_match(type: "esco-skill") { esco_uri }',
  'skill-headline': '',
};

/** The types that are loaded of a version; types that others refer to come first. */
export const types: readonly string[] = Object.keys(fields);

/** The GraphQL document for a page of a type. */
export function conceptsQuery(
  type: string,
  version: number,
  { offset, limit }: { offset: number; limit: number },
): string {
  return `{ concepts(type: "${type}", version: ${version}, include_deprecated: true, limit: ${limit}, offset: ${offset}) { id type preferred_label alternative_labels definition deprecated replaced_by { id } ${entryOf(fields, type) ?? ''} } }`;
}
