import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Language } from '../../src/entities/language.ts';
import { oneDataset } from '../../src/sources/data-europa/decode.ts';
import { distributionsOf } from '../../src/sources/formats/dcat-dataset.ts';
import { link } from '../../src/sources/joblinks/decode.ts';
import { adFields } from '../../src/sources/jobtech/ad-fields.ts';
import { feedEntry } from '../../src/sources/nav/decode.ts';
import { documentList } from '../../src/sources/riksdagen/document-list.ts';
import { personList } from '../../src/sources/riksdagen/persons.ts';
import { oneMatter } from '../../src/sources/stortinget/decode.ts';
import { countItems } from '../../src/upstream/dropped-items.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { testGateway } from '../support/gateway.ts';

const sources = join(import.meta.dirname, '../../src/sources');

/** Settings and captions of statistical tables: none is what a table without them has, and no figure depends on them. */
const hints = new Set(['eurostat/decode.ts', 'pxweb/metadata.ts', 'pxweb/v2.ts']);

it('a decoder makes no empty list or object of what cannot be read', () => {
  const found = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !hints.has(path.replaceAll('\\', '/')))
    .filter((path) =>
      /\.catch\(\s*(?:\[|\{|nothing\b|empty\b)/.test(readFileSync(join(sources, path), 'utf8')),
    );

  expect(found).toEqual([]);
});

describe('demands of an ad', () => {
  const ad = (must_have: unknown) => ({ id: '1', headline: 'Exempel', must_have });
  const skill = { concept_id: 'sk01_aaa_aaa', label: 'Exempel' };

  it.each([[undefined], [null], [[]], [{}], [{ skills: [] }], [{ skills: null }]])(
    'are none in %j',
    (must) => {
      expect(adFields.parse(ad(must)).must_have).toEqual([]);
    },
  );

  it.each([
    ['java'],
    [7],
    [{ skills: 'java' }],
    [{ skills: [{ id: 'sk01_aaa_aaa' }] }],
    [{ skills: [skill], languages: 7 }],
  ])('are null in %j, which is counted', (must) => {
    const { read, items } = countItems(adFields, ad(must));

    expect(read.data?.must_have).toBeNull();
    expect(items.unread).toBe(1);
  });
});

it('assignments of a member are null when they cannot be read, and empty when there are none', () => {
  const read = (personuppdrag: unknown) =>
    personList.parse({
      personlista: { '@hits': '1', person: { intressent_id: '1', efternamn: 'Exempel', personuppdrag } },
    }).personlista.items[0]?.assignments;

  expect(read('')).toEqual([]);
  expect(read({ uppdrag: 'okänt' })).toBeNull();
});

it('distributions of a dataset are unknown when they cannot be read, and empty when there are none', () => {
  const read = (distributions: unknown) =>
    oneDataset.parse({ result: { id: 'exempel', title: { sv: 'Exempel' }, distributions } }).result
      .distributions;

  expect(read([])).toEqual([]);
  expect(read(['okänd'])).toBeUndefined();
});

describe('parts of a document of the Riksdag', () => {
  const read = (dokintressent: unknown, filbilaga: unknown = '') =>
    documentList.parse({
      dokumentlista: {
        '@traffar': '1',
        dokument: { dok_id: 'HX01', doktyp: 'mot', dokintressent, filbilaga, debatt: { anforande: 'okänt' } },
      },
    }).dokumentlista.items[0];

  it('are empty when there are none, and named when they cannot be read', () => {
    expect(read('')).toMatchObject({ signatories: [], attachments: [], unreadParts: ['speakers'] });
    expect(read({ intressent: 'okänt' }, { fil: ['okänd'] })).toMatchObject({
      signatories: [],
      attachments: [],
      unreadParts: ['authors', 'speakers', 'attachments'],
    });
  });

  it('have names without entities', () => {
    expect(read({ intressent: { namn: 'Exempel &Ouml;stling', partibet: 'C' } })?.signatories).toMatchObject([
      { name: 'Exempel Östling' },
    ]);
  });
});

it('a member of the Riksdag has a name without entities', () => {
  const person = {
    intressent_id: '1',
    tilltalsnamn: 'Exempel',
    efternamn: '&Ouml;stling',
    valkrets: 'Sk&aring;ne',
  };
  const { items } = personList.parse({ personlista: { '@hits': '1', person } }).personlista;

  expect(items).toMatchObject([{ name: 'Exempel Östling', constituency: 'Skåne' }]);
});

it('proposers of a case of the Storting are null when they cannot be read, and empty when there are none', () => {
  const read = (inside: string) =>
    oneMatter.parse(`<sak><id>1</id><forslagstiller_liste>${inside}</forslagstiller_liste></sak>`)
      .forslagstiller_liste;

  expect(read('')).toEqual([]);
  expect(read('<representant><navn>Exempel</navn></representant>')).toBeNull();
  expect(read('okjent')).toBeNull();
});

it('distributions that a graph names and does not describe are unknown, not none', () => {
  const read = (...files: string[]) =>
    distributionsOf(
      {
        'https://example.se/d': {
          'http://www.w3.org/ns/dcat#distribution': files.map((value) => ({ type: 'uri' as const, value })),
        },
      },
      'https://example.se/d',
      { language: Language.SV },
    );

  expect(read()).toEqual([]);
  expect(read('https://example.se/f')).toBeNull();
});

it('workplaces are null when they cannot be read, and empty when there are none', () => {
  const ofLinks = (workplace_addresses: unknown) =>
    link.parse({
      id: '1',
      headline: 'Exempel',
      workplace_addresses,
      source_links: [{ label: 'a', url: 'https://a.example/1' }],
    })?.workplaces;
  const ofNav = (workLocations: unknown) =>
    feedEntry.parse({ uuid: '1', status: 'ACTIVE', ad_content: { title: 'Exempel', workLocations } }).draft
      ?.workplaces;

  expect([ofLinks([]), ofNav([])]).toEqual([[], []]);
  expect([ofLinks('okänd'), ofNav(['okänd'])]).toEqual([null, null]);
});

it('a client is told which part of an ad could not be read, and gets the rest', async () => {
  const ad = { id: '30000001', headline: 'Exempel', must_have: 'java', nice_to_have: { skills: [] } };
  const { url } = await fakeUpstream({ '*': { json: { total: { value: 1 }, hits: [ad] } } });
  const gateway = await testGateway({ SOURCES: 'live', SOURCE_JOBSEARCH_URL: url });
  onTestFinished(() => gateway.close());

  const { data, errors, extensions } = await gateway.ask(`{
    jobAds(filter: { sources: ["jobsearch"] }) {
      nodes { headline mustHave { prefLabel } niceToHave { prefLabel } requirements { required } }
    }
  }`);

  expect(errors).toBeUndefined();
  expect(data.jobAds.nodes).toEqual([
    { headline: 'Exempel', mustHave: [], niceToHave: [], requirements: null },
  ]);
  expect(extensions.failures).toMatchObject([
    { path: ['jobAds', 'nodes', 0, 'mustHave'], source: 'jobsearch', code: 'SOURCE_BAD_RESPONSE' },
    { path: ['jobAds', 'nodes', 0, 'requirements'], source: 'jobsearch', code: 'SOURCE_BAD_RESPONSE' },
  ]);
});
