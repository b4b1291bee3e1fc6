import { createHash } from 'node:crypto';
import type { SampleHandler } from '../../upstream/sample.ts';
import type { CkanPortal } from './portals.ts';

const TOTAL = 6;

/** Answers in CKAN's wire format; every title begins with “Exempel”. */
export function samplesOf(portal: CkanPortal): SampleHandler {
  const ids = Array.from({ length: TOTAL }, (_, at) => uuidFor(`${portal.id} ${at + 1}`));
  return ({ operation, query }) => {
    if (operation === 'package_show') {
      const wanted = query.get('id');
      const at = ids.findIndex((id, index) => id === wanted || nameOf(index + 1) === wanted);
      const id = ids[at];
      return id === undefined ? null : envelope(packageOf(portal, id, at + 1, null));
    }
    if (operation === 'facets') return envelope({ count: TOTAL, results: [], search_facets: facets() });
    const q = query.get('q') ?? '';
    if (/^"https?:/.test(q)) return envelope({ count: 0, results: [] });
    const term = /"([^"]+)"/.exec(q)?.[1] ?? null;
    const from = Number(query.get('start') ?? 0);
    const rows = Number(query.get('rows') ?? 10);
    const results = ids.map((id, at) => packageOf(portal, id, at + 1, term)).slice(from, from + rows);
    return envelope({ count: TOTAL, sort: query.get('sort') ?? '', facets: {}, results, search_facets: {} });
  };
}

function facets(): object {
  const of = (title: string, name: string, display_name: string) => ({
    title,
    items: [{ name, display_name, count: TOTAL }],
  });
  return {
    organization: of('organization', 'exempel', 'Exempel: en utgivare'),
    res_format: of('res_format', 'CSV', 'CSV'),
    license_id: of('license_id', 'cc-zero', 'cc-zero'),
  };
}

const nameOf = (number: number): string => `exempel-${number}`;
const envelope = (result: object) => ({ help: 'https://example.org/', success: true, result });

function uuidFor(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function packageOf(portal: CkanPortal, id: string, number: number, term: string | null): object {
  const about = term ? ` om ${term}` : '';
  return {
    id,
    name: nameOf(number),
    title: `Exempel ${number}: datamängd i ${portal.name}${about}`,
    notes: `Exempel på en beskrivning${about}; portalen har inte nåtts.`,
    type: 'dataset',
    state: 'active',
    private: false,
    license_id: 'cc-zero',
    license_url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    metadata_created: '2024-01-01T04:00:00.000000',
    metadata_modified: '2024-06-01T04:00:00.000000',
    organization: { id, name: 'exempel', title: 'Exempel: en utgivare' },
    tags: [{ id, name: 'exempel', display_name: 'exempel' }],
    groups: [],
    // The first is a copy of what Sveriges dataportal has.
    extras: number === 1 ? [{ key: 'identifier', value: 'https://example.org/dataset/0-1' }] : [],
    resources: [
      {
        id,
        name: 'Exempel: tabell',
        format: 'CSV',
        url: 'https://example.org/',
        state: 'active',
        size: '1024',
      },
    ],
  };
}
