import { describe, expect, it } from 'vitest';
import { jobstream } from '../../../src/sources/jobstream/index.ts';
import type { AdChange } from '../../../src/sources/kinds/job-stream.ts';
import { openUpstream } from '../../../src/upstream/upstream.ts';
import { fakeUpstream, type Route } from '../../support/fake-upstream.ts';
import { aCall } from '../../support/upstream.ts';

async function streamOver(routes: Record<string, Route>) {
  const server = await fakeUpstream(routes);
  const upstream = openUpstream(jobstream, { mode: 'live', userAgent: 'test', baseUrl: server.url });
  return { stream: jobstream.open(upstream), asked: server.asked };
}

const anAd = {
  id: '30000001',
  original_id: null,
  headline: 'Murare',
  description: { text: 'Du murar. Ring Eva Exempelsson på 070-123 45 67.' },
  webpage_url: 'https://arbetsformedlingen.se/platsbanken/annonser/30000001',
  employer: { organization_number: '5560000001', name: 'Murarna AB', email: 'eva@example.org' },
  application_contacts: [{ name: 'Eva Exempelsson', telephone: '070-123 45 67' }],
  occupation: { concept_id: 'aaaa_bbb_ccc', label: 'Murare', legacy_ams_taxonomy_id: '2419' },
  occupation_group: { concept_id: 'gggg_bbb_ccc', label: 'Murare m.fl.', legacy_ams_taxonomy_id: '7112' },
  occupation_field: { concept_id: 'ffff_bbb_ccc', label: 'Bygg', legacy_ams_taxonomy_id: '2' },
  workplace_address: {
    municipality: 'Halmstad',
    municipality_code: '1380',
    municipality_concept_id: 'kUQB_KdK_kAh',
    region: 'Hallands län',
    region_code: '13',
    region_concept_id: 'wjee_qH2_yb6',
    country: 'Sverige',
    country_concept_id: 'i46j_HmG_v64',
  },
  must_have: {
    skills: [{ concept_id: 'ssss_bbb_001', label: 'Murning' }],
    languages: [{ concept_id: 'llll_bbb_ccc', label: 'Svenska' }],
  },
  nice_to_have: { skills: [{ concept_id: 'ssss_bbb_002', label: 'Putsning' }] },
  publication_date: '2026-08-12T09:00:00',
  last_publication_date: '2026-09-12T23:59:59',
  removed: false,
  timestamp: 1_786_518_000_123,
};

const span = { from: new Date('2026-08-12T06:00:00Z'), to: new Date('2026-08-12T07:30:00Z') };

describe('changes', () => {
  it('are requested in Swedish local time, with both ends', async () => {
    const { stream, asked } = await streamOver({ '*': { json: [] } });

    const { changes } = await stream.changes(span, aCall());

    expect(changes).toEqual([]);
    expect(asked).toEqual([
      'GET /v2/stream?updated-after=2026-08-12T08:00:00&updated-before=2026-08-12T09:30:00',
    ]);
  });

  it('are requested beyond the hour that occurs twice in autumn', async () => {
    const { stream, asked } = await streamOver({ '*': { json: [] } });

    // 02:30 local time, the first and the second time.
    await stream.changes(
      { from: new Date('2026-10-25T00:30:00Z'), to: new Date('2026-10-25T01:30:00Z') },
      aCall(),
    );

    expect(asked).toEqual([
      'GET /v2/stream?updated-after=2026-10-25T01:30:00&updated-before=2026-10-25T03:30:00',
    ]);
  });

  it('contain ads with occupations, places and skills, without contacts', async () => {
    const { stream } = await streamOver({ '*': { json: [anAd] } });

    const { changes, provenance } = await stream.changes(span, aCall());

    expect(changes).toMatchObject([
      {
        removal: null,
        ad: {
          ad: {
            nativeId: '30000001',
            originalId: '30000001',
            headline: 'Murare',
            occupationCode: '7112',
            removed: false,
          },
          occupations: ['aaaa_bbb_ccc', 'gggg_bbb_ccc', '7112', 'ffff_bbb_ccc'],
          places: ['1380', 'kUQB_KdK_kAh', '13', 'wjee_qH2_yb6', 'i46j_HmG_v64'],
          skills: ['ssss_bbb_001', 'ssss_bbb_002'],
          lastPublished: new Date('2026-09-12T21:59:59Z'),
          changedAt: new Date(1_786_518_000_123),
        },
      },
    ]);
    expect(changes[0]?.ad?.ad.publishedAt).toEqual(new Date('2026-08-12T07:00:00Z'));
    expect(JSON.stringify(changes)).not.toMatch(/Eva|\b070|example\.org/);
    expect(provenance).toMatchObject({ state: 'LIVE', sourceId: 'jobstream' });
  });

  const removal = { id: 30000002, removed: true, removed_date: '2026-08-12T09:10:11' };
  const ids = {
    occupation: 'aaaa_bbb_ccc',
    occupation_group: 'gggg_bbb_ccc',
    occupation_field: 'ffff_bbb_ccc',
    municipality: 'kUQB_KdK_kAh',
    region: 'wjee_qH2_yb6',
    country: null,
  };
  const asConcepts = Object.fromEntries(
    Object.entries(ids).map(([key, id]) => [key, id === null ? null : { concept_id: id, label: 'x' }]),
  );

  it.each<[string, object]>([
    ['plain ids', ids],
    ['concept objects', asConcepts],
  ])('contain removals with %s', async (_, described) => {
    const { stream } = await streamOver({ '*': { json: [{ ...removal, ...described }] } });

    const { changes } = await stream.changes(span, aCall());

    expect(changes).toEqual([
      {
        ad: null,
        removal: {
          id: '30000002',
          at: new Date('2026-08-12T07:10:11Z'),
          occupations: ['aaaa_bbb_ccc', 'gggg_bbb_ccc', 'ffff_bbb_ccc'],
          places: ['kUQB_KdK_kAh', 'wjee_qH2_yb6'],
        },
      },
    ]);
  });

  it('contain a removal with nothing but an id', async () => {
    const { stream } = await streamOver({ '*': { json: [{ id: '30000003', removed: true }] } });

    const { changes } = await stream.changes(span, aCall());

    expect(changes).toEqual([
      { ad: null, removal: { id: '30000003', at: null, occupations: [], places: [] } },
    ]);
  });

  it('leave out and count unreadable items', async () => {
    const { stream } = await streamOver({
      '*': { json: [anAd, { id: '30000009' }, null, { removed: true }] },
    });

    const { changes, dropped } = await stream.changes(span, aCall());

    expect([changes.length, dropped]).toEqual([1, 3]);
  });
});

describe('the snapshot', () => {
  it('hands over every ad, and returns the count', async () => {
    const { stream, asked } = await streamOver({
      '/v2/snapshot': { json: [anAd, { ...anAd, id: '30000002' }] },
    });
    const written: AdChange[] = [];

    const result = await stream.snapshot(async (changes) => void written.push(...changes), aCall());

    expect(result).toMatchObject({ items: 2, dropped: 0 });
    expect(written.map(({ ad }) => ad?.ad.nativeId)).toEqual(['30000001', '30000002']);
    expect(asked).toEqual(['GET /v2/snapshot']);
  });

  it('that was cut in the middle of an ad is an error, even when HTTP reports success', async () => {
    const whole = JSON.stringify([anAd, { ...anAd, id: '30000002' }]);
    const { stream } = await streamOver({ '*': { body: whole.slice(0, -200) } });

    await expect(stream.snapshot(async () => {}, aCall())).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
      message: expect.stringContaining('a part is missing'),
    });
  });
});
