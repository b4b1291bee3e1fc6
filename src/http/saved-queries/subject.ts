import type { Choice } from './choices.ts';
import type { PageLanguage } from './front-matter.ts';
import type { AddressedQuery } from './query.ts';

/** They say how much is shown, and not of what. */
const sizes = new Set(['lang', 'first', 'offset', 'select']);
const maxValues = 5;

/** What an answer is of, by the variables of the form: “Serie: Arbetslöshet · Ort: Malmö”. Empty where nothing says. */
export function subjectOf(
  { variables, notes }: AddressedQuery,
  given: Readonly<Record<string, unknown>>,
  choices: ReadonlyMap<string, readonly Choice[]>,
  lang: PageLanguage,
): string {
  const parts = variables.flatMap(({ name, isList, defaultText }) => {
    const label = notes[name]?.label[lang];
    if (label === undefined || sizes.has(name)) return [];
    const defaults = isList ? defaultText?.split(',') : [defaultText];
    const values = [given[name] ?? defaults].flat().flatMap((value) => (value ? [String(value)] : []));
    if (values.length === 0) return [];
    const known = new Map(choices.get(name)?.map((choice) => [choice.value, choice.label]));
    const shown = values.slice(0, maxValues).map((value) => known.get(value) ?? value);
    return [`${label.split(',', 1)[0]}: ${shown.join(', ')}${values.length > maxValues ? ' …' : ''}`];
  });
  return parts.join(' · ');
}
