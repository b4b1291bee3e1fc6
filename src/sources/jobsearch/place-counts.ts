import { z } from 'zod';
import { PlaceKind } from '../../entities/vocabulary.ts';
import { listOf, orNull } from '../../upstream/decode.ts';
import { readWith } from '../../upstream/dropped-items.ts';
import type { Answer } from '../../upstream/upstream.ts';
import { batchesOf } from '../formats/batches.ts';
import { requiredId } from '../formats/fields.ts';
import { type Parameters, searchHeaders, searchParameters } from '../jobtech/search.ts';
import type { JobPlace, JobSearch, PlaceAdCount } from '../kinds/job-ads.ts';

/** The API lists at most this many values of a statistic, those with the most ads first. */
const MOST_VALUES = 30;

/** The API's statistics by place. */
export type StatsType = 'region' | 'municipality';

const text = orNull(requiredId);
const value = z
  .object({
    concept_id: text,
    code: text,
    count: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.int32().nonnegative()),
  })
  .refine(({ concept_id, code }) => concept_id !== null || code !== null);
const values = listOf(value);
const statistic = z.object({ type: z.string(), values: z.unknown() });

/**
 * Ads by place. The structure of `stats` is taken from the API's source code of 2021, since no answer with counts has
 * been recorded. The reader is therefore lenient: it needs a concept id or a code, and ignores other fields. Where there
 * are ads but not the requested statistic, the answer is an error, not zeros.
 */
function countsOf(type: StatsType) {
  return readWith(
    z.object({
      total: z.object({ value: z.int32().nonnegative() }),
      stats: orNull(z.array(z.unknown())),
    }),
    ({ total, stats }, reader, issues) => {
      const found = (stats ?? [])
        .map((one) => statistic.safeParse(one).data)
        .find((one) => one?.type === type);
      if (!found && total.value === 0) return [];
      const read = reader.read(values, found?.values);
      if (read.success) return read.data;
      issues.addIssue({ code: 'custom', message: 'holds no counts', path: ['stats'] });
      return z.NEVER;
    },
  );
}
type Counts = z.output<ReturnType<typeof countsOf>>;

const storedCounts = z.array(
  z.object({ concept_id: z.string().nullable(), code: z.string().nullable(), count: z.number() }),
);
const decoders = { region: countsOf('region'), municipality: countsOf('municipality') };

export interface CountsRequest {
  operation: string;
  path: string;
  query: Parameters;
  headers: Record<string, string>;
  decode: z.ZodType<Counts>;
  stored: z.ZodType<Counts>;
}

/**
 * How many ads of a search each place has, with one request where possible. Where the answer has the maximum length,
 * places that it does not list may still have ads, and are counted by further requests. A place whose count cannot be
 * read is left out.
 */
export async function countsByPlace(
  ask: (request: CountsRequest) => Promise<Answer<Counts>>,
  query: JobSearch,
  places: readonly JobPlace[],
): Promise<PlaceAdCount[]> {
  const type = places[0]?.level === PlaceKind.MUNICIPALITY ? 'municipality' : 'region';
  const request = (where: Parameters): CountsRequest => ({
    operation: 'counts',
    path: 'search',
    query: { ...searchParameters(query), ...where, limit: 0, stats: type, 'stats.limit': MOST_VALUES },
    headers: searchHeaders(query),
    decode: decoders[type],
    stored: storedCounts,
  });
  const first = counted(places, await ask(request({})));
  if (!first.isFull) return first.counts;

  const listed = new Set(first.counts.map(({ code }) => code));
  const missing = places.filter(({ code }) => !listed.has(code));
  const rest = await Promise.all(
    batchesOf(missing, MOST_VALUES).map(async (batch) => {
      const named = batch.map(({ taxonomyId, code }) => taxonomyId ?? code);
      // They replace the place of the search: together with it they would widen the search.
      const nowhere = { region: undefined, municipality: undefined, country: undefined };
      return counted(batch, await ask(request({ ...nowhere, [type]: named }))).counts;
    }),
  );
  return [...first.counts, ...rest.flat()];
}

/** The counts of an answer. A place that it does not list has no ads if the answer is complete. */
function counted(places: readonly JobPlace[], { value: values, provenance, dropped }: Answer<Counts>) {
  const isFull = values.length + dropped >= MOST_VALUES;
  const isWhole = dropped === 0 && values.length < MOST_VALUES;
  const counts = places.flatMap(({ code, taxonomyId }): PlaceAdCount[] => {
    const found = values.find(
      (one) => (one.concept_id !== null && one.concept_id === taxonomyId) || one.code === code,
    );
    if (!found && !isWhole) return [];
    return [{ code, count: found?.count ?? 0, provenance }];
  });
  return { counts, isFull };
}
