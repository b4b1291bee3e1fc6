import { Forecast } from '../../entities/forecast.ts';
import { entity } from '../../entities/node.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import type { ForecastOperations } from '../kinds/forecast.ts';
import { checkableAt, defineSource, sharedRequest } from '../source.ts';
import { type BarometerRow, barometer } from './decode.ts';
import { samples } from './sample.ts';

/** Yrkesbarometern: demand for occupations today and in five years, by county. One open file, twice a year. */
export const yrkesbarometern = defineSource({
  id: 'yrkesbarometern',
  kind: 'FORECAST',
  name: 'Yrkesbarometern',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://data.arbetsformedlingen.se/data/yrkesbarometer',
  documentation: 'https://data.arbetsformedlingen.se/data/yrkesbarometer',
  licence: 'CC0-1.0',
  attribution: 'Arbetsförmedlingen, Yrkesbarometern',
  country: 'SE',
  baseUrl: 'https://data.arbetsformedlingen.se/prognoser',
  // A file that changes twice a year needs few requests.
  budget: { limit: 10, windowSeconds: 60 },
  concurrency: 1,
  timeoutMs: seconds(9),
  // 5.7 MB in 2026.
  maxBytes: 32 * 1024 * 1024,
  freshFor: hours(24),
  usableFor: days(240),
  // One file holds all forecasts.
  requests: { forecasts: sharedRequest },
  identifiers: ['ssyk-2012', 'scb-place'],
  samples,
  open,
});

/** Rows by place and then by SSYK code. */
type Index = ReadonlyMap<string, ReadonlyMap<string, readonly BarometerRow[]>>;

function open(upstream: Upstream): ForecastOperations {
  // An index lives as long as the decoded file stays in the cache.
  const indexes = new WeakMap<readonly BarometerRow[], Index>();
  const indexOf = (rows: readonly BarometerRow[]): Index => {
    const index = indexes.get(rows) ?? makeIndex(rows);
    indexes.set(rows, index);
    return index;
  };

  return {
    async forecasts(ssyk, placeCode, call) {
      const { value, provenance } = await upstream.get(
        { operation: 'barometer', path: 'yrkesbarometer.json', decode: barometer },
        call,
      );
      const ofPlace = indexOf(value).get(placeCode);
      if (!ofPlace) return [];
      const rows =
        ssyk.length === 4
          ? (ofPlace.get(ssyk) ?? [])
          : [...ofPlace].filter(([code]) => code.startsWith(ssyk)).flatMap(([, found]) => found);
      const checkable = checkableAt(yrkesbarometern.homepage, provenance);
      // A row for several groups is returned once.
      return [...new Set(rows)].flatMap((row) =>
        row.forecasts.map((draft) => entity(Forecast, { ...draft, placeCode, provenance: checkable })),
      );
    },
  };
}

function makeIndex(rows: readonly BarometerRow[]): Index {
  const index = new Map<string, Map<string, BarometerRow[]>>();
  for (const row of rows) {
    const ofPlace = index.get(row.placeCode) ?? new Map<string, BarometerRow[]>();
    index.set(row.placeCode, ofPlace);
    for (const code of row.ssyk) ofPlace.set(code, [...(ofPlace.get(code) ?? []), row]);
  }
  return index;
}
