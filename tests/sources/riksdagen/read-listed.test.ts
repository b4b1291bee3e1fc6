import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { documentList, readListed } from '../../../src/sources/riksdagen/document-list.ts';
import { listedDocument } from '../../../src/sources/riksdagen/documents.ts';
import { many } from '../../../src/sources/riksdagen/wire.ts';
import { countItems, readWith } from '../../../src/upstream/dropped-items.ts';
import { runs } from '../../support/runs.ts';

/** What a field may hold instead of what the API documents. */
const odd = fc.oneof(
  fc.constantFrom(null, undefined, '', ' ', 0, -0, 1.5, Number.POSITIVE_INFINITY, Number.NaN, true, [], {}),
  fc.array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 2 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 10, arbitrary: right }, { weight: 1, arbitrary: odd });
const text = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constantFrom('bet', ' Exempel ', '<p>Exempel</p>&amp;', 'en\nrad', '2026-06-30', '2026-02-31 00:00:00'),
);
const link = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('//data.riksdagen.se/dokument/HE01X1.html', 'javascript:1'),
);
const person = fc.record(
  {
    roll: mostly(fc.constantFrom('undertecknare', 'ställd till', 'besvaradav')),
    namn: mostly(text),
    partibet: mostly(fc.constantFrom('S', 'fp', '-')),
    talare: mostly(fc.constantFrom('Exempel Ett (S)', 'Exempel Två')),
    parti: mostly(fc.constantFrom('S', '')),
    intressent_id: mostly(fc.constantFrom('0', '0123', 123)),
  },
  { requiredKeys: [] },
);
const persons = fc.oneof(mostly(person), fc.array(mostly(person), { maxLength: 3 }));
const file = fc.record(
  { typ: mostly(text), namn: mostly(text), storlek: mostly(fc.integer()), url: mostly(link) },
  { requiredKeys: [] },
);
const names = 'doktyp typ subtyp titel undertitel subtitel rm organ beteckning status datum summary notis';
const document = fc.record(
  {
    dok_id: mostly(fc.constantFrom('HE01X1', 12)),
    ...Object.fromEntries(names.split(' ').map((name) => [name, mostly(text)])),
    beslutsdag: mostly(text),
    dokument_url_html: mostly(link),
    dokument_url_text: mostly(link),
    dokintressent: mostly(fc.record({ intressent: persons })),
    debatt: mostly(fc.record({ anforande: persons })),
    filbilaga: mostly(fc.record({ fil: fc.array(mostly(file), { maxLength: 2 }) })),
  },
  { requiredKeys: [] },
);

const quick = z.array(
  readWith(z.unknown(), (value, reader, issues) => {
    const found = readListed(value, reader);
    if (found !== undefined) return found;
    issues.addIssue({ code: 'custom', message: 'is not of the usual shape' });
    return z.NEVER;
  }),
);

it('reads by hand what the schema reads of a document, with the same counts, and refuses what it refuses', () => {
  let read = 0;
  fc.assert(
    fc.property(mostly(document), (value) => {
      const expected = countItems(z.array(listedDocument), [value]);
      const found = countItems(quick, [value]);
      expect(found.read.success).toBe(expected.read.success);
      expect(found.read.data).toStrictEqual(expected.read.data);
      expect(found.items).toEqual(expected.items);
      if (found.read.success) read++;
    }),
    { numRuns: runs(1000) },
  );
  expect(read).toBeGreaterThan(300);
});

it('reads a page as one by the schema alone', () => {
  const bySchema = z.object({ dokumentlista: z.object({ dokument: many(listedDocument) }) });
  fc.assert(
    fc.property(fc.array(mostly(document), { maxLength: 4 }), (dokument) => {
      const page = { dokumentlista: { '@traffar': '4', dokument } };
      const expected = countItems(bySchema, page);
      const found = countItems(documentList, page);
      expect(found.read.success).toBe(expected.read.success);
      expect(found.read.data?.dokumentlista.items).toStrictEqual(expected.read.data?.dokumentlista.dokument);
      expect(found.items).toEqual(expected.items);
    }),
    { numRuns: runs(300) },
  );
});
