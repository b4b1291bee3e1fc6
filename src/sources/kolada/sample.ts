import type { SampleRequest } from '../../upstream/sample.ts';

/** Made-up key figures; any other one has rows without numbers. */
const EXAMPLES = ['EX00001', 'EX00002'];
const PLACES = ['0000', '0001', '0012', '0180', '1280'];
const YEARS = ['2022', '2023', '2024'];

const page = (values: object[]) => ({ values, next_url: null, previous_url: null, count: values.length });

function kpi(id: string) {
  return {
    id,
    title: `Exempel: arbetslöshet (${id}), andel (%)`,
    description: 'Exempel på ett nyckeltal; källan har inte nåtts. Källa: Exempel.',
    is_divided_by_gender: true,
    municipality_type: 'A',
    auspice: null,
    operating_area: 'Exempel',
    perspective: 'Exempel',
    prel_publication_date: null,
    publication_date: '2025-01-15',
    publ_period: '2024',
    has_ou_data: false,
  };
}

/** Answers of Kolada's third API in its wire format, for the ids, places and years asked for. */
export function samples({ operation, path }: SampleRequest): object | null {
  const steps = decodeURIComponent(path).split('/');
  const idsAfter = (name: string) => {
    const at = steps.indexOf(name);
    return at < 0 ? null : (steps[at + 1] ?? '').split(',');
  };
  switch (operation) {
    case 'kpis':
      return page(EXAMPLES.map(kpi));
    case 'kpi':
      return page((idsAfter('kpi') ?? []).map(kpi));
    case 'municipalities':
      return page(
        PLACES.map((id) => ({ id, title: `Exempel: ${id}`, type: id.startsWith('00') ? 'L' : 'K' })),
      );
    case 'data':
      return page(rows(idsAfter('kpi') ?? [], idsAfter('municipality') ?? PLACES, idsAfter('year') ?? YEARS));
    default:
      return null;
  }
}

function rows(ids: readonly string[], places: readonly string[], years: readonly string[]): object[] {
  return ids.flatMap((id) =>
    places.flatMap((municipality) =>
      years.map((year, at) => ({
        kpi: id,
        municipality,
        period: Number(year),
        values: ['T', 'K', 'M'].map((gender, place) => ({
          gender,
          count: 1,
          status: EXAMPLES.includes(id) ? '' : 'Missing',
          value: EXAMPLES.includes(id) ? at + place + 1 : null,
          isdeleted: false,
        })),
      })),
    ),
  );
}
