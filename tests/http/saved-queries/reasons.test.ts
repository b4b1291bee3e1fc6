import { describe, expect, it } from 'vitest';
import { Problem, statuses } from '../../../src/http/saved-queries/problem.ts';
import { readSavedQueries } from '../../../src/http/saved-queries/read.ts';
import { reasonOf } from '../../../src/http/saved-queries/words/reason.ts';
import { createSchema } from '../../../src/schema.ts';

const query = readSavedQueries(createSchema()).find(({ name }) => name === 'county-and-country') ?? null;
const inSwedish = (message: string, argument: string, facts = {}) =>
  reasonOf(new Problem('BAD_USER_INPUT', message, { argument, ...facts }), 'sv', query);

describe('why there is no answer, on a Swedish page', () => {
  it.each(Object.keys(statuses))('is in Swedish for %s', (code) => {
    const { text, detail } = reasonOf(new Problem(code, 'English words.'), 'sv', query);

    expect(text).toMatch(/[åäö]/);
    expect(text).not.toBe('Svaret kan inte visas.');
    expect([null, 'English words.']).toContain(detail);
  });

  it.each([
    [
      'There is no place "99". The nearest are: 09 Gotlands län, SE Sverige.',
      'Orten ”99” finns inte. Närmast: 09 Gotlands län, SE Sverige.',
    ],
    [
      'There is no "xx" for indicators. The nearest are: neet, population.',
      '”xx” finns inte för ”Serie”. Närmast: neet, population.',
    ],
    ['from 2025 comes after to 2020: swap them.', '”Från” 2025 kommer efter ”Till” 2020. Byt plats på dem.'],
    ['“first” of jobAds must be from 0 to 100, not 1000.', '”first” ska vara ett tal från 0 till 100.'],
    ['first must be between 1 and 100.', '”first” ska vara ett tal från 1 till 100.'],
    ['"Håbo" may be 0305 Håbo, 2 Annat: give the code.', '”Håbo” kan vara 0305 Håbo, 2 Annat. Ange koden.'],
    [
      'from is no period: give a year or a code such as 2024-06 or 2024-Q2.',
      expect.stringContaining('2024-Q2'),
    ],
    [
      'fromYear 1990 is outside the archive: give years from 2016 to 2026.',
      expect.stringContaining('från 2016 till 2026'),
    ],
  ])('says %s', (message, expected) => {
    expect(inSwedish(message, 'place')).toEqual({ text: expected, detail: null });
  });

  it('names the field of the form that an argument is given by, and keeps in English what it cannot say', () => {
    expect(inSwedish('Something new is wrong.', 'places', { validValues: ['01', '03'] })).toEqual({
      text: 'Värdet för ”Län” går inte att använda. Närmast: 01, 03.',
      detail: 'Something new is wrong.',
    });
  });

  it('is as the gateway says it on an English page', () => {
    expect(reasonOf(new Problem('NOT_FOUND', 'There is nothing.'), 'en', query)).toEqual({
      text: 'There is nothing.',
      detail: null,
    });
  });
});
