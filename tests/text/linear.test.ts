import { describe, expect, it } from 'vitest';
import { withoutComments } from '../../src/sources/riksdagen/text.ts';
import { fold, foldWords, withoutDiacritics } from '../../src/text/fold.ts';
import { htmlText, withoutTags } from '../../src/text/html-text.ts';
import { webAddress } from '../../src/text/web-address.ts';
import { wordsOf } from '../../src/text/words.ts';
import { isSameId } from '../../src/upstream/echo.ts';

/** Texts that sources may send, each a megabyte of the same signs. In quadratic time one takes minutes. */
const SIGNS = [
  '<!--',
  '<!-- x',
  '<',
  '<a b="',
  '&',
  '/*',
  '//',
  '"',
  '\\',
  '"\\',
  ' \n',
  '\u0300\u0323',
  'a\u0323\u0300',
  'a.',
  '@',
  '-',
];

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  withoutComments,
  fold,
  foldWords,
  withoutDiacritics,
  withoutTags,
  wordsOf,
  webAddress,
  isSameId: (text) => isSameId(text, `${text}a`),
  // parse5 builds a tree of it, at some 10 MB/s.
  htmlText: (text) => htmlText(text.slice(0, 100_000)),
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it.each(SIGNS)('ends for a megabyte of %j', (signs) => {
    const text = signs.repeat(1_000_000 / signs.length);

    expect(() => read(`x${text}!`)).not.toThrow();
  });
});

describe('comments in JSON', () => {
  it.each([
    ['{"a": 1 /* x */ }', '{"a": 1   }'],
    ['<!-- x -->{"a": "<!-- y -->"}', ' {"a": "<!-- y -->"}'],
    ['{"a": "http://b" // x\n}', '{"a": "http://b"  \n}'],
    ['{"a": "\\"/* b */"}// x', '{"a": "\\"/* b */"} '],
    // What is cut stays, and is then no JSON.
    ['{"a": 1} <!-- x', '{"a": 1} <!-- x'],
    ['{"a": 1} /* <!-- x -->', '{"a": 1} /*  '],
    ['{"a": "b /* c */', '{"a": "b /* c */'],
  ])('become a blank: %s', (json, expected) => {
    expect(withoutComments(json)).toBe(expected);
  });
});
