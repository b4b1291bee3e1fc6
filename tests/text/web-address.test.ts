import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainUri, parsedUrl, termOrAddress, webAddress } from '../../src/text/web-address.ts';
import { runs } from '../support/runs.ts';

describe('an address of the web', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    [' HTTP://EXAMPLE.org ', 'http://example.org/'],
    ['https://exämple.org/å ä', 'https://xn--exmple-cua.org/%C3%A5%20%C3%A4'],
    [`https://example.org/"><script>'`, 'https://example.org/%22%3E%3Cscript%3E%27'],
  ])('is normalised: %s', (value, expected) => {
    expect(webAddress(value)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>',
    'ftp://example.org',
    'file:///etc/passwd',
    'https:evil.example',
    'https:/evil.example',
    'https:\\\\evil.example',
    'https:///evil.example',
    '//example.org',
    '/path',
    'https://exa\nmple.org',
    'https://user:secret@example.org',
    'https://user@example.org',
    `https://example.org/${'a'.repeat(2048)}`,
    `https://example.org/${'å'.repeat(500)}`,
    'https://',
    'https://[::1',
    '',
    null,
    undefined,
    7,
    {},
  ])('is null for %j', (value) => {
    expect(webAddress(value)).toBeNull();
  });

  it('is read after many calls too', () => {
    for (let call = 0; call < 100_000; call++) webAddress('https://exämple.org/å');

    expect(webAddress('https://exämple.org/å')).toBe('https://xn--exmple-cua.org/%C3%A5');
  });

  it('is what the parser makes of it, however normal it looks', () => {
    const of = (...parts: string[]) => fc.array(fc.constantFrom(...parts), { maxLength: 4 });
    const hosts = of('example', 'xn--a', 'a-b', 'a--b', '-a', '1', '0x1', 'å', 'A', 'a_b', 'org', 'se', '');
    const paths = of('a', 'b.c', '.', '..', '.a', '%2e', '%2E.', '~', '', 'å', 'a b', "'", 'a:b');
    const ends = fc.constantFrom('', '?', '?a=b&c=1', '?a=å', '#', '#a', '?a=b#c', ':80/a', '?..', '#..');
    fc.assert(
      fc.property(hosts, paths, ends, fc.constantFrom('http', 'https'), (host, path, end, scheme) => {
        const text = `${scheme}://${host.join('.')}/${path.join('/')}${end}`;
        const address = webAddress(text);
        if (address !== null) expect(address).toBe(parsedUrl(text)?.href.replaceAll("'", '%27'));
        else expect(host.join('.') === '' || parsedUrl(text) === null).toBe(true);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('is of http or https, as the parser writes it, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withFragments: true })), (text) => {
        const address = webAddress(text);
        if (address === null) return;
        expect(address).toMatch(/^https?:\/\/[^\s"'<>`\\]+$/);
        expect(webAddress(address)).toBe(address);
      }),
    );
  });
});

describe('a term or address', () => {
  it.each([
    ['CC-BY-4.0', 'CC-BY-4.0'],
    ['Fritt: se villkoren', 'Fritt: se villkoren'],
    ['http://example.org', 'http://example.org/'],
    ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['javascript:alert(1)', null],
    ['\u0001javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['vbscript:x', null],
    ['', null],
  ])('%j becomes %j', (value, expected) => {
    expect(termOrAddress(value)).toBe(expected);
  });
});

it.each([
  ['https://example.org/a', true],
  ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', true],
  ['javascript:alert(1)', false],
  ['https://example.org/"', false],
  ['https://example.org/a b', false],
])('takes %s as plain: %s', (uri, isPlain) => {
  expect(isPlainUri(uri)).toBe(isPlain);
});
