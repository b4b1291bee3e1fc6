import type { ArchivedAd, Coded } from '../../sources/historical/archived-ad.ts';
import type { LegacyCodes } from './legacy-codes.ts';
import { YearLoadError } from './year-load-error.ts';

/** The counts of a year. Their order depends only on the ads, not on the order of the files. */
export interface YearRows {
  /** Names that occur together in an ad; the number of a combination is its index plus 1. */
  occupations: string[][];
  places: string[][];
  /** Columns of equal length; 0 stands for any. */
  counts: { occupation: number[]; place: number[]; count: number[] };
}

/** All ids are in memory, so there is a limit; no year has had a quarter of it. */
const MAX_ADS = 4_000_000;
/** Upper bound of the numbers of places; a key is `occupation * PLACES + place`. */
const PLACES = 2 ** 24;

/** Counts the ads of one year, each once. */
export class YearTally {
  counted = 0;
  otherYears = 0;
  duplicates = 0;
  withoutGroup = 0;
  withoutConcepts = 0;
  /** Months with at least one ad, `2023-01`. */
  readonly months = new Set<string>();

  private readonly ids = new Set<string>();
  private readonly occupations = new Facets();
  private readonly places = new Facets();
  /** By a key that combines the numbers of occupation and place. */
  private readonly counts = new Map<number, number>();

  constructor(
    private readonly year: number,
    private readonly legacy: LegacyCodes,
  ) {}

  add(ad: ArchivedAd): void {
    if (!ad.month.startsWith(`${this.year}-`)) {
      this.otherYears++;
      return;
    }
    if (this.ids.has(ad.id)) {
      this.duplicates++;
      return;
    }
    if (this.ids.size === MAX_ADS) {
      throw new YearLoadError(
        `There are more than ${MAX_ADS} ads of ${this.year}, more than a year can have: check the files.`,
      );
    }
    this.ids.add(ad.id);
    this.months.add(ad.month);
    this.counted++;
    const occupation = this.occupations.numberOf(this.occupationNames(ad));
    const place = this.places.numberOf(ad.places);
    for (const key of [occupation * PLACES + place, occupation * PLACES, place, 0]) {
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  rows(): YearRows {
    const [occupations, places] = [this.occupations.sorted(), this.places.sorted()];
    const rows = [...this.counts].map(([key, count]) => ({
      occupation: occupations.places[Math.floor(key / PLACES)] ?? 0,
      place: places.places[key % PLACES] ?? 0,
      count,
    }));
    rows.sort((a, b) => a.occupation - b.occupation || a.place - b.place);
    return {
      occupations: occupations.names,
      places: places.names,
      counts: {
        occupation: rows.map(({ occupation }) => occupation),
        place: rows.map(({ place }) => place),
        count: rows.map(({ count }) => count),
      },
    };
  }

  /** The names that the ad is found by: concepts, the SSYK code of its group, and unknown legacy numbers. */
  private occupationNames({ names, groups, fields }: ArchivedAd): string[] {
    const all = [...names, ...groups, ...fields];
    const found = [...groups.flatMap(({ code }) => code ?? []), ...all.flatMap(({ id }) => id ?? [])];
    const hasOnlyNumbers = all.length > 0 && all.every(({ id }) => id === null);
    if (!hasOnlyNumbers) return [...found, ...[...names, ...fields].flatMap(numbered)];
    const { name, group, field } = this.legacy.concepts({
      names: names.flatMap(({ code }) => code ?? []),
      groups: groups.flatMap(({ code }) => code ?? []),
      fields: fields.flatMap(({ code }) => code ?? []),
    });
    if (group === null) this.withoutGroup++;
    if (group === null || name === null || field === null) this.withoutConcepts++;
    return [
      ...found,
      ...(name === null ? names.flatMap(numbered) : [name]),
      ...(group === null ? [] : [group.id, group.code]),
      ...(field === null ? fields.flatMap(numbered) : [field]),
    ];
  }
}

/** Prefixed, since a legacy number may look like an SSYK code. */
const numbered = ({ id, code }: Coded): string[] => (id === null && code !== null ? [`number ${code}`] : []);

/** Numbers combinations of names, from 1. */
class Facets {
  private readonly numbers = new Map<string, number>();

  numberOf(names: readonly string[]): number {
    const key = [...new Set(names)].sort().join('\n');
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.numbers.size + 1;
    this.numbers.set(key, number);
    return number;
  }

  /** The combinations in alphabetical order, and the new number by the old one. */
  sorted(): { names: string[][]; places: number[] } {
    const places: number[] = [];
    const names = [...this.numbers]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, number], at) => {
        places[number] = at + 1;
        return key === '' ? [] : key.split('\n');
      });
    return { names, places };
  }
}
