import type { ArchivedAd, Coded } from '../../sources/historical/archived-ad.ts';
import type { LegacyCodes } from './legacy-codes.ts';
import { YearLoadError } from './year-load-error.ts';

/** What is counted of a year, in an order that depends on nothing but the ads. */
export interface YearRows {
  /** Names that occur together; their numbers are their places, from 1. */
  occupations: string[][];
  places: string[][];
  /** As columns; 0 stands for any. */
  counts: { occupation: number[]; place: number[]; count: number[] };
}

/** Every id is remembered, so that there must be an end; no year has had a quarter of it. */
const MOST_ADS = 4_000_000;
/** Numbers of places lie below it. */
const PLACES = 2 ** 24;

/** Counts the ads of one year, each once. */
export class YearTally {
  counted = 0;
  /** Ads of other years. */
  others = 0;
  /** Ads that came again. */
  twice = 0;
  withoutGroup = 0;
  withoutConcepts = 0;
  /** `2023-01`, … */
  readonly months = new Set<string>();

  private readonly ids = new Set<string>();
  private readonly occupations = new Facets();
  private readonly places = new Facets();
  /** By the numbers of occupations and of places, in one. */
  private readonly counts = new Map<number, number>();

  constructor(
    private readonly year: number,
    private readonly legacy: LegacyCodes,
  ) {}

  add(ad: ArchivedAd): void {
    if (!ad.month.startsWith(`${this.year}-`)) {
      this.others++;
      return;
    }
    if (this.ids.has(ad.id)) {
      this.twice++;
      return;
    }
    if (this.ids.size === MOST_ADS) {
      throw new YearLoadError(
        `There are more than ${MOST_ADS} ads of ${this.year}, more than a year can have: check the files.`,
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

  /** What the ad is found by: its concepts, the SSYK code of its group, and old numbers that lead nowhere. */
  private occupationNames({ names, groups, fields }: ArchivedAd): string[] {
    const all = [...names, ...groups, ...fields];
    const found = [...groups.flatMap(({ code }) => code ?? []), ...all.flatMap(({ id }) => id ?? [])];
    const isOld = all.length > 0 && all.every(({ id }) => id === null);
    if (!isOld) return [...found, ...[...names, ...fields].flatMap(numbered)];
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

/** Old numbers could be taken for SSYK codes. */
const numbered = ({ id, code }: Coded): string[] => (id === null && code !== null ? [`number ${code}`] : []);

/** Names that occur together, with a number each, from 1. */
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

  /** In the order of their names, and by the number so far the new one. */
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
