import { fold } from '../../text/fold.ts';
import { nearestNames } from '../../text/nearest-names.ts';
import type { Choice } from './choices.ts';
import { Problem } from './problem.ts';
import type { AddressedQuery } from './query.ts';

type Given = Readonly<Record<string, unknown>>;

const maxSuggestions = 5;

/** What a look-up does not find. */
export function nothingFor(given: Given): Problem {
  const shown = described(given, (name) => name);
  return new Problem('NOT_FOUND', {
    en: `There is nothing for ${shown || 'this query'}.`,
    sv: `Det finns inget för ${shown || 'den här frågan'}.`,
  });
}

/** The same with the nearest of what the form offers, for every value that it does not offer. */
export function nothingNear(
  { notes }: AddressedQuery,
  given: Given,
  choices: ReadonlyMap<string, readonly Choice[]>,
): Problem {
  const nearest = Object.entries(given).flatMap(([name, value]) => {
    const offered = choices.get(name) ?? [];
    if (typeof value !== 'string' || offered.some((choice) => choice.value === value)) return [];
    return nearestOf(value, offered);
  });
  if (nearest.length === 0) return nothingFor(given);
  const shown = nearest.map(({ value, label }) => (value === label ? value : `${value} ${label}`)).join(', ');
  const labelled = described(given, (name) => notes[name]?.label.sv ?? name);
  return new Problem(
    'NOT_FOUND',
    {
      en: `There is nothing for ${described(given, (name) => name)}. The nearest are: ${shown}.`,
      sv: `Det finns inget för ${labelled}. Närmast: ${shown}.`,
    },
    { validValues: nearest.map(({ value }) => value) },
  );
}

/** Choices whose label holds the text; where none does, those with the fewest other letters. */
function nearestOf(value: string, offered: readonly Choice[]): Choice[] {
  const wanted = fold(value.slice(0, 60));
  const holding = offered.filter(({ label }) => fold(label).includes(wanted));
  if (holding.length > 0) return holding.slice(0, maxSuggestions);
  const names = offered.flatMap((of) => [of.value, of.label].map((name) => ({ of, name: fold(name) })));
  return nearestNames(wanted, names, maxSuggestions);
}

function described(given: Given, labelOf: (name: string) => string): string {
  const shown = Object.entries(given)
    .filter(([name]) => name !== 'lang')
    .map(([name, value]) => `${labelOf(name)}=${Array.isArray(value) ? value.join(',') : String(value)}`);
  return shown.join(', ').slice(0, 300);
}
