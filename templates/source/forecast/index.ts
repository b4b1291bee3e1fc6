import { Forecast } from '../../../src/entities/forecast.ts';
import { entity } from '../../../src/entities/node.ts';
import type { ForecastOperations } from '../../../src/sources/kinds/forecast.ts';
import { defineSource, sharedRequest } from '../../../src/sources/source.ts';
import type { Call } from '../../../src/upstream/call.ts';
import { days, hours, seconds } from '../../../src/upstream/time.ts';
import type { Upstream } from '../../../src/upstream/upstream.ts';
import { page } from './decode.ts';
import { samples } from './sample.ts';

/** An example source of kind FORECAST: what it is, and whether it needs a key. */
export const exampleForecast = defineSource({
  id: 'example-forecast',
  kind: 'FORECAST',
  name: 'Exempel: example-forecast',
  publisher: 'Exempel',
  homepage: 'https://example.org',
  documentation: 'https://example.org/api',
  licence: 'CC0-1.0',
  attribution: 'Exempel',
  country: 'SE',
  baseUrl: 'https://example-forecast.example.org',
  // State the page that publishes the limit; where there is none, say that this one is a courtesy.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 4,
  timeoutMs: seconds(8),
  maxBytes: 8 * 1024 * 1024,
  freshFor: hours(1),
  usableFor: days(30),
  // One request answers every occupation; leave this out where each costs one.
  requests: { forecasts: sharedRequest },
  identifiers: ['ssyk-2012'],
  samples,
  open,
});

function open(upstream: Upstream): ForecastOperations {
  return {
    async forecasts(_ssyk, placeCode, call) {
      const { provenance } = await numbers(upstream, 'forecasts', {}, call);
      return [entity(Forecast, { placeCode, horizon: 'now', outlook: 'balance', text: {}, provenance })];
    },
  };
}

async function numbers(
  upstream: Upstream,
  operation: string,
  query: Record<string, string | number | undefined>,
  call: Call,
) {
  const { value, provenance } = await upstream.get({ operation, path: operation, query, decode: page }, call);
  return { total: value.total, numbers: value.items.map(({ number }) => number), provenance };
}
