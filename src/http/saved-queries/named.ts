import { closest } from 'fastest-levenshtein';
import { Problem } from './problem.ts';
import type { SavedQuery } from './query.ts';

/** The saved query of a name. Throws a `Problem` that names the nearest. */
export function namedQuery(all: readonly SavedQuery[], name: string): SavedQuery {
  const query = all.find((one) => one.name === name && one.isQuery);
  if (query) return query;
  const names = all.flatMap((one) => (one.isQuery ? [one.name] : []));
  const shown = name.slice(0, 100);
  const nearest = closest(shown, names);
  const message = {
    en: `There is no saved query ${JSON.stringify(shown)}. The nearest is ${JSON.stringify(nearest)}; /q lists all.`,
    sv: `Det finns ingen sparad fråga ”${shown}”. Närmast är ”${nearest}”; /q listar alla.`,
  };
  throw new Problem('NOT_FOUND', message, { validValues: [nearest] });
}

/** Where the gateway answers saved queries only. */
export function noLinks(): Problem {
  return new Problem('FORBIDDEN', {
    en: 'This gateway answers saved queries only. /q lists them.',
    sv: 'Här besvaras bara sparade frågor. /q listar dem.',
  });
}
