import { Language } from '../../entities/language.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { PxWebHost } from '../pxweb/host.ts';
import { openPxWeb2 } from '../pxweb/open.ts';
import { defineSource } from '../source.ts';
import { samples } from './sample.ts';

const host: PxWebHost = {
  languages: [Language.SV, Language.EN],
  placeScheme: 'scb',
  maxCells: 150_000,
  database: 'ssd',
  configSlash: '/',
  v1Paths: {
    TAB638: 'BE/BE0101/BE0101A/BefolkningNy',
    TAB4262: 'AM/AM0110/AM0110A/LonYrkeRegion4A',
    TAB5696: 'AM/AM0110/AM0110A/LonYrkeRegion4AN',
    TAB6260: 'AM/AM0210/AM0210A/ArbStatusM',
  },
  defaultSearch: '',
  metricCodes: [],
  revision: null,
};

/** Statistics Sweden's database. Open, no key. */
export const scb = defineSource({
  id: 'scb',
  kind: 'STATISTICS',
  name: 'Statistikdatabasen',
  publisher: 'Statistiska centralbyrån (SCB)',
  homepage: 'https://www.statistikdatabasen.scb.se',
  documentation: 'https://statistikdatabasen.scb.se/api/v2/config',
  licence: 'CC0-1.0',
  attribution: 'Källa: SCB',
  country: 'SE',
  baseUrl: 'https://statistikdatabasen.scb.se/api/v2',
  // Until the API's own configuration is read: 30 in 10 seconds in September 2026, kept to 25.
  budget: { limit: 25, windowSeconds: 10 },
  second: {
    name: 'v1',
    baseUrl: 'https://api.scb.se/OV0104/v1/doris',
    budget: { limit: 25, windowSeconds: 10 },
  },
  concurrency: 2,
  timeoutMs: seconds(9),
  maxBytes: 32 * 1024 * 1024,
  freshFor: hours(24),
  // New figures come at 08:00.
  publishesAt: { hour: 8, minute: 5, timeZone: 'Europe/Stockholm' },
  usableFor: days(60),
  // The list of tables comes in some pages, and the configuration is read before the first cells.
  requests: { tables: 4, cells: 2 },
  identifiers: ['scb-place', 'ssyk-2012'],
  samples,
  open: (upstream, second = null) => openPxWeb2(host, upstream, second),
});
