import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scrubRecording } from '../../src/text/scrub-recording.ts';

it.each([
  ['an e-mail address', '{"text":"Skriv till eva.exempel@example.se."}', 'eva.exempel'],
  ['a mailto link', '{"href":"mailto:eva%40example.se"}', 'eva%40'],
  ['a key that is an address', '{"mailto:eva@example.se":{"type":"uri"}}', 'eva@'],
  ['an international number', '{"text":"Ring +46 8 123 456 78"}', '123 456'],
  ['a Swedish number', '{"text":"Ring 08-123 456 78 i dag"}', '123 456'],
  ['a personal number', '{"text":"född 19800102-1234"}', '19800102'],
  [
    'the value of a key that holds personal data',
    '{"kontaktperson":"Eva","vcard:hasTelephone":{"value":"12345"}}',
    'Eva',
  ],
  ['an e-mail address in an answer that is not JSON', 'Kontakt: eva@example.se', 'eva@'],
])('blanks %s', (_, body, secret) => {
  expect(scrubRecording(body)).not.toContain(secret);
});

it('blanks the values of the keys that a source lists, and keeps their shape', () => {
  const clean = scrubRecording('{"talare":"Eva","antal":3,"anforande":{"text":["a","b"]}}', [
    'talare',
    'anforande',
  ]);

  expect(JSON.parse(clean)).toEqual({
    talare: 'Exempel',
    antal: 3,
    anforande: { text: ['Exempel', 'Exempel'] },
  });
});

it.each([
  '{"id":"0587736055221","date":"2024-01-15","rm":"2025/26","n":1234567890}',
  '{"orgnr":"202100-6883","uri":"https://example.org/0123456789","at":"2024-01-15T08:00:00+01:00"}',
])('leaves ids, dates and web addresses unchanged: %s', (body) => {
  expect(JSON.parse(scrubRecording(body))).toEqual(JSON.parse(body));
});

it('keeps the shape of any JSON', () => {
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shape)
      : typeof value === 'object' && value !== null
        ? Object.values(value).map(shape)
        : typeof value;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const before: unknown = JSON.parse(JSON.stringify(value));

      expect(shape(JSON.parse(scrubRecording(JSON.stringify(value))))).toEqual(shape(before));
    }),
  );
});
