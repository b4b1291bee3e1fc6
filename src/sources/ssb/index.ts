import { Language } from '../../entities/language.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { PxWebHost } from '../pxweb/host.ts';
import { openPxWeb2 } from '../pxweb/open.ts';
import { pxwebSamples } from '../pxweb/sample.ts';
import { defineSource } from '../source.ts';

const host: PxWebHost = {
  languages: [Language.NO, Language.EN],
  placeScheme: null,
  maxCells: 800_000,
  database: 'table',
  configSlash: '/',
  // Both versions have the same numbers.
  v1Paths: { '*': '' },
  defaultSearch: '',
  metricCodes: [],
  revision: { from: 5, to: 8, timeZone: 'Europe/Oslo' },
};

/** Statistics Norway's database. Open, no key. */
export const ssb = defineSource({
  id: 'ssb',
  kind: 'STATISTICS',
  name: 'Statistikkbanken',
  publisher: 'Statistisk sentralbyrå (SSB)',
  homepage: 'https://www.ssb.no/statbank',
  documentation: 'https://data.ssb.no/api/pxwebapi/v2/config',
  licence: 'https://www.ssb.no/en/diverse/lisens',
  attribution: 'Kilde: Statistisk sentralbyrå',
  country: 'NO',
  baseUrl: 'https://data.ssb.no/api/pxwebapi/v2',
  // The headers say 40 a minute, the guide 30.
  budget: { limit: 25, windowSeconds: 60 },
  second: { name: 'v1', baseUrl: 'https://data.ssb.no/api/v0', budget: { limit: 25, windowSeconds: 60 } },
  concurrency: 2,
  timeoutMs: seconds(9),
  maxBytes: 64 * 1024 * 1024,
  freshFor: hours(24),
  publishesAt: { hour: 8, minute: 5, timeZone: 'Europe/Oslo' },
  usableFor: days(60),
  requests: { tables: 4, cells: 2 },
  identifiers: ['ssb-table'],
  samples: pxwebSamples,
  open: (upstream, second = null) => openPxWeb2(host, upstream, second),
});
