import { describe, expect, it } from 'vitest';
import { globalId } from '../../src/entities/node.ts';
import { holdsContacts, outgoingArgument } from '../../src/resolvers/support/outgoing-argument.ts';

describe('an argument', () => {
  it.each([
    ['a number beside words', 'arbete 070-174 06 98', 'arbete'],
    ['an e-mail address beside words', 'arbete hilda@hemligpost.se Malmö', 'arbete Malmö'],
    ['a parameter of an address', 'https://example.org/a?tel=0701740698&b=1', 'https://example.org/a?b=1'],
    ['a name of its own', 'Hilda Hemligh', 'Hilda Hemligh'],
  ])('loses %s', (_, sent, left) => {
    expect(outgoingArgument('query', sent)).toBe(left);
  });

  it('loses them in lists and in objects, which stay as they are otherwise', () => {
    const given = Object.freeze({
      query: 'arbete 0701740698',
      places: Object.freeze(['1280', 'Lund']),
      first: 3,
    });

    expect(outgoingArgument('filter', given)).toEqual({
      query: 'arbete',
      places: ['1280', 'Lund'],
      first: 3,
    });
  });

  it('is the same object where it holds none', () => {
    const given = { query: 'arbete', places: ['1280'] };

    expect(outgoingArgument('filter', given)).toBe(given);
  });

  it.each([
    ['a number', '0701740698'],
    ['an address', 'mailto:hilda@hemligpost.se'],
    ['an id made of an address', globalId('Dataset', 'https://example.org/hilda@hemligpost.se')],
  ])('of %s alone is refused', (_, sent) => {
    expect(() => outgoingArgument('uri', sent)).toThrow(/uri holds contact details alone/);
    expect(holdsContacts(sent)).toBe(true);
  });

  it.each([
    '556677-8899',
    '2021006883',
    'SE202100-6883',
    '32016R0679',
    '0218878014416',
    '28000000',
    '2020-01-01',
    '2026-11-30T10:00:00.000Z',
    'AM/AM0210/AM0210A/ArbStatusM',
    'i46j_HmG_v64',
    '6f1ed002ab5595859014ebf0951522d9-0701740698',
    '01234567-8901-4234-8567-070174069800',
    'urn:uuid:01234567-8901-4234-8567-070174069800',
    'http://data.europa.eu/esco/occupation/00030d09-2b3a-4efd-87cc-c4ea39d27c34',
    'https://example.org/dataset/2021006883/0701740698?id=0701740698&from=2020-01-01',
    globalId('JobAd', 'jobsearch:0701740698'),
    'prop. 2020/21:123',
    'SFS 2018:218',
  ])('that is the id, code or date %s stays as it is', (sent) => {
    expect(outgoingArgument('id', sent)).toBe(sent);
  });

  it('with a whole text is left to those who take out names too', () => {
    expect(outgoingArgument('text', 'Hilda Hemligh\n070-174 06 98')).toBe('Hilda Hemligh\n070-174 06 98');
  });
});
