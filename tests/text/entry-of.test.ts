import { expect, it } from 'vitest';
import { entryOf } from '../../src/text/entry-of.ts';
import { languageOfTag } from '../../src/text/language-tag.ts';

it('finds nothing under the names that every object inherits', () => {
  const table = { own: 1 };

  expect(entryOf(table, 'own')).toBe(1);
  expect(['constructor', 'toString', '__proto__'].map((name) => entryOf(table, name))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('so that no such name is a language of a client', () => {
  expect(languageOfTag('constructor')).toBeNull();
  expect(languageOfTag('sv-SE')).toBe('sv');
});
