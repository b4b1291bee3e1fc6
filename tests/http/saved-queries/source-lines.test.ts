import { expect, it } from 'vitest';
import { nameOf } from '../../../src/http/saved-queries/source-lines.ts';
import { licenceIn } from '../../../src/http/saved-queries/words/licence.ts';
import { registry } from '../../../src/sources/registry.ts';

it('names a source by its title, and by its id where it has none', () => {
  const line = { source: 'association', state: 'OWN' };

  expect(nameOf({ ...line, name: 'Swedish JobTech' })).toBe('Swedish JobTech');
  expect(nameOf({ ...line, name: null })).toBe('association');
});

it('says licences in Swedish where a source states them in English words', () => {
  const inWords = [
    ...registry.map(({ licence }) => licence),
    ...['not stated', 'stated with each item', 'Free to use if Valmyndigheten is named as the source'],
  ].filter((licence) => licence.includes(' '));

  for (const licence of inWords) expect(licenceIn('sv', licence)).not.toBe(licence);
  expect(licenceIn('en', null)).toBe('not stated');
  expect(licenceIn('sv', 'CC-BY-4.0')).toBe('CC-BY-4.0');
});
