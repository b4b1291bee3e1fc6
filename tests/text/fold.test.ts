import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold, foldedOf, foldWords, withoutDiacritics, wordsBeginning } from '../../src/text/fold.ts';

it.each([
  ['Ångermanälven', 'angermanalven'],
  ['SØR-VARANGER', 'sor varanger'],
  ['Æ/ß  é', 'ae ss e'],
])('folds %j to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

it('folds words so that each follows one space, whatever stood between them', () => {
  expect(foldWords(' C++-utvecklare (Malmö), 100 % ')).toBe(' c utvecklare malmo 100');
  expect(foldWords('')).toBe(' ');
});

it('finds the texts of which a word begins with each word of the query', () => {
  const matches = (query: string, texts: string[]) =>
    wordsBeginning(query)(foldedOf({ texts }, (object) => object.texts));

  expect(matches('kom skån', ['Region', 'Skånes kommuner'])).toBe(true);
  expect(matches('region skåne', ['Region', 'Skånes kommuner'])).toBe(false);
  expect(matches('kåne', ['Skåne'])).toBe(false);
});

it('takes diacritics off and keeps case', () => {
  expect(withoutDiacritics('Åsa Müller-Sørensen')).toBe('Asa Muller-Sørensen');
});

it('folds texts of usual letters as it folds those with rare ones', () => {
  const letter = fc.constantFrom(...'abzÅåÄäÖöÉéÜüÆæØø09 -/\t.,&');
  fc.assert(
    fc.property(fc.string({ unit: letter }), (text) => {
      // One rare letter is enough to read the whole text letter by letter.
      expect(`${fold(`${text}|`)}l`).toBe(fold(`${text}|ł`));
    }),
  );
});

it('folds the words of usual texts in one pass as it folds those of others in several', () => {
  const letter = fc.constantFrom(...'abzZÅåÄäÖöÉéÜüÆæØø09 -/\t.,&_\u0000\u007f');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 3000 }), (text) => {
      // One rare letter is enough to leave the quick way.
      expect(foldWords(text)).toBe(foldWords(`${text} ł`).slice(0, -2) || ' ');
    }),
  );
});
