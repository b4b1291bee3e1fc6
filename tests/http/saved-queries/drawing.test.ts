import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { everyTime } from '../../../src/http/saved-queries/chart/every-time.ts';
import { readChart } from '../../../src/http/saved-queries/chart/read-chart.ts';
import type { Rendering } from '../../../src/http/saved-queries/format.ts';
import { png } from '../../../src/http/saved-queries/formats/png.ts';
import { svg } from '../../../src/http/saved-queries/formats/svg.ts';
import { readSavedQuery } from '../../../src/http/saved-queries/query.ts';
import { runs } from '../../support/runs.ts';

const schema = buildSchema(/* GraphQL */ `
  type Query { rows: [Row!] }
  type Row { place: String name: String time: String series: String value: Float text: VoteValue unit: String statuses: [String!] party: Party }
  type Party { colour: String }
  enum VoteValue { YES }
`);
const row = {
  place: '01',
  name: 'A',
  time: '2020',
  series: 'A',
  value: 1,
  text: null,
  unit: 'persons',
  statuses: [],
  party: null,
};
type Row = Partial<Omit<typeof row, 'value' | 'text' | 'party' | 'statuses'>> & {
  value?: number | null;
  text?: string | null;
  statuses?: string[];
  party?: { colour: string } | null;
};

const views = {
  bar: '{ type: bar, category: name, value: value, unit: unit, time: time, colour: party.colour }',
  line: '{ type: line, time: time, value: value, series: series, unit: unit, status: statuses }',
  matrix: '{ type: matrix, rows: name, columns: series, value: text, insteadOfNone: unit }',
  map: '{ type: map, place: place, name: name, value: value, unit: unit, time: time }',
  number: '{ type: number, value: value, label: name, unit: unit }',
};

function rendering(
  view: keyof typeof views,
  rows: readonly Row[],
  { state = 'LIVE', width = null as number | null, wanted = null as string | null } = {},
): Rendering {
  const query = readSavedQuery(
    schema,
    'queries/drawn.graphql',
    `# ---
# title: { sv: En bild, en: A picture }
# description: { sv: Om bilden., en: About the picture. }
# for: [partner]
# view: ${views[view]}
# ---
query Drawn { rows { place name time series value text unit statuses party { colour } } }`,
  );
  return {
    query,
    answer: {
      data: { rows: rows.map((one) => ({ ...row, ...one })) },
      errors: [],
      sources: [{ source: 'agency', state, retrievedAt: '2026-01-02T03:04:05.000Z', licence: 'CC0-1.0' }],
      attributions: ['The agency'],
    },
    lang: 'en',
    variables: {},
    addressOf: (ending) => `https://graph.example.org/q/drawn${ending && `.${ending}`}`,
    options: { bom: false, sources: false, theme: 'light', view: wanted, width },
  };
}

const draw = (...of: Parameters<typeof rendering>): Document =>
  parseHTML(String(svg.write(rendering(...of)))).document;
const textsOf = (document: Document): string[] =>
  [...document.querySelectorAll('text')].map((one) => one.textContent ?? '');

describe('a picture', () => {
  it.each(Object.keys(views) as (keyof typeof views)[])(
    'of the view %s has title, unit, source, licence and address in it',
    (view) => {
      const texts = textsOf(draw(view, [{ text: 'YES' }])).join(' ');

      for (const part of [
        'A picture',
        'agency',
        'CC0-1.0',
        'The agency',
        'https://graph.example.org/q/drawn',
      ])
        expect(texts).toContain(part);
      if (view !== 'matrix') expect(texts).toContain('persons');
    },
  );

  it.each(['SAMPLE', 'STALE'])('is marked where it has data that are %s', (state) => {
    const texts = textsOf(draw('bar', [{}], { state })).join(' ');

    expect(texts).toContain(state === 'SAMPLE' ? 'example data' : 'old data');
    expect(texts).toContain(state);
  });

  it('says the period, from the first to the last time', () => {
    expect(textsOf(draw('line', [{ time: '2021' }, { time: '2024' }]))).toContain('Period: 2021–2024');
  });

  it('is of the latest time at which there is a number', () => {
    const chart = readChart(
      rendering(
        'map',
        [
          { name: 'A', time: '2020', value: 1 },
          { name: 'A', time: '2021', value: 2 },
          { name: 'A', time: '2022', value: null },
          { name: 'B', time: '2020', value: 9 },
        ],
        { wanted: 'bar' },
      ),
    );

    expect(chart).toMatchObject({
      period: '2021',
      bars: [
        { label: 'A', value: 2 },
        { label: 'B', value: null },
      ],
    });
  });

  it('has texts of at least 11 pixels where it is 320 wide, inside the picture', () => {
    const long = 'Ett långt namn på en datamängd om arbetsmarknaden i kommuner och län';
    for (const view of Object.keys(views) as (keyof typeof views)[]) {
      const document = draw(view, [{ name: long, text: 'YES' }], { width: 320 });
      const sizes = [...document.querySelectorAll('text')].map((one) =>
        Number(one.getAttribute('font-size')),
      );
      const lengths = textsOf(document).map((text, at) => text.length * (sizes[at] ?? 0) * 0.42);

      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
      expect([view, Math.max(...lengths)]).toEqual([view, expect.toSatisfy((length) => length < 320)]);
    }
  });

  it('has nothing of the data as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const evil = `</text><script>x</script>${text}`;
        for (const view of Object.keys(views) as (keyof typeof views)[]) {
          const rows = [{ name: evil, series: evil, text: evil, unit: evil, time: evil }];
          const document = draw(view, rows);
          expect(document.querySelectorAll('script')).toHaveLength(0);
          expect(document.querySelectorAll('svg')).toHaveLength(1);
        }
      }),
      { numRuns: runs(20) },
    );
  });

  it('has no number of the data outside of it, whatever the numbers are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: -1e12, max: 1e12, noNaN: true })), { maxLength: 12 }),
        (values) => {
          const rows = values.map((value, at) => ({ name: `n${at}`, time: String(2000 + at), value }));
          for (const view of ['bar', 'line', 'map'] as const)
            expect(String(svg.write(rendering(view, rows)))).not.toMatch(/NaN|Infinity|undefined|width="-/);
        },
      ),
      { numRuns: runs(50) },
    );
  });
});

describe('a missing value', () => {
  it('is a gap with a mark in a line, and never 0', () => {
    const document = draw('line', [
      { time: '2020', value: 4 },
      { time: '2021', value: null },
      { time: '2022', value: 5 },
    ]);

    expect(document.querySelectorAll('circle')).toHaveLength(2);
    expect(document.querySelectorAll('path[stroke-linejoin]')).toHaveLength(2);
    expect(textsOf(document)).toContain('No data');
  });

  it('is a gap too where the data leave out the year or month', () => {
    expect(everyTime(['2023', '2020', '2021'])).toEqual(['2020', '2021', '2022', '2023']);
    expect(everyTime(['2020M11', '2021M02'])).toEqual(['2020M11', '2020M12', '2021M01', '2021M02']);
    expect(everyTime(['2020K1', '2020K4'])).toEqual(['2020K1', '2020K4']);
  });

  it('is written at its bar, after those that have a number', () => {
    const document = draw('bar', [
      { name: 'A', value: null },
      { name: 'B', value: 0 },
    ]);

    expect(textsOf(document).filter((text) => ['A', 'B', 'no data', '0'].includes(text))).toEqual([
      'B',
      '0',
      'A',
      'no data',
    ]);
    expect(document.querySelectorAll('rect[height="16"]')).toHaveLength(1);
  });

  it('is a county without colour', () => {
    const document = draw('map', [
      { place: '01', value: 3 },
      { place: '03', value: 1 },
    ]);
    const outlines = [...document.querySelectorAll('g[stroke] path')];

    expect(outlines).toHaveLength(21);
    expect(outlines.every((path) => (path.getAttribute('d') ?? '').length > 100)).toBe(true);
    expect(outlines.filter((path) => path.hasAttribute('stroke-dasharray'))).toHaveLength(19);
  });
});

describe('a chart', () => {
  it('shows where a series breaks, and joins nothing across it', () => {
    const document = draw('line', [
      { time: '2020', value: 4 },
      { time: '2021', value: 5, statuses: ['BREAK'] },
      { time: '2022', value: 5 },
    ]);

    expect(document.querySelectorAll('path[stroke-linejoin]')).toHaveLength(2);
    expect(textsOf(document).join(' ')).toContain('Break in the series');
  });

  it('has the colour of a party only where it is one', () => {
    const fills = (rows: Row[]) =>
      [...draw('bar', rows).querySelectorAll('rect[height="16"]')].map((one) => one.getAttribute('fill'));

    expect(fills([{ party: { colour: '#AABB00' } }])).toEqual(['#AABB00']);
    expect(fills([{ party: { colour: 'url(https://example.org)' } }])).toEqual(['#0067a5']);
    expect(() =>
      readSavedQuery(
        schema,
        'queries/x.graphql',
        `# ---\n# title: { sv: a, en: a }\n# description: { sv: a, en: a }\n# for: [partner]\n# view: { type: bar, category: name, value: value, colour: text }\n# ---\nquery X { rows { name value text } }`,
      ).check(),
    ).toThrow('colour');
  });

  it('of municipalities is bars, the largest first', () => {
    const chart = readChart(
      rendering('map', [
        { place: '1280', name: 'M', value: 1 },
        { place: '1281', name: 'L', value: 2 },
        { place: '12', name: 'S', value: 9 },
      ]),
    );

    expect(chart).toMatchObject({ type: 'bar', bars: [{ label: 'L' }, { label: 'M' }] });
  });

  it('has a form for each value of a matrix, not only a colour', () => {
    const document = draw('matrix', [
      { name: 'A', series: 'x', text: 'YES' },
      { name: 'A', series: 'y', text: 'NO' },
      { name: 'B', series: 'x', text: null },
    ]);

    expect(textsOf(document)).toEqual(expect.arrayContaining(['Yes', 'No', 'No data']));
    expect(
      new Set([...document.querySelectorAll('circle, path, line[stroke-width]')].map((one) => one.tagName))
        .size,
    ).toBe(3);
  });

  it('says in a matrix why a value is none: an answer without a stance is not silence', () => {
    const chart = readChart(
      rendering('matrix', [
        { name: 'A', series: 'x', text: 'NONE', unit: 'DECLINED' },
        { name: 'A', series: 'y', text: 'YES', unit: 'ANSWERED' },
      ]),
    );

    expect(chart).toMatchObject({ rows: [{ name: 'A', cells: ['DECLINED', 'YES'] }] });
  });

  it('of a map or of lines can be asked for as bars', () => {
    const [of, to] = [{ wanted: 'bar' }, { type: 'bar' }];
    expect(readChart(rendering('map', [{ place: '01' }], of))).toMatchObject({ ...to, bars: [{ value: 1 }] });
    expect(readChart(rendering('line', [{ series: 'A' }, { series: 'B', value: 3 }], of))).toMatchObject({
      ...to,
      bars: [{ label: 'B' }, { label: 'A' }],
    });
  });
});

describe('PNG', () => {
  it('is the picture in twice its pixels', async () => {
    const body = Buffer.from(
      (await png.write(rendering('number', [{ value: 7 }], { width: 400 }))) as Buffer,
    );

    expect(body.subarray(1, 4).toString()).toBe('PNG');
    expect(body.readUInt32BE(16)).toBe(800);
    expect(body.length).toBeGreaterThan(2_000);
  });
});
