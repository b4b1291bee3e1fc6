import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtureNames, fixtureText } from '../support/fixture.ts';
import { recordedFile, recordedText } from '../support/recorded.ts';

const sources = join(import.meta.dirname, '../../src/sources');
/** The ids of the sources, which are the names of their folders. */
const sourceIds = readdirSync(sources).filter((id) => existsSync(join(sources, id, 'index.ts')));

/** A recorded answer and the fixtures of the same operation. A part is the path where the shared shape begins. */
interface Pair {
  recorded: string;
  recordedPart?: string;
  /** Lines of the recorded shape that the operation of the fixtures lacks. */
  leftOut?: string[];
  sourceId: string;
  fixtures: string[];
  fixturePart?: string;
}

/** There are no recordings of JobAd Links or of the taxonomy's GraphQL endpoint. */
const pairs: Pair[] = [
  {
    recorded: 'jobtech-jobsearch/search-q-utvecklare.json',
    sourceId: 'jobsearch',
    fixtures: ['search.json'],
  },
  {
    recorded: 'jobtech-jobsearch/search-q-utvecklare.json',
    recordedPart: 'hits[]',
    leftOut: ['relevance: number'],
    sourceId: 'jobstream',
    fixtures: ['stream.json'],
    fixturePart: '[]',
  },
  {
    recorded: 'jobtech-historical/search-q-utvecklare.json',
    sourceId: 'historical',
    fixtures: ['search.json'],
  },
  {
    recorded: 'jobtech-enrichments/enrichtextdocuments-sjukskoterska.json',
    sourceId: 'enrichments',
    fixtures: ['documents.json'],
    fixturePart: '[]',
  },
  {
    recorded: 'jobed-connect/educations-match-by-jobtitle-hit.json',
    sourceId: 'jobed',
    fixtures: ['match-by-jobtitle.json'],
    fixturePart: 'hits[]',
  },
  {
    recorded: 'jobed-connect/occupations-match-by-text.json',
    sourceId: 'jobed',
    fixtures: ['occupations-match-by-text.json'],
  },
  {
    recorded: 'arbetsformedlingen-forecasts/yrkesbarometer-row.shape.json',
    sourceId: 'yrkesbarometern',
    fixtures: ['yrkesbarometer.json'],
    fixturePart: '[]',
  },
  { recorded: 'belgium-jobs/forem-records-partial.json', sourceId: 'forem', fixtures: ['records.json'] },
  {
    recorded: 'nav-arbeidsplassen/feed-page.shape.json',
    sourceId: 'nav',
    fixtures: ['feed.json', 'feed-last.json'],
  },
  {
    recorded: 'nav-arbeidsplassen/feedentry-active.shape.json',
    sourceId: 'nav',
    fixtures: ['entry-active.json'],
  },
  {
    recorded: 'nav-arbeidsplassen/feedentry-inactive-masked.shape.json',
    sourceId: 'nav',
    fixtures: ['entry-inactive.json'],
  },
  {
    recorded: 'dataportal-se/search_datasets_trimmed.json',
    sourceId: 'dataportal-se',
    fixtures: ['search.json'],
  },
  {
    recorded: 'dataportal-se/search_literal_publisher_trimmed.json',
    sourceId: 'dataportal-se',
    fixtures: ['search-without-total.json'],
  },
  {
    recorded: 'dataportal-se/metadata_recursive_547_28672.json',
    sourceId: 'dataportal-se',
    fixtures: ['metadata.json'],
  },
  {
    recorded: 'data-europa/search_full_record_trimmed.json',
    sourceId: 'data-europa',
    fixtures: ['search.json'],
  },
  {
    recorded: 'ckan/package_search_dati_gov_it_trimmed.json',
    sourceId: 'ckan',
    fixtures: ['package_search.json'],
  },
  {
    recorded: 'opendatasoft-catalog/explore-api-v2.1.openapi.json',
    recordedPart: 'components.examples.datasets-v2.1.value',
    sourceId: 'opendatasoft',
    fixtures: ['datasets.json'],
  },
  {
    recorded: 'opendatasoft-catalog/explore-api-v2.1.openapi.json',
    recordedPart: 'components.examples.dataset-v2.1.value',
    sourceId: 'opendatasoft',
    fixtures: ['dataset.json'],
  },
  {
    recorded: 'riksdagen/personlista_one_hit_person_is_object_2020.json',
    sourceId: 'riksdagen',
    fixtures: ['person.json'],
  },
  {
    recorded: 'riksdagen/dokumentlista_bet_2026_page1.json',
    sourceId: 'riksdagen',
    fixtures: ['documents.json'],
  },
  {
    recorded: 'riksdagen/dokumentlista_bet_2026_page2_last.json',
    sourceId: 'riksdagen',
    fixtures: ['documents-last.json'],
  },
  {
    recorded: 'riksdagen/dokumentlista_one_hit_dokument_is_object_2013-14_AU2.json',
    sourceId: 'riksdagen',
    fixtures: ['documents-one.json'],
  },
  {
    recorded: 'riksdagen/dokumentstatus_motion_H102So1_2013.json',
    sourceId: 'riksdagen',
    fixtures: ['document.json'],
  },
  {
    recorded: 'riksdagen/utskottsforslag_2013-14_AU2.json',
    sourceId: 'riksdagen',
    fixtures: ['report.json'],
  },
  {
    recorded: 'riksdagen/votering_by_id_2014.json',
    recordedPart: 'votering.dokvotering.votering[]',
    sourceId: 'riksdagen',
    fixtures: ['votes.json'],
    fixturePart: 'voteringlista.votering[]',
  },
  { recorded: 'pxweb-v2/scb-config.json', sourceId: 'scb', fixtures: ['config.json'] },
  { recorded: 'pxweb-v2/scb-tables-page1.json', sourceId: 'scb', fixtures: ['tables.json'] },
  { recorded: 'pxweb-v2/scb-codelist-agg_Alder10arJ.json', sourceId: 'scb', fixtures: ['codelist.json'] },
  { recorded: 'pxweb-v2/ssb-config.json', sourceId: 'ssb', fixtures: ['config.json'] },
  { recorded: 'kolada/v3-kpi.reassembled.json', sourceId: 'kolada', fixtures: ['kpi.json'] },
  {
    recorded: 'kolada/v3-municipality.reassembled.json',
    sourceId: 'kolada',
    fixtures: ['municipality.json'],
  },
  {
    recorded: 'kolada/v3-data-N00945-three-cities.reassembled.json',
    sourceId: 'kolada',
    fixtures: ['data.json'],
  },
  { recorded: 'esco/resource-occupation-isco-C2512.json', sourceId: 'esco', fixtures: ['isco-group.json'] },
];

/** Every key path with its JSON type: `hits[].id: string`. URIs that name a resource count as one key. */
function shapeOf(value: unknown, path = '', found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    found.add(`${path}: array`);
    for (const item of value) shapeOf(item, `${path}[]`, found);
  } else if (typeof value === 'object' && value !== null) {
    found.add(`${path}: object`);
    for (const [key, inside] of Object.entries(value)) {
      const isSubject = /^https?:|^_:/.test(key) && !Array.isArray(inside);
      shapeOf(inside, [path, isSubject ? '<subject>' : key].filter((part) => part !== '').join('.'), found);
    }
  } else {
    found.add(`${path}: ${value === null ? 'null' : typeof value}`);
  }
  return found;
}

/** The lines of a shape below a part, with paths relative to it. */
function within(part: string, shape: ReadonlySet<string>): string[] {
  if (part === '') return [...shape];
  return [...shape]
    .filter((line) => line.startsWith(part) && /^[.:[]/.test(line.slice(part.length)))
    .map((line) => line.slice(part.length).replace(/^\./, ''));
}

const shapeOfText = (text: string, part = ''): string[] => within(part, shapeOf(JSON.parse(text)));

describe('the fixtures', () => {
  it.each(sourceIds)('of %s exist, and their e-mail addresses are at example.org', (id) => {
    const texts = fixtureNames(id).map((name) => fixtureText(id, name));

    expect(texts.length).toBeGreaterThan(0);
    expect(texts.join('\n').match(/[\w.+-]+@(?!example\.org)[\w-]+\.\w+/g)).toBeNull();
  });
});

describe.skipIf(!recordedFile(''))('the fixtures beside the recordings', () => {
  it.each(pairs.map((pair) => [pair.sourceId, pair.recorded, pair] as const))(
    'of %s have every key path and type of %s',
    (_source, _recorded, pair) => {
      const { recorded, recordedPart, leftOut = [], sourceId, fixtures, fixturePart } = pair;
      const ours = new Set(fixtures.flatMap((name) => shapeOfText(fixtureText(sourceId, name), fixturePart)));
      const theirs = shapeOfText(recordedText(recorded), recordedPart);

      expect(theirs.filter((line) => !ours.has(line) && !leftOut.includes(line))).toEqual([]);
    },
  );

  it.each(sourceIds)('of %s repeat no sentence of the recordings', (id) => {
    const texts = fixtureNames(id)
      .map((name) => fixtureText(id, name))
      .join('\n');
    const sentences = pairs
      .filter(({ sourceId }) => sourceId === id)
      .flatMap(({ recorded }) => recordedText(recorded).match(/"[^"]{40,}"/g) ?? [])
      .filter((sentence) => sentence.includes(' '));

    expect(sentences.filter((sentence) => texts.includes(sentence))).toEqual([]);
  });
});
