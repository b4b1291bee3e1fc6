import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { IndicatorBasis, PeriodKind } from '../../entities/statistics-vocabulary.ts';
import { PlaceKind } from '../../entities/vocabulary.ts';

const both = z.strictObject({ sv: z.string().min(1), en: z.string().min(1) });

const indicator = z
  .strictObject({
    /** Equal slugs have equal definitions, whatever the place. */
    slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    label: both,
    definition: both,
    unit: z.string().min(1),
    /** Id of the source. */
    agency: z.string().min(1),
    table: z.string().min(1),
    /** Codes by dimension; a dimension that is not named is left out, so the number is the agency's total. */
    select: z.record(z.string(), z.array(z.string()).min(1)),
    /** The dimension of places; without it the series is of `onlyPlace`. */
    place: z.string().optional(),
    levels: z.array(z.enum(PlaceKind)).optional(),
    /** NUTS codes of other countries, and of regions there, that the agency compares with. */
    abroad: z.array(z.string()).optional(),
    onlyPlace: z.string().optional(),
    time: z.string(),
    frequency: z.enum(PeriodKind),
    basis: z.enum(IndicatorBasis),
    /** Slugs of the topics that it belongs to. */
    topics: z.array(z.string()),
  })
  .refine(({ place, onlyPlace }) => (place === undefined) !== (onlyPlace === undefined), {
    message: 'needs place or onlyPlace, and not both',
  });

/** A named series: which numbers of which table, and what they mean. */
export type IndicatorDefinition = z.output<typeof indicator>;

const file = z.strictObject({ origin: z.string(), indicators: z.array(indicator) });
const path = fileURLToPath(new URL('../../../reference/indicators.json', import.meta.url));

let read: readonly IndicatorDefinition[] | null = null;

/** Every indicator of `reference/indicators.json`, verified or not. */
export function allIndicators(): readonly IndicatorDefinition[] {
  read ??= parseIndicators(readFileSync(path, 'utf8'));
  return read;
}

/** Throws with the place of every mistake. */
export function parseIndicators(text: string): IndicatorDefinition[] {
  const { indicators } = file.parse(JSON.parse(text));
  const slugs = indicators.map(({ slug }) => slug);
  const twice = slugs.find((slug, at) => slugs.indexOf(slug) !== at);
  if (twice !== undefined) throw new Error(`reference/indicators.json: ${twice} is there twice`);
  return indicators;
}

/** Those that may be served: what is known from memory only once it has been verified. */
export function servedIndicators(verified: ReadonlySet<string>): readonly IndicatorDefinition[] {
  return allIndicators().filter(({ slug, basis }) => basis !== IndicatorBasis.MEMORY || verified.has(slug));
}
