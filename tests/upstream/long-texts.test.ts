import { expect, it } from 'vitest';
import { z } from 'zod';
import { textOf } from '../../src/entities/job-ad.ts';
import { finishedAd } from '../../src/sources/jobtech/finished-ad.ts';
import { unreadText } from '../../src/sources/jobtech/unread-text.ts';
import { unstatedAd } from '../../src/sources/jobtech/unstated-ad.ts';
import { decodeBody } from '../../src/upstream/decode.ts';

const any = z.unknown();
const decoded = (value: unknown) =>
  decodeBody('test-source', JSON.stringify(value), { format: 'json', schema: any, leftOut: 'contacts' });

it('cuts titles and texts of an answer that nobody has written so long, and counts them as unread', async () => {
  const { value, unread } = await decoded({
    title: 'ord '.repeat(750_000),
    'http://purl.org/dc/terms/title': [{ type: 'literal', value: 'ord '.repeat(2_000) }],
    notes: 'ord '.repeat(40_000),
    description: 'ord '.repeat(2_000),
  });
  const found = z
    .object({ title: z.string(), notes: z.string(), description: z.string() })
    .catchall(any)
    .parse(value);

  expect(found.title.length).toBeLessThanOrEqual(4_000);
  expect(JSON.stringify(found['http://purl.org/dc/terms/title']).length).toBeLessThan(4_100);
  expect(found.notes.length).toBeLessThanOrEqual(100_000);
  expect(found.notes).toMatch(/ ord…$/);
  expect(found.description).toBe('ord '.repeat(2_000));
  expect(unread).toBe(3);
});

it('lets others work while the masker reads many texts of an answer', async () => {
  const texts = Array.from({ length: 300 }, (_, at) => ({
    notes: `Kontakta Kim Exempel ${at}, kim@post.example. `.repeat(20),
  }));
  const reading = decoded({ texts });

  expect(reading).toBeInstanceOf(Promise);
  expect(JSON.stringify((await reading).value)).not.toMatch(/kim|post\.example/i);
});

it('cuts the texts of an ad', () => {
  const ad = finishedAd({
    ...unstatedAd(),
    webpageUrl: null,
    links: [],
    nativeId: '1',
    country: 'SE',
    headline: 'x'.repeat(3_000_000),
    employer: 'Exempel '.repeat(10_000),
    description: 'ord '.repeat(500_000),
  });

  expect(ad.headline.length).toBeLessThanOrEqual(4_000);
  expect(ad.employer?.length).toBeLessThanOrEqual(4_000);
  expect(textOf(ad.description)?.length).toBeLessThanOrEqual(100_000);
});

it('reads the long description of an ad in several turns', async () => {
  const text = 'Kontakta Hilda Hemligh, 070-174 06 98. Vi söker en svetsare.\n'.repeat(1_500);
  let taken = 0;
  const turns = {
    take: async <T>(work: () => T): Promise<T> => {
      taken++;
      return work();
    },
  };

  const masked = await unreadText(text, 'SE').inTurn(turns);

  expect(taken).toBeGreaterThanOrEqual(text.length / 8_000);
  expect(masked).not.toMatch(/hemligh|174 06/i);
  expect(masked).toBe(unreadText(text, 'SE').masked);
});
