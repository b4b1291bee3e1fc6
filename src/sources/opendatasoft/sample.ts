import type { SampleHandler } from '../../upstream/sample.ts';
import type { OpendatasoftPortal } from './portals.ts';

const TOTAL = 5;

/** Answers in the wire format of Explore API v2.1; every title begins with “Exempel”. */
export function samplesOf(portal: OpendatasoftPortal): SampleHandler {
  return ({ operation, path, query }) => {
    if (operation === 'dataset') {
      const number = Number(
        /^api\/explore\/v2\.1\/catalog\/datasets\/exempel-(\d{1,3})$/.exec(decodeURIComponent(path))?.[1],
      );
      return number >= 1 && number <= TOTAL ? dataset(portal, number, null) : null;
    }
    if (operation === 'facets') {
      const of = (name: string, value: string) => ({
        name,
        facets: [{ name: value, value, count: TOTAL, state: 'displayed' }],
      });
      return { links: [], facets: [of('publisher', 'Exempel: en utgivare'), of('language', portal.lang)] };
    }
    const term = /"((?:\\.|[^"\\])+)"/.exec(query.get('where') ?? '')?.[1] ?? null;
    const offset = Number(query.get('offset') ?? 0);
    const limit = Number(query.get('limit') ?? 10);
    const all = Array.from({ length: TOTAL }, (_, at) => dataset(portal, at + 1, term));
    return { total_count: TOTAL, results: all.slice(offset, offset + limit) };
  };
}

function dataset(portal: OpendatasoftPortal, number: number, term: string | null): object {
  const about = term ? ` om ${term}` : '';
  return {
    dataset_id: `exempel-${number}`,
    dataset_uid: `da_exempel${number}`,
    has_records: true,
    data_visible: true,
    features: ['analyze'],
    attachments: [],
    fields: [],
    metas: {
      default: {
        title: `Exempel ${number}: datamängd i ${portal.name}${about}`,
        description: `<p>Exempel på en beskrivning${about}; portalen har inte nåtts.</p>`,
        theme: ['Exempel'],
        keyword: ['exempel'],
        license: 'CC0 1.0',
        license_url: 'https://creativecommons.org/publicdomain/zero/1.0/',
        language: portal.lang,
        publisher: 'Exempel: en utgivare',
        references: null,
        modified: '2024-05-01T04:00:00+00:00',
        metadata_processed: '2024-06-01T04:00:00.000000+00:00',
        territory: null,
        federated: false,
        // The first is a copy of what another portal has.
        source_domain: null,
        source_dataset: null,
      },
    },
  };
}
