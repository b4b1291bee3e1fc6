import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { contentChanged } from '../database/listen.ts';
import { Setting } from '../database/tables.ts';
import { AppropriationLetter } from '../entities/appropriation-letter.ts';
import { entity } from '../entities/node.ts';
import type { Organisation } from '../entities/organisation.ts';
import { fold } from '../text/fold.ts';

const settingKey = 'appropriation-letters';

const row = z.tuple([
  z.string().regex(/^\d{1,9}$/),
  z.enum(['Regleringsbrev', 'Ändringsbeslut']),
  z.iso.date(),
  z.string().regex(/^\d{4}$/),
  z.string(),
  z.string(),
]);

/** The file is not the one of appropriation letters, or is damaged. */
export class LetterFileError extends Error {
  override readonly name = 'LetterFileError';
}

const HEAD = 'rbid,type,date,year,category,name';

/** Letters by the key of the organisation, the newest first. */
export type Letters = Readonly<Record<string, readonly AppropriationLetter[]>>;

/**
 * The letters to agencies that the content knows. The file has names and no numbers: a row is joined by the whole name,
 * and one of an unknown name is left out.
 */
export function readLetters(text: string, organisations: Iterable<Organisation>): Letters {
  const [head, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (!head?.startsWith(HEAD))
    throw new LetterFileError(`The file does not begin with ${HEAD}: it is not letters.csv.`);
  const byName = new Map(
    [...organisations].flatMap(({ key, name, aliases, country }) =>
      country === 'SE' ? [...Object.values(name), ...aliases].map((one) => [fold(one), key] as const) : [],
    ),
  );
  const found = new Map<string, Map<number, { first: AppropriationLetter | null; amendments: number }>>();
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = row.safeParse(cellsOf(line).slice(0, 6));
    if (!cells.success) throw new LetterFileError(`Line ${at + 2} cannot be read: ${line.slice(0, 80)}`);
    const [rbid, type, date, year, category, name] = cells.data;
    const key = byName.get(fold(name));
    if (key === undefined || category !== 'Myndighet') continue;
    const years = found.get(key) ?? new Map();
    found.set(key, years);
    const known = years.get(Number(year)) ?? { first: null, amendments: 0 };
    years.set(Number(year), known);
    if (type === 'Ändringsbeslut') known.amendments++;
    else if (!known.first || date < known.first.date) {
      const url = `https://www.statskontoret.se/statsliggaren/regleringsbrev/?RBID=${rbid}`;
      known.first = entity(AppropriationLetter, { year: Number(year), date, url, amendments: 0 });
    }
  }
  return Object.fromEntries(
    [...found].map(([key, years]) => [
      key,
      [...years.values()]
        .flatMap(({ first, amendments }) =>
          first ? [entity(AppropriationLetter, { ...first, amendments })] : [],
        )
        .sort((one, other) => other.year - one.year),
    ]),
  );
}

/** The cells of a line of RFC 4180; a name may stand in quotes. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

/** Stores the letters beside the content pack, which a new version of the pack leaves alone, and notifies every replica. */
export async function storeLetters(dataSource: DataSource, letters: Letters): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.upsert(Setting, { key: settingKey, value: JSON.stringify(letters) }, ['key']);
    await manager.query('SELECT pg_notify($1, $2)', [contentChanged, settingKey]);
  });
}

/** The letters that have been imported. */
export async function loadLetters(dataSource: DataSource): Promise<Letters> {
  const stored = await dataSource.manager.findOneBy(Setting, { key: settingKey });
  if (!stored) return {};
  return lettersOf(JSON.parse(stored.value));
}

/** The letters as entities, of fields that were stored. */
export function lettersOf(letters: Letters): Letters {
  return Object.fromEntries(
    Object.entries(letters).map(([key, list]) => [key, list.map((one) => entity(AppropriationLetter, one))]),
  );
}
