import type { SampleRequest } from '../../upstream/sample.ts';

const TOTAL = 4;

/** Answers in Alaveteli's wire format; every title begins with “Exempel”. */
export function samples({ operation, path, query }: SampleRequest): object | null {
  if (operation === 'request') {
    const number = Number(/^request\/exempel_(\d{1,3})\.json$/.exec(decodeURIComponent(path))?.[1]);
    return number >= 1 && number <= TOTAL ? requestOf(number, 'exempel') : null;
  }
  if (Number(query.get('page') ?? 1) > 1) return [];
  const body = /^feed\/body\/(.+)\.json$/.exec(decodeURIComponent(path))?.[1] ?? 'exempel';
  return Array.from({ length: TOTAL }, (_, at) => ({
    id: at + 1,
    event_type: 'sent',
    created_at: `2024-01-0${TOTAL - at}T00:00:00.000+01:00`,
    info_request: requestOf(at + 1, body),
    public_body: { id: 1, url_name: body, name: 'Exempel: en myndighet' },
  }));
}

function requestOf(number: number, body: string): object {
  return {
    id: number,
    url_title: `exempel_${number}`,
    title: `Exempel ${number}: begäran om uppgifter`,
    created_at: `2024-01-0${TOTAL - number + 1}T00:00:00.000+01:00`,
    updated_at: '2024-02-01T00:00:00.000+01:00',
    described_state: 'successful',
    awaiting_description: false,
    prominence: 'normal',
    law_used: 'foi',
    tags: [],
    public_body: { id: 1, url_name: body, name: 'Exempel: en myndighet' },
  };
}
