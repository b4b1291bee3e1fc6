import type { SampleRequest } from '../../upstream/sample.ts';

/** The number of datasets in the sample catalogue. */
const TOTAL = 8;

/** Answers in the portal's wire format; every title begins with “Exempel” or “Example”. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  if (operation === 'dataset') {
    const number = /^datasets\/exempel-(\d{1,6})$/.exec(decodeURIComponent(path))?.[1];
    return number === undefined ? null : { result: record(Number(number), null) };
  }
  if (operation === 'facets') return { result: { count: TOTAL, facets: facets(), results: [] } };
  const q = query.get('q') ?? '';
  const uri = /^"https:\/\/example\.eu\/dataset\/(\d{1,6})"$/.exec(q)?.[1];
  if (uri !== undefined) return { result: { count: 1, results: [record(Number(uri), null)] } };
  if (/^"https?:/.test(q)) return { result: { count: 0, results: [] } };
  const limit = Number(query.get('limit') ?? 10);
  const from = Number(query.get('page') ?? 0) * limit;
  const all = Array.from({ length: TOTAL }, (_, at) => record(at + 1, /"([^"]+)"/.exec(q)?.[1] ?? null));
  return { result: { count: TOTAL, facets: [], results: all.slice(from, from + limit) } };
}

function facets(): object[] {
  const values = {
    publisher: ['exempel', 'Exempel: en utgivare'],
    format: ['CSV', 'CSV'],
    license: ['http://publications.europa.eu/resource/authority/licence/CC_BY_4_0', 'CC BY 4.0'],
    categories: ['SOCI', 'Population and society'],
    country: ['se', 'Sweden'],
  };
  return Object.entries(values).map(([name, [id, title]]) => ({
    id: name,
    title: name,
    items: [{ id, title, count: TOTAL }],
  }));
}

function record(number: number, term: string | null): object {
  const about = term ? ` om ${term}` : '';
  return {
    id: `exempel-${number}`,
    resource: `http://data.europa.eu/88u/dataset/exempel-${number}`,
    title: {
      sv: `Exempel ${number}: europeisk datamängd${about}`,
      en: `Example ${number}: European dataset`,
    },
    description: { sv: `Exempel på en beskrivning${about}; portalen har inte nåtts.` },
    translation_meta: {
      status: 'completed',
      details: {
        sv: { machine_translated: false },
        en: { machine_translated: true, original_language: 'sv' },
      },
    },
    keywords: [{ id: 'exempel', label: 'exempel', language: 'sv' }],
    categories: [
      { id: 'SOCI', resource: 'http://publications.europa.eu/resource/authority/data-theme/SOCI' },
    ],
    // The first is a copy of what Sveriges dataportal has.
    identifier: [
      `https://example.eu/dataset/${number}`,
      ...(number === 1 ? ['https://example.org/dataset/0-1'] : []),
    ],
    publisher: { type: 'Organization', name: 'Exempel: en utgivare' },
    issued: '2020',
    modified: '2024-05',
    catalog_record: { issued: '2024-01-01T04:00:00Z', modified: '2024-06-01T04:00:00Z' },
    catalog: { id: 'exempel' },
    distributions: [
      {
        id: `fil-${number}`,
        title: { sv: 'Exempel: tabell' },
        access_url: ['https://example.org/'],
        format: { id: 'CSV', label: 'CSV' },
        license: { id: 'CC_BY_4_0', resource: 'https://creativecommons.org/licenses/by/4.0/' },
      },
    ],
    temporal: [{ gte: '2020', lte: '2024' }],
  };
}
