import { describe, expect, it } from 'vitest';
import { answersOf, doubtsOf, interpreted } from './interpreted.ts';

async function read(body: string, manifest: Record<string, unknown> = {}) {
  const found = await interpreted('sida.html', body, { kind: 'ARTICLE', ...manifest });
  const blocks = found.original.blocks.filter(({ displayText }) => displayText !== null);
  return { ...found, shown: blocks.map(({ displayText }) => displayText), blocks };
}

describe('a sentence of HTML', () => {
  it.each([
    ['ins', '<p>Vi vill <ins>inte</ins> höja skatten.</p>'],
    ['a place of Word', '<p>Vi vill <st1:place w:st="on">inte</st1:place> höja skatten.</p>'],
    ['a paragraph mark of Word', '<p class=MsoNormal>Vi vill inte höja skatten.<o:p></o:p></p>'],
    ['a custom element', '<p>Vi vill <x-ord data-a="b">inte</x-ord> höja skatten.</p>'],
    ['an unknown element', '<p>Vi vill <ord>inte</ord> höja skatten.</p>'],
    [
      'elements in elements',
      '<p>Vi <b><i>vill <u>inte</u></i></b> höja <a href="/s"><span>skatten</span></a>.</p>',
    ],
    ['letters by reference', '<p>Vi vill inte h&ouml;ja sk&#97;tten.</p>'],
    ['an end tag without a start', '<p>Vi vill</b> inte höja</font> skatten.</p>'],
    ['a comment', '<p>Vi vill <!-- alltid --> inte höja skatten.</p>'],
    ['no paragraph', '<div>Vi vill inte höja skatten.</div>'],
    ['nothing around it', 'Vi vill inte höja skatten.'],
    ['a link', '<p><a href="/skatt">Vi vill inte höja skatten.</a></p>'],
    ['a form of the whole page', '<form action="/"><p>Vi vill inte höja skatten.</p></form>'],
    ['line breaks of the file', '<p>Vi vill\n   inte höja\n   skatten.</p>'],
  ])('is whole with %s', async (_, body) => {
    const { shown, warnings, account } = await read(`<h1>Skatt</h1>${body}`);

    expect(shown).toEqual(['Skatt', 'Vi vill inte höja skatten.']);
    expect(warnings).toEqual([]);
    expect(account.leftOut).toBe(0);
  });

  it('leaves out what is struck through, and lists it', async () => {
    const { shown, account } = await read(
      '<h1>Skatt</h1><p>Vi vill <del>alltid</del> <s>aldrig</s> höja den.</p>',
    );

    expect(shown).toEqual(['Skatt', 'Vi vill höja den.']);
    expect(account.leftOutItems.map(({ text, reason }) => [text, reason])).toEqual([
      ['alltid', 'struck through'],
      ['aldrig', 'struck through'],
    ]);
  });
});

describe('the passages of HTML', () => {
  it.each([
    ['two line breaks', 'Ett.<br><br>Två.<br />\n<br />Tre.'],
    ['divisions', '<div><div>Ett.</div><div>Två.<div>Tre.</div></div></div>'],
    ['loose text between paragraphs', '<div><p>Ett.</p>Två.<p>Tre.</p></div>'],
    ['elements that are not known', '<x-a>Ett.</x-a><x-b>Två.</x-b><x-c>Tre.</x-c>'],
    ['sections and quotes', '<section>Ett.</section><blockquote>Två.</blockquote><dl><dd>Tre.</dd></dl>'],
    ['details', '<details><summary>Ett.</summary>Två.<p>Tre.</p></details>'],
    ['text after a list', '<ul><li>Ett.</li><li><p>Två.</p></li></ul>Tre.'],
  ])('are divided by %s', async (_, body) => {
    const { shown } = await read(`<h1>Rubrik</h1>${body}`);

    expect(shown).toEqual(['Rubrik', 'Ett.', 'Två.', 'Tre.']);
  });

  it('are items, also with paragraphs in them, with their numbers', async () => {
    const { blocks } = await read('<h1>R</h1><ol start=3><li><p>Tre</p><p>mer</p></li><li>Fyra</li></ol>');

    expect(blocks.map(({ role }) => role)).toEqual(['TITLE', 'LIST_ITEM', 'PARAGRAPH', 'LIST_ITEM']);
  });

  it.each([
    ['a menu', '<nav>Hem</nav>'],
    ['the foot of the page', '<footer>Kontakta oss</footer>'],
    ['a banner for cookies', '<div class="cookie-banner">Vi använder kakor.</div>'],
    ['a button', '<button>Stäng</button>'],
    ['links to share', '<div class="share-buttons"><a href="#">Dela</a></div>'],
  ])('are not %s, which the account lists', async (_, body) => {
    const { shown, account } = await read(
      `${body}<h1>Rubrik</h1><p>Ett stycke som är längre än resten av sidan.</p>`,
    );

    expect(shown).toEqual(['Rubrik', 'Ett stycke som är längre än resten av sidan.']);
    expect(account.pageItems).toHaveLength(1);
  });

  it('are those of the main part, and the rest is listed', async () => {
    const { shown, account } = await read(
      '<div>Annons</div>\n<main><h1>Rubrik</h1><p>Ett stycke.</p></main>\n<p>Läs en annan sak.</p>',
    );

    expect(shown).toEqual(['Rubrik', 'Ett stycke.']);
    expect(account.leftOutItems.map(({ line, text }) => [line, text])).toEqual([
      [1, 'Annons'],
      [3, 'Läs en annan sak.'],
    ]);
  });

  it('are left out where they are hidden, listed, and doubted with their lines', async () => {
    const { shown, account, warnings } = await read(
      '<h1>R</h1><p>Ett.</p>\n<p style="display: none">Gömt.</p>\n<p>Två <span hidden>ord</span>.</p>',
    );

    expect(shown).toEqual(['R', 'Ett.', 'Två .']);
    expect(account.leftOutItems.map(({ line, text, reason }) => [line, text, reason])).toEqual([
      [2, 'Gömt.', 'hidden'],
      [3, 'ord', 'hidden'],
    ]);
    expect(warnings.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 “Gömt.” is left out (hidden), and so is one more passage (line 3); check that it may be',
    ]);
  });

  it('are those of Word: titles, lists, tables and footnotes', async () => {
    const { blocks, account } = await read(
      `<p class=MsoTitle>Rubrik</p><p class=MsoNormal>Text<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> här.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Punkt</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Ett</p></td><td><p class=MsoNormal>Två</p></td></tr></table>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1"><span>[1]</span></a> Fotnoten</p></div></div>`,
    );

    expect(blocks.map(({ role, displayText }) => [role, displayText])).toEqual([
      ['TITLE', 'Rubrik'],
      ['LEAD', 'Text här.'],
      ['LIST_ITEM', 'Punkt'],
      ['PARAGRAPH', 'Ett'],
      ['PARAGRAPH', 'Två'],
      ['FOOTNOTE', 'Fotnoten'],
    ]);
    expect(account.leftOutItems.map(({ text }) => text)).toEqual(['[1]', '1.', '[1]']);
  });

  it('keep a heading that is split from its paragraph free of tags', async () => {
    const { shown } = await read('<p>Rubrik</p><p><b>Går det bra?</b> Ja, <i>mycket</i> bra.</p>', {
      headings: [{ lines: 1, text: 'Går det bra?' }],
      title: 'Rubrik',
    });

    expect(shown).not.toContain(expect.stringContaining('<'));
  });
});

it('a compass in HTML of one line has its questions listed and repeated', async () => {
  const found = await interpreted(
    'sida.html',
    '<h1>Enkät</h1><ol><li>Vad?<li>Hur?</ol><h2>1. Vad?</h2><h3>C</h3><p>Ja.</p><h2>2. Hur?</h2><h3>C</h3><p>Nej.</p>',
  );

  expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Ja.', '2/C': 'ANSWERED Nej.' });
});

describe('a compass in HTML', () => {
  const page = (answers: string) => `<main><h1>Enkät</h1><h2>1. Vad vill ni?</h2>${answers}</main>`;
  const expected = { '1/C': 'ANSWERED Vi vill gallra.', '1/L': 'ANSWERED Vi vill så.' };

  it.each([
    [
      'panels that are hidden',
      '<h3><button aria-expanded="false" aria-controls="c">Centern</button></h3><div id="c" role="region" hidden><p>Vi vill gallra.</p></div><h3><button aria-expanded="false" aria-controls="l">Liberalerna</button></h3><div id="l" role="region" hidden><p>Vi vill så.</p></div>',
    ],
    [
      'panels that a class hides',
      '<button data-bs-target="#c" data-bs-toggle="collapse">C</button><div class="collapse" id="c" style="display:none">Vi vill gallra.</div><button data-bs-target="#l">L</button><div class="collapse" id="l" aria-hidden="true">Vi vill så.</div>',
    ],
    [
      'panels that only their place joins to a button',
      '<button>Centern</button><div hidden>Vi vill gallra.</div><button aria-expanded=false>L</button><div style="display:none"><p>Vi vill så.</p></div>',
    ],
    [
      'panels below headings',
      '<h3>Centern</h3><div hidden>Vi vill gallra.</div><div role=button>L</div><div hidden>Vi vill så.</div>',
    ],
    [
      'details',
      '<details><summary>C</summary><p>Vi vill gallra.</p></details><details><summary>L</summary><p>Vi vill så.</p></details>',
    ],
    [
      'labels',
      '<input type=checkbox id=a><label for=a>C</label><div>Vi vill gallra.</div><input type=checkbox id=b><label for=b>L</label><div>Vi vill så.</div>',
    ],
    [
      'bold text before a line break',
      '<p><strong>C</strong><br>Vi vill gallra.</p><p><strong>L</strong><br>Vi vill så.</p>',
    ],
    [
      'bold text in the sentence',
      '<p><b>Centern:</b> Vi vill gallra.</p><p><b>Liberalerna:</b> Vi vill så.</p>',
    ],
    ['one paragraph with line breaks', '<p>C<br>Vi vill gallra.<br><br>L<br>Vi vill så.</p>'],
    ['terms and descriptions', '<dl><dt>C</dt><dd>Vi vill gallra.</dd><dt>L</dt><dd>Vi vill så.</dd></dl>'],
  ])('has its answers in %s', async (_, answers) => {
    const found = await interpreted('sida.html', page(answers));

    expect(answersOf(found)).toEqual(expected);
    expect(doubtsOf(found)).toEqual([]);
  });
});
