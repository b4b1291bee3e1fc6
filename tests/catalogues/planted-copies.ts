import type { Dataset } from '../../src/entities/dataset.ts';
import { datasetIn, publisherOf } from './records.ts';

/** A record, and the thing that it truly describes. */
export interface PlantedRecord {
  truth: string;
  dataset: Dataset;
}

/** Numbers in [0, 1), the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const hex = (at: number, length: number) => at.toString(16).padStart(length, '0').slice(-length);
/** Different series never meet: the series is a part of the UUID. */
const uuid = (at: number, series = 0) =>
  `${hex(at * 2_654_435_761, 8)}-${hex(at, 4)}-4${hex(series, 3)}-a${hex(at * 13, 3)}-${hex(at * 40_503, 12)}`;
const others = ['data-europa', 'ckan-exempel', 'ods-exempel'];

/** Ways in which another catalogue writes the same URI. */
const respellings: ((uri: string) => string)[] = [
  (uri) => uri.replace('https:', 'http:'),
  (uri) => `${uri}/`,
  (uri) => uri.replace('register.example', 'REGISTER.example'),
  (uri) => uri.replace('ä', '%C3%A4'),
  (uri) => `${uri}#dataset`,
];

/**
 * About so many records of four catalogues: things that stand in one, copies of things in others in every way that the
 * rules know, and near-copies that are other things.
 */
export function plantedRecords(count: number, seed: number): PlantedRecord[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new Error('an empty list');
    return found;
  };
  const records: PlantedRecord[] = [];
  for (let at = 1; records.length < count; at++) {
    const truth = `thing ${at}`;
    const number = `2020${hex(at % 40, 2).replace(/[a-f]/g, '0')}${String(1000 + (at % 40))}`;
    const publisher = publisherOf(number, `Utgivare ${at % 40}`);
    const portal = `https://www.dataportal.se/datasets/${at % 150}_${at}`;
    const home: Dataset = datasetIn({
      sourceId: 'dataportal-se',
      nativeId: `${at % 150}_${at}`,
      url: portal,
      uri: `https://register.example/datamängd/${at}`,
      identifiers: random() < 0.5 ? [uuid(at)] : [`lokal-${Math.floor(at / 40)}`],
      publisher,
      title: { sv: `Anställda per yrke ${2000 + (at % 25)}` },
      // Many datasets share a landing page.
      landingPages: [`https://utgivare-${at % 40}.example/statistik`],
    });
    records.push({ truth, dataset: home });
    const isUuid = home.identifiers[0] === uuid(at);
    for (const sourceId of others) {
      if (random() > 0.35) continue;
      const copy = { sourceId, nativeId: uuid(at, sourceId.length), title: home.title };
      const kinds = ['uri', 'identifier', 'portal', isUuid ? 'uuid' : 'number'];
      switch (pick(kinds)) {
        case 'uri':
          records.push({ truth, dataset: datasetIn({ ...copy, uri: pick(respellings)(home.uri) }) });
          break;
        case 'identifier':
          records.push({
            truth,
            dataset: datasetIn({ ...copy, identifiers: ['a', pick(respellings)(home.uri)] }),
          });
          break;
        case 'portal':
          records.push({
            truth,
            dataset: datasetIn({
              ...copy,
              landingPages: [`http://dataportal.se/en/datasets/${at % 150}_${at}/anstallda`],
            }),
          });
          break;
        case 'uuid':
          records.push({
            truth,
            dataset: datasetIn({
              ...copy,
              identifiers: [pick([uuid(at).toUpperCase(), `urn:uuid:${uuid(at)}`])],
            }),
          });
          break;
        default:
          records.push({ truth, dataset: datasetIn({ ...copy, publisher, identifiers: home.identifiers }) });
      }
    }
    const near = { nativeId: uuid(at, 1), title: home.title };
    const trap = random();
    if (trap < 0.08) {
      // The same title and landing page of the same publisher.
      records.push({
        truth: `near ${at}`,
        dataset: datasetIn({ ...near, sourceId: 'data-europa', publisher, landingPages: home.landingPages }),
      });
    } else if (trap < 0.16) {
      // The same identifier of another publisher.
      records.push({
        truth: `near ${at}`,
        dataset: datasetIn({
          ...near,
          sourceId: 'ckan-exempel',
          publisher: publisherOf('5560000001'),
          identifiers: [`lokal-${Math.floor(at / 40)}`],
        }),
      });
    } else if (trap < 0.24) {
      // Two records of one catalogue whose publisher gives every dataset the same identifier.
      for (const part of ['a', 'b']) {
        records.push({
          truth: `near ${at} ${part}`,
          dataset: datasetIn({
            sourceId: 'ods-exempel',
            nativeId: `${at}-${part}`,
            title: home.title,
            publisher: publisherOf('5560000002'),
            identifiers: [`register-${at % 9}`, 'https://utgivare.example/'],
          }),
        });
      }
    }
  }
  return records;
}
