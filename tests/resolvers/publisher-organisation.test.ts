import { expect, it } from 'vitest';
import { entity } from '../../src/entities/node.ts';
import { Organisation } from '../../src/entities/organisation.ts';
import { organisationOfPublisher } from '../../src/resolvers/support/publisher-organisation.ts';

const agency = (key: string, scheme: string, value: string) =>
  entity(Organisation, { key, identifiers: [{ scheme, value }] });
const numbered = agency('numbered', 'organisation-number', '2021000001');
const named = agency('named', 'publisher-uri', 'http://example.eu/corporate-body/ABC/');
const content = {
  organisations: new Map([numbered, named].map((one) => [one.key, one])),
  organisationByIdentifier: (scheme: string, value: string) =>
    [numbered, named].find(({ identifiers }) =>
      identifiers.some((one) => one.scheme === scheme && one.value === value),
    ) ?? null,
};

it.each([
  ['its organisation number', { organisationNumber: '2021000001', uri: null }, 'numbered'],
  [
    'the number in its URI',
    { organisationNumber: null, uri: 'https://dataportal.se/organisation/SE2021000001-2' },
    'numbered',
  ],
  [
    'its URI in another spelling',
    { organisationNumber: null, uri: 'https://example.eu/corporate-body/ABC' },
    'named',
  ],
  ['nothing', { organisationNumber: null, uri: 'https://example.eu/corporate-body/ABCD' }, undefined],
  ['nothing without either', { organisationNumber: null, uri: null }, undefined],
])('a publisher is an organisation of the content by %s', (_, publisher, key) => {
  expect(organisationOfPublisher(content, publisher)?.key).toBe(key);
});
