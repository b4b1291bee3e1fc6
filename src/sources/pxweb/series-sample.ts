import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';
import { allIndicators } from '../cube/indicator-file.ts';

/** A dimension of an example table. */
export interface SampleDimension {
  code: string;
  label: string;
  /** Labels by code. */
  values: Readonly<Record<string, string>>;
  role: 'time' | 'metric' | null;
  elimination: boolean;
}

const years = [2022, 2023, 2024];
/** The periods of an example, as PxWeb writes them. */
const periods: Readonly<Partial<Record<PeriodKind, readonly string[]>>> = {
  [PeriodKind.MONTH]: years.flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => `${year}M${String(month + 1).padStart(2, '0')}`),
  ),
  [PeriodKind.QUARTER]: years.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}K${quarter}`)),
};

/** Dimensions whose codes are those of Sweden, whichever a series names. */
const ofSweden: Readonly<Record<string, () => string[]>> = { Yrke2012: occupationCodes, Region: placeCodes };

/**
 * The dimensions that named series read from a table, with real codes, so that a series of any place and occupation has an
 * answer; empty for a table that none reads.
 */
export function dimensionsOfSeries(table: string): SampleDimension[] {
  const series = allIndicators().filter((one) => one.table === table);
  const [first] = series;
  if (!first) return [];
  const codes = new Map<string, Set<string>>();
  const add = (dimension: string, more: readonly string[]) =>
    codes.set(dimension, new Set([...(codes.get(dimension) ?? []), ...more]));
  for (const { select, place } of series) {
    if (place !== undefined) add(place, []);
    for (const [dimension, chosen] of Object.entries(select)) add(dimension, chosen);
  }
  for (const dimension of codes.keys()) add(dimension, entryOf(ofSweden, dimension)?.() ?? []);
  const times = periods[first.frequency] ?? years.map(String);
  codes.set(first.time, new Set(times));
  return [...codes].map(([code, values]) => ({
    code,
    label: `Exempel: ${code}`,
    values: Object.fromEntries(
      [...values].map((value) => [value, code === first.time ? value : `Exempel: ${value}`]),
    ),
    role: code === first.time ? 'time' : code === 'ContentsCode' ? 'metric' : null,
    elimination: code !== first.time && code !== 'ContentsCode',
  }));
}

const coded = z.array(z.object({ code: z.string() })).transform((all) => all.map(({ code }) => code));
const places = z.object({ counties: coded, municipalities: coded });
const occupations = z.object({ groups: coded });

function placeCodes(): string[] {
  const { counties, municipalities } = places.parse(read('places.yaml'));
  return ['00', ...counties, ...municipalities];
}

function occupationCodes(): string[] {
  return occupations.parse(read('occupations.yaml')).groups;
}

const read = (file: string): unknown =>
  parse(readFileSync(new URL(`../../../reference/${file}`, import.meta.url), 'utf8'));
