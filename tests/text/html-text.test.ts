import { expect, it } from 'vitest';
import { htmlText, withoutEntities, withoutTags } from '../../src/text/html-text.ts';

it.each([
  [
    '<p>Ett <b>litet</b>\r\n exempel</p><ul><li>a</li><li>b &amp; c</li></ul>',
    'Ett litet exempel\n\na\n\nb & c',
  ],
  ['En rad<br>till', 'En rad\n\ntill'],
  ['<script>alert(1)</script><style>p {}</style>Synligt', 'Synligt'],
  ['a &lt; b', 'a < b'],
])('reads the HTML %j as text, each block on a line of its own', (html, expected) => {
  expect(htmlText(html)).toBe(expected);
});

it('reads elements that are nested a hundred thousand deep', () => {
  expect(htmlText(`${'<b>'.repeat(100_000)}djupt`)).toBe('djupt');
});

it.each([
  ['Lagf&ouml;rslagen<BR/>om b&aring;tar &amp; &#8211; &#xE5;', 'Lagförslagen om båtar & – å'],
  ['<p>Herr talman!</p>\r\n<p>Tack.</p>', 'Herr talman!\nTack.'],
  ['5 < 6 &okänt; & mer', '5 < 6 &okänt; & mer'],
])('takes tags and entities out of %j, and keeps its line breaks', (text, expected) => {
  expect(withoutTags(text)).toBe(expected);
});

it('keeps the cells of a table apart, and its rows on lines of their own', () => {
  expect(
    htmlText('<table><tr><th>Ort</th><th>Lön</th></tr><tr><td>Umeå</td><td>31 000</td></tr></table>'),
  ).toBe('Ort Lön\n\nUmeå 31 000');
});

it.each([
  ['R&amp;D &#8211; S&oslash;ker &eacute;n &Aring;sa', 'R&D – Søker én Åsa'],
  ['&amp;lt;b&amp;gt; en g&aring;ng', '&lt;b&gt; en gång'],
  ['&#150; &euro;&hellip;', '– €…'],
  ['AT&T, a & b, &okänt; &inget;', 'AT&T, a & b, &okänt; &inget;'],
  ['a&#0;b&#xD800;c&shy;d&#7;e', 'abcde'],
])('makes characters of the entities of %j once, and leaves what is none', (text, expected) => {
  expect(withoutEntities(text)).toBe(expected);
});
