import type { Context } from '../../context.ts';
import { parseGlobalId } from '../../entities/node.ts';
import type { Representation } from '../../entities/representation.ts';
import { nodeOf, statisticsTableOf } from './node-of.ts';
import { holdsContacts } from './outgoing-argument.ts';

/** A key besides `id`, which every node has. */
interface NaturalKey {
  fields: readonly string[];
  find(context: Context, ...values: readonly string[]): unknown;
}

/** Keys that graphs of others can have too, because they are of public registers. */
export const naturalKeys: ReadonlyMap<string, NaturalKey> = new Map<string, NaturalKey>([
  ['Dataset', { fields: ['uri'], find: ({ loaders }, uri = '') => loaders.dataset.load(uri) }],
  ['Occupation', { fields: ['code'], find: ({ content }, code = '') => content.occupations.get(code) }],
  ['Organisation', { fields: ['slug'], find: ({ content }, slug = '') => content.organisations.get(slug) }],
  [
    'Party',
    {
      fields: ['code', 'country'],
      find: ({ content }, code, country) => content.parties.get(`${country}/${code}`),
    },
  ],
  ['Place', { fields: ['code'], find: ({ content }, code = '') => content.places.get(code) }],
  ['Questionnaire', { fields: ['slug'], find: ({ content }, slug = '') => content.questionnaires.get(slug) }],
  [
    'StatisticsTable',
    {
      fields: ['agency', 'tableId'],
      find: (context, agency = '', tableId = '') => statisticsTableOf(context, agency, tableId),
    },
  ],
  ['Topic', { fields: ['slug'], find: ({ content }, slug = '') => content.topics.get(slug) }],
]);

/** What a reference of another graph means; null where there is no such thing, or the key is none of the type. */
export function referenced(context: Context, reference: Representation): unknown {
  const natural = naturalKeys.get(reference.typeName);
  const values = natural && reference.key(natural.fields);
  if (values) return values.some(holdsContacts) ? null : (natural.find(context, ...values) ?? null);
  const [id] = reference.key(['id']) ?? [];
  if (id === undefined || holdsContacts(id) || parseGlobalId(id)?.type !== reference.typeName) return null;
  return nodeOf(context, id);
}
