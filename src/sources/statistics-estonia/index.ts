import { Language } from '../../entities/language.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { PxWebHost } from '../pxweb/host.ts';
import { openPxWeb1 } from '../pxweb/open.ts';
import { pxwebSamples } from '../pxweb/sample.ts';
import { defineSource } from '../source.ts';

const host: PxWebHost = {
  // English first: few who ask here read Estonian.
  languages: [Language.EN, Language.ET],
  placeScheme: null,
  maxCells: 500_000,
  database: 'stat',
  configSlash: '',
  v1Paths: {},
  defaultSearch: 'unemployment',
  metricCodes: ['Näitaja'],
  revision: null,
};

/** Statistics Estonia's database, by the first version of PxWeb's API. Open, no key. */
export const statisticsEstonia = defineSource({
  id: 'statistics-estonia',
  kind: 'STATISTICS',
  name: 'Statistical database of Estonia',
  publisher: 'Statistics Estonia',
  homepage: 'https://andmed.stat.ee',
  documentation: 'https://andmed.stat.ee/api/v1/en/stat',
  // CC BY 4.0 or CC BY-SA 4.0: what was read disagrees, so the terms of the publisher decide.
  licence: 'as stated at https://andmed.stat.ee',
  attribution: 'Statistics Estonia',
  country: 'EE',
  baseUrl: 'https://andmed.stat.ee/api/v1',
  budget: { limit: 50, windowSeconds: 10 },
  concurrency: 2,
  timeoutMs: seconds(9),
  maxBytes: 64 * 1024 * 1024,
  freshFor: hours(24),
  publishesAt: { hour: 8, minute: 5, timeZone: 'Europe/Tallinn' },
  usableFor: days(60),
  requests: { cells: 2 },
  identifiers: ['statistics-estonia-table'],
  samples: pxwebSamples,
  open: (upstream) => openPxWeb1(host, upstream),
});
