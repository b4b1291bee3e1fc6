import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/content/table-changes.ts';
import { Language } from '../../src/entities/language.ts';
import { toDisplayText } from '../../src/importer/display-text.ts';
import { joinLineEnds, vocabularyOf } from '../../src/importer/line-ends.ts';
import { differencesOf, readByPoppler } from '../../src/importer/readers/other-pdf-reader.ts';
import { describeImport } from '../../src/importer/report.ts';
import { answersOf, interpreted } from './interpreted.ts';
import { pdfColumn, pdfOf } from './pdf.ts';

const bodyOf = async (pdf: Buffer, manifest: Record<string, unknown> = {}) => {
  const found = await interpreted('a.pdf', pdf, { kind: 'ARTICLE', ...manifest });
  return { ...found, body: found.original.document.texts[0]?.body ?? '' };
};

describe('a PDF', () => {
  it('has a heading and a note of another size apart from the text', async () => {
    const { body, original } = await bodyOf(
      pdfOf([
        [
          { x: 60, y: 700, text: 'Bakgrund', size: 16 },
          { x: 60, y: 685, text: 'Skogen växer här och den' },
          { x: 60, y: 671, text: 'Gran som står kvar är gammal.' },
          { x: 60, y: 657, text: '1 Enligt registret.', size: 8 },
        ],
      ]),
    );

    expect(original.blocks.map(({ displayText }) => displayText)).toEqual([
      'Bakgrund',
      'Skogen växer här och den Gran som står kvar är gammal.',
      '1 Enligt registret.',
    ]);
    expect(body).toContain('Bakgrund\n\nSkogen');
  });

  it.each([
    [
      'two columns of different heights',
      [
        ...pdfColumn(
          ['Den första spalten börjar här', 'och går vidare till nästa rad', 'och slutar sedan här nere.'],
          60,
        ),
        ...pdfColumn(
          ['Den andra spalten kommer efter', 'den första, fast den står', 'vid sidan om den.'],
          320,
          696,
        ),
      ],
      'Den första spalten börjar här och går vidare till nästa rad och slutar sedan här nere.\n\nDen andra spalten kommer efter den första, fast den står vid sidan om den.',
    ],
    [
      'two columns below a line over both',
      [
        { x: 60, y: 740, text: 'En ingress som går tvärs över sidans båda spalter och är ganska lång' },
        ...pdfColumn(['Den första spalten börjar här', 'och slutar sedan.'], 60),
        ...pdfColumn(['Den andra spalten kommer efter', 'den första.'], 320),
      ],
      'En ingress som går tvärs över sidans båda spalter och är ganska lång\n\nDen första spalten börjar här och slutar sedan.\n\nDen andra spalten kommer efter den första.',
    ],
    [
      'three columns',
      [
        ...pdfColumn(['Den första', 'spalten är', 'smal här.'], 60),
        ...pdfColumn(['Den andra', 'spalten är', 'smal också.'], 230),
        ...pdfColumn(['Den tredje', 'spalten är', 'den sista.'], 400),
      ],
      'Den första spalten är smal här.\n\nDen andra spalten är smal också.\n\nDen tredje spalten är den sista.',
    ],
  ])('has %s one after the other', async (_, lines, text) => {
    const { body, confirmations } = await bodyOf(pdfOf([lines]));

    expect(body).toBe(text);
    expect(confirmations).toEqual([
      expect.objectContaining({ message: expect.stringContaining('page 1 is read column by column') }),
    ]);
  });

  it.each([
    ['turned to the left', 1, 90],
    ['upside down', 2, 180],
    ['turned to the right', 3, 270],
  ] as const)('has pages that are %s', async (_, turn, rotate) => {
    const texts = ['Den första raden av ett stycke', 'och den andra raden.'];
    const places = { 1: [200, 60, 14, 0], 2: [500, 400, 0, 14], 3: [400, 500, -14, 0] } as const;
    const [x, y, dx, dy] = places[turn];
    const lines = texts.map((text, index) => ({ x: x + dx * index, y: y + dy * index, text, turn }));

    expect((await bodyOf(pdfOf([lines], { rotate }))).body).toBe(
      'Den första raden av ett stycke och den andra raden.',
    );
  });

  it('keeps the rows of a table', async () => {
    const rows = [
      ['Träd', 'Antal', 'Andel'],
      ['Tall', '120', '40 %'],
      ['Gran', '90', '30 %'],
      ['Björk', '90', '30 %'],
    ];
    const lines = rows.flatMap((row, index) =>
      row.map((text, at) => ({ x: 60 + at * 150, y: 700 - index * 16, text })),
    );
    const { body } = await bodyOf(
      pdfOf([[{ x: 60, y: 760, text: 'Skogens träd räknades under våren.' }, ...lines]]),
    );

    expect(body).toBe(
      'Skogens träd räknades under våren.\n\nTräd | Antal | Andel\nTall | 120 | 40 %\nGran | 90 | 30 %\nBjörk | 90 | 30 %',
    );
  });

  it('has the answers of a compass in a table', async () => {
    const rows = [
      ['Fråga', 'C', 'L'],
      ['1. Vad vill ni?', 'Gallra.', 'Så.'],
      ['2. Hur gör ni?', 'Med såg.', 'Ej svarat'],
    ];
    const lines = rows.flatMap((row, index) =>
      row.map((text, at) => ({ x: 60 + at * 170, y: 700 - index * 16, text })),
    );
    const found = await interpreted('a.pdf', pdfOf([lines]));

    expect(answersOf(found)).toEqual({
      '1/C': 'ANSWERED Gallra.',
      '1/L': 'ANSWERED Så.',
      '2/C': 'ANSWERED Med såg.',
      '2/L': 'NO_RESPONSE Ej svarat',
    });
  });

  it('leaves running headers out of the sentence that goes on below them, and lists them', async () => {
    const page = (number: number, texts: string[]) => [
      { x: 60, y: 800, text: 'Skogsrapporten 2031' },
      ...pdfColumn(texts),
      { x: 280, y: 40, text: `${number}` },
    ];
    const { body, account } = await bodyOf(
      pdfOf([
        page(1, ['Skogen växer varje år, och det', 'märks i hela']),
        page(2, ['landet där den står.']),
        page(3, ['Slut.']),
      ]),
      { title: 'Skogsrapporten' },
    );

    expect(body).toBe('Skogen växer varje år, och det märks i hela landet där den står.\n\nSlut.');
    expect(account.pageItems.map(({ text }) => text)).toEqual(
      [1, 2, 3].flatMap((number) => ['Skogsrapporten 2031', `${number}`]),
    );
  });
});

it('shows the lines and pages of a PDF, which a manifest may name', async () => {
  const pages = [pdfColumn(['Skogen växer.']), pdfColumn(['Den växer fort.'])];
  const { original, account, warnings, confirmations } = await bodyOf(pdfOf(pages));
  const accounts = new Map([[original.document.key, account]]);
  const changes: Change[] = [{ kind: 'new', type: 'SourceDocument', key: 'provdokument', fields: [] }];

  const report = describeImport({ originals: [original], changes, warnings, confirmations, accounts }, false);

  expect(report).toContain(
    'page 1, lines 1–1:\n    1  Skogen växer.\n  page 2, lines 3–3:\n    3  Den växer fort.',
  );
});

describe('another reader', () => {
  it('of the same words in the same order is no doubt, wherever it breaks its lines', () => {
    expect(differencesOf('Skogen vä-\nxer varje år.\n', 'Skogen växer\nvarje år.')).toEqual([]);
  });

  it('of other words is a doubt with the line of the first one', () => {
    expect(differencesOf('Skogen växer.\nVi gallrar den.', 'Skogen växer.\nVi gallrar inte den.')).toEqual([
      { line: 1, message: expect.stringContaining('only here none, only there “inte”') },
    ]);
  });

  it('of another order is a doubt with its line', () => {
    const [own, other] = ['ett två tre\nfyra fem sex\nsju åtta', 'ett fyra sju två fem åtta tre sex'];

    expect(differencesOf(own, other)).toEqual([
      { line: 1, message: expect.stringContaining('in another order, first here at “tva”') },
    ]);
  });

  const columns = [
    ...pdfColumn(
      ['Den första spalten börjar här', 'och går vidare till nästa rad', 'och slutar sedan här nere.'],
      60,
    ),
    ...pdfColumn(['Den andra spalten kommer efter', 'den första, fast den står', 'vid sidan om den.'], 320),
  ];
  it.skipIf(spawnSync('pdftotext', ['-v']).error && !process.env['REQUIRE_POPPLER'])(
    'agrees on the words and the columns of a page',
    async () => {
      const pdf = pdfOf([columns]);

      expect(await readByPoppler(pdf)).toContain('Den första spalten');
      expect((await bodyOf(pdf)).warnings).toEqual([]);
    },
  );
});

describe('a hyphen at the end of a line', () => {
  const join = (text: string) => {
    const joined = joinLineEnds(text, () => vocabularyOf(text));
    return toDisplayText(joined, Language.SV, false).text;
  };

  it.each([
    ['inom vård-\noch omsorg', 'inom vård- och omsorg'],
    ['in- eller\nut-\neller insida', 'in- eller ut- eller insida'],
    ['webb-\nbaserade', 'webbaserade'],
    ['EU-\ngemensamma', 'EU-gemensamma'],
    ['AI-\nverktyg', 'AI-verktyg'],
    ['arbets\u2010\nmarknad', 'arbetsmarknad'],
    ['arbets-\r\n   marknad', 'arbetsmarknad'],
    ['arbets\u00ad\nmarknad', 'arbetsmarknad'],
    ['Nord-\nKorea', 'Nord-Korea'],
    ['2020-\n2030', '2020-2030'],
    ['ett e-post-\nprogram, och e-postprogram', 'ett e-postprogram, och e-postprogram'],
    ['open-source-\nmiljö och open-source-miljö', 'open-source-miljö och open-source-miljö'],
    ['tillåtas, till-\nlåta', 'tillåtas, tillåta'],
    ['bra - \nmen dyrt', 'bra - men dyrt'],
    ['så –\noch inte', 'så – och inte'],
  ])('%j is %j', (text, expected) => {
    expect(join(text)).toBe(expected);
  });
});
