import { type CatalogueRecord, Dataset, type Publisher } from '../../src/entities/dataset.ts';
import { entity } from '../../src/entities/node.ts';
import { DataState, Provenance } from '../../src/entities/provenance.ts';

export interface RecordFacts extends Partial<Omit<Dataset, 'id' | 'records' | 'provenance'>> {
  sourceId: string;
  nativeId: string;
  url?: string | null;
}

/** A dataset as one catalogue describes it, for tests. */
export function datasetIn({ sourceId, nativeId, url = null, ...facts }: RecordFacts): Dataset {
  const uri = facts.uri ?? `https://${sourceId}.example/${nativeId}`;
  const record: CatalogueRecord = {
    sourceId,
    nativeId,
    datasetUri: uri,
    catalogue: nativeId,
    url,
    issued: null,
    modified: null,
  };
  return entity(Dataset, {
    uri,
    identifiers: [],
    title: {},
    description: {},
    publisher: null,
    keywords: [],
    themes: [],
    hvdCategories: [],
    accessRights: null,
    issued: null,
    modified: null,
    accrualPeriodicity: null,
    landingPages: [],
    licences: [],
    licencesAsStated: [],
    applicableLegislation: [],
    series: [],
    spatial: [],
    temporal: [],
    ...facts,
    records: [record],
    provenance: entity(Provenance, { sourceId, state: DataState.LIVE }),
  });
}

export const publisherOf = (organisationNumber: string | null, name = 'Exempel'): Publisher => ({
  uri: null,
  name: { sv: name },
  organisationNumber,
});
