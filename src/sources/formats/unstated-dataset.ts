import type { DatasetDraft } from './dcat-dataset.ts';

/** A dataset of which nothing is stated; a source writes over it what it knows. Its distributions are not known. */
export function unstatedDataset(uri: string): DatasetDraft {
  return {
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
  };
}
