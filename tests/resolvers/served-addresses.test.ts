import { GraphQLString, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { holdsAddress } from '../../src/resolvers/support/served-addresses.ts';
import { createSchema } from '../../src/schema.ts';

/** Fields whose texts may be addresses or URIs, and that decoders check: codes and names of things stand there too. */
const CHECKED_BY_DECODERS = [
  'Concept.closeMatch',
  'Concept.exactMatch',
  'DataService.licence',
  'Dataset.accessRights',
  'Dataset.applicableLegislation',
  'Dataset.licencesAsStated',
  'Dataset.accrualPeriodicity',
  'Dataset.hvdCategories',
  'Dataset.licences',
  'Dataset.series',
  'Dataset.themes',
  'Dataset.uri',
  'Distribution.licence',
  'FacetValue.value',
  'GoneDataset.licences',
  'GoneDataset.uri',
];

const fields = Object.values(createSchema().getTypeMap())
  .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
  .flatMap((type) => {
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }));
  });
const addresses = fields.filter(({ field }) => holdsAddress(field));

it('a text field that speaks of an address or a URI passes the one function for addresses', () => {
  const speaks = fields.filter(
    ({ name, field }) =>
      getNamedType(field.type) === GraphQLString &&
      (/ur[il]s?$|homepage|documentation|page$|pages$|link$/i.test(name) ||
        /\b(?:URIs?|URLs?|web address|web page|home page|address(?:es)? of)\b/.test(field.description ?? '')),
  );
  const open = speaks.filter(({ field }) => !holdsAddress(field)).map(({ name }) => name);

  expect(open.filter((name) => !CHECKED_BY_DECODERS.includes(name))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(10);
});

/** A context whose loaders give what the field asks them for. */
const fetched = (name: string, value: string) =>
  ({ loaders: { tableFacts: async () => ({ [name]: value }) } }) as never;

it.each(addresses.map(({ name, field }) => [name, field] as const))(
  '%s serves no other scheme, and normalises',
  async (_, field) => {
    const isList = String(field.type).startsWith('[');
    const serve = async (value: string) =>
      field.resolve?.(
        { [field.name]: isList ? [value] : value, record: { [field.name]: value } },
        {},
        fetched(field.name, value),
        {
          fieldName: field.name,
        } as never,
      );
    const refused = isList ? [] : String(field.type).endsWith('!') ? 'about:blank' : null;

    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https:evil.example',
      'https://a:b@example.org',
    ])
      expect(await serve(bad)).toEqual(refused);
    const good = await serve('HTTPS://Example.org/"');
    expect(good).toEqual(isList ? ['https://example.org/%22'] : 'https://example.org/%22');
  },
);
