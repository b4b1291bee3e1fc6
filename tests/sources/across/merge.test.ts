import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobAd } from '../../../src/entities/job-ad.ts';
import { entity } from '../../../src/entities/node.ts';
import { DataState, Provenance } from '../../../src/entities/provenance.ts';
import { CursorError, searchMark } from '../../../src/sources/across/list-cursor.ts';
import { type CursorsBySource, mergePages, type SourcePage } from '../../../src/sources/across/merge.ts';
import { type Continuation, readCursor, writeCursor } from '../../../src/sources/across/merged-cursor.ts';
import type { Shown } from '../../../src/sources/across/shown.ts';
import { shownBefore, shownSince } from '../../../src/sources/across/shown.ts';
import { adMerge, distinctAds } from '../../../src/sources/kinds/job-ads.ts';

const provenance = (sourceId: string) => entity(Provenance, { sourceId, state: DataState.LIVE });
function ad(source: string, id: string, day: number, changes: Partial<JobAd> = {}): JobAd {
  return entity(JobAd, {
    nativeId: id,
    headline: `Exempel ${id}`,
    employer: 'Exempel AB',
    originalId: null,
    placeConceptId: 'AvNB_uwa_6n6',
    workplaceLocality: null,
    publishedAt: new Date(Date.UTC(2026, 0, day)),
    links: [{ site: source, url: `https://${source}.example/${id}` }],
    country: 'SE',
    provenance: provenance(source),
    ...changes,
  });
}
function pageOf(id: string, ads: JobAd[], { from = '', isLast = true } = {}): SourcePage<JobAd> {
  const items = ads.map((node, at) => ({
    node,
    next: String(Number(from) + at + 1),
    order: -(node.publishedAt?.getTime() ?? 0),
  }));
  return { id, from, page: { items, isLast, total: ads.length, provenance: provenance(id) } };
}
const mergeAds = (pages: SourcePage<JobAd>[], limit: number, shown: Shown = {}) =>
  mergePages(pages, limit, adMerge, shown);
const ids = (merged: ReturnType<typeof mergeAds>) => merged.items.map((one) => one.node.nativeId);

describe('ads of several searches', () => {
  it('stand once each, and so does what two sources have, with the links of both', () => {
    const copy = { headline: 'Exempel a' };

    const ads = distinctAds([
      ad('one', 'a', 5),
      ad('one', 'b', 4),
      ad('one', 'a', 5),
      ad('two', 'x', 7, copy),
      ad('two', 'x', 7, copy),
      ad('one', 'c', 3, copy),
    ]);

    // One source's ads are never each other's copies.
    expect(ads.map(({ nativeId }) => nativeId)).toEqual(['a', 'b', 'c']);
    expect(ads[0]?.links.map(({ site }) => site)).toEqual(['one', 'two']);
  });
});

describe('merging', () => {
  it('puts the newest first and gives the position after it in each list', () => {
    const one = pageOf('one', [ad('one', 'a', 9), ad('one', 'c', 5)], { isLast: false });
    const two = pageOf('two', [ad('two', 'b', 7), ad('two', 'd', 3)]);

    const merged = mergeAds([one, two], 2);

    expect(ids(merged)).toEqual(['a', 'b']);
    expect(merged.items.map(({ after }) => after())).toEqual([
      { one: '1', two: '' },
      { one: '1', two: '1' },
    ]);
    expect(merged.hasMore).toBe(true);
  });

  it('knows that a list without any ad has ended', () => {
    const merged = mergeAds([pageOf('one', [ad('one', 'a', 9)], { isLast: false }), pageOf('two', [])], 1);

    expect(merged.items[0]?.after()).toEqual({ one: '1', two: null });
  });

  it('shows the same ad once, as the first source has it, with the links of both', () => {
    const copy = { headline: 'EXEMPEL  Utvecklare', employer: 'exempel ab' };
    const one = pageOf('one', [ad('one', 'a', 5, { headline: 'Exempel: utvecklare'.replace(':', '') })]);
    const two = pageOf('two', [ad('two', 'b', 7, copy), ad('two', 'c', 6)]);

    const merged = mergeAds([one, two], 10);

    expect(ids(merged)).toEqual(['a', 'c']);
    expect(merged.items[0]?.node.links.map(({ site }) => site)).toEqual(['one', 'two']);
    expect(merged.items[1]?.after()).toEqual({ one: null, two: null });
  });

  it('takes the id of first publication for proof, whatever else differs', () => {
    const one = pageOf('one', [ad('one', 'a', 5, { originalId: '7' })]);
    const two = pageOf('two', [ad('two', 'b', 5, { originalId: '7', employer: 'Exempelföretaget' })]);

    expect(ids(mergeAds([one, two], 10))).toEqual(['a']);
  });

  it.each([
    ['in another place', { placeConceptId: 'PVZL_BQT_XtL' }],
    ['in another country', { country: 'NO' }],
    ['of another employer', { employer: 'Exempel Två' }],
    ['without an employer', { employer: null }],
    ['without a place', { placeConceptId: null }],
  ])('does not take an ad for the same %s', (_, changes) => {
    const one = pageOf('one', [ad('one', 'a', 5, { headline: 'Exempel' })]);
    const two = pageOf('two', [ad('two', 'b', 4, { headline: 'Exempel', ...changes })]);

    expect(ids(mergeAds([one, two], 10))).toEqual(['a', 'b']);
  });

  it('does not take two ads of one source for the same', () => {
    const same = { headline: 'Exempel' };
    const one = pageOf('one', [ad('one', 'a', 5, same), ad('one', 'b', 4, same)]);

    expect(ids(mergeAds([one], 10))).toEqual(['a', 'b']);
  });

  it('leaves out what another source gave on a page before, and not what the same source gave', () => {
    const same = { headline: 'Exempel' };
    const given = mergeAds(
      [pageOf('one', [ad('one', 'a', 9, same)], { isLast: false }), pageOf('two', [])],
      1,
    );
    const shown = shownSince({}, given.items);

    const one = pageOf('one', [ad('one', 'b', 5, same)], { from: '1' });
    const two = pageOf('two', [ad('two', 'c', 4, same), ad('two', 'd', 3)]);
    const merged = mergeAds([one, two], 10, shown);

    expect(ids(merged)).toEqual(['b', 'd']);
    expect(merged).toMatchObject({ repeated: 0, after: { one: null, two: null } });
    const onlyRepeated = mergeAds([pageOf('two', [ad('two', 'c', 4, same)])], 10, shown);
    expect(onlyRepeated).toMatchObject({ items: [], repeated: 1, after: { two: null }, hasMore: false });
  });

  it('remembers so much as fits a cursor, the newest', () => {
    const given = Array.from({ length: 2000 }, (_, at) => ({
      sourceIds: ['one'],
      proofs: () => [`proof ${at}`],
    }));

    const shown = shownSince({}, given);

    expect(JSON.stringify(shown).length).toBeLessThan(3100);
    expect(shownBefore(shown)?.('two', ['proof 1999'])).toBe(true);
    expect(shownBefore(shown)?.('two', ['proof 1'])).toBe(false);
    expect(shownBefore(shown)?.('one', ['proof 1999'])).toBe(false);
  });

  it('walks any lists to their end, page by page, every ad once and in order', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), { maxLength: 40 });
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 7 }), (ones, twos, size) => {
        const stock = { one: [...ones].sort((a, b) => b - a), two: [...twos].sort((a, b) => b - a) };
        const fetch = (id: 'one' | 'two', from: string): SourcePage<JobAd> => {
          const offset = Number(from);
          const days = stock[id].slice(offset, offset + size);
          const isLast = offset + size >= stock[id].length;
          return pageOf(
            id,
            days.map((day) => ad(id, `${id}${day}`, day)),
            { from, isLast },
          );
        };
        const walked: JobAd[] = [];
        let places: CursorsBySource = { one: '', two: '' };
        for (let page = 0; page < 200; page++) {
          const pages = (['one', 'two'] as const).flatMap((id) =>
            typeof places[id] === 'string' ? fetch(id, places[id]) : [],
          );
          const merged = mergeAds(pages, size);
          walked.push(...merged.items.map((one) => one.node));
          if (!merged.hasMore) break;
          places = { ...places, ...merged.items.at(-1)?.after() };
        }

        const times = walked.map(({ publishedAt }) => publishedAt?.getTime() ?? 0);
        expect(times).toEqual([...times].sort((a, b) => b - a));
        expect(new Set(walked.map(({ nativeId }) => nativeId)).size).toBe(walked.length);
        expect(walked).toHaveLength(ones.length + twos.length);
      }),
    );
  });
});

describe('a cursor', () => {
  const now = Date.parse('2026-08-01T12:00:00Z');
  const mark = searchMark({ text: 'exempel' });
  const written = (cursor: Continuation, at = now, search = mark) => writeCursor(search, cursor, at);
  const read = (cursor: string) => readCursor(cursor, mark, now, 2);

  it('reads back as what it was made of', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.option(fc.string({ maxLength: 40 })), {
          minKeys: 1,
        }),
        fc.option(fc.nat()),
        (places, total) => {
          fc.pre(Object.values(places).some((place) => place !== null));

          const cursor = written({ cursors: places, total, shown: { one: 'abcde' } });
          const found = read(cursor);

          expect({ ...found, cursors: { ...found.cursors } }).toEqual({
            cursors: { ...places },
            total,
            shown: { one: 'abcde' },
          });
        },
      ),
    );
  });

  it.each([
    [
      'of another search',
      written({ cursors: { one: '1' }, total: 1, shown: {} }, now, searchMark({})),
      /another search/,
    ],
    [
      'of the day before yesterday’s eve',
      written({ cursors: { one: '1' }, total: 1, shown: {} }, now - 3 * 86_400_000),
      /expired/,
    ],
    ['at the end', written({ cursors: { one: null }, total: 1, shown: {} }), /end of the list/],
    ['of another list', Buffer.from('offset:3').toString('base64url'), /not a cursor of this list/],
    ['that is nonsense', '%%%', /not a cursor of this list/],
  ])('%s is refused in words', (_, cursor, message) => {
    expect(() => read(cursor)).toThrow(CursorError);
    expect(() => read(cursor)).toThrow(message);
  });
});
