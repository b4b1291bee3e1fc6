import { describe, expect, it } from 'vitest';
import { exampleAds, exampleCounts } from '../../../src/sources/jobtech/sample.ts';

const asked = (query: string) => new URLSearchParams(query);

describe('example ads', () => {
  it('are as many in all places together as they are counted', () => {
    const counted = exampleCounts('region', asked('')).length;

    expect(exampleAds(asked(''))).toHaveLength(counted);
    expect(exampleAds(asked('region=14'))).toHaveLength(
      exampleCounts('municipality', asked('region=14')).length,
    );
  });

  it('are in the place and of the occupation asked for', () => {
    const [ad] = exampleAds(asked('municipality=kUQB_KdK_kAh&occupation-group=2221'));

    expect(ad).toMatchObject({
      headline: 'Exempel: sjuksköterska',
      occupation: { label: 'Sjuksköterska, grundutbildad' },
      occupation_group: { legacy_ams_taxonomy_id: '2221' },
      workplace_address: { municipality: 'Halmstad', region_code: '13' },
    });
    expect(exampleAds(asked('occupation-group=9999'))[0]?.occupation).toBeNull();
  });

  it('are published before today, the newest first', () => {
    const times = exampleAds(asked('')).map(({ publication_date: at }) => at);

    expect(times).toEqual(times.toSorted().reverse());
    expect(Date.parse(`${times[0]}Z`)).toBeLessThan(Date.now());
  });
});
