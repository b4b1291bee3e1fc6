import { Language } from '../../entities/language.ts';

/** A portal that runs CKAN. */
export interface CkanPortal {
  id: string;
  name: string;
  publisher: string;
  homepage: string;
  /** The root of the portal, in front of `/api/3/action`. */
  baseUrl: string;
  country: string;
  /** Language of texts without a tag; null where that is not one language. */
  language: Language | null;
  /** Organisation number of the one that publishes everything in it, where there is one. */
  organisationNumber: string | null;
  /** On unless a deployment switches it off. */
  enabled: boolean;
}

/** The portals, as data: a new one is an entry here. */
export const portals: readonly CkanPortal[] = [
  {
    id: 'ckan-malmo',
    name: 'Malmö stads öppna data',
    publisher: 'Malmö stad',
    homepage: 'https://opendata-api.malmo.se',
    baseUrl: 'https://opendata-api.malmo.se',
    country: 'SE',
    language: Language.SV,
    // From memory: no answer of the portal states it.
    organisationNumber: '2120001124',
    enabled: true,
  },
  {
    id: 'ckan-italy',
    name: 'dati.gov.it',
    publisher: 'Agenzia per l’Italia digitale',
    homepage: 'https://www.dati.gov.it',
    baseUrl: 'https://www.dati.gov.it/opendata',
    country: 'IT',
    language: Language.IT,
    organisationNumber: null,
    enabled: false,
  },
  {
    id: 'ckan-germany',
    name: 'GovData',
    publisher: 'GovData',
    homepage: 'https://www.govdata.de',
    baseUrl: 'https://www.govdata.de/ckan',
    country: 'DE',
    language: Language.DE,
    organisationNumber: null,
    enabled: false,
  },
  {
    id: 'ckan-switzerland',
    name: 'opendata.swiss',
    publisher: 'Bundesamt für Statistik',
    homepage: 'https://opendata.swiss',
    baseUrl: 'https://ckan.opendata.swiss',
    country: 'CH',
    // Its texts are maps of four languages.
    language: null,
    organisationNumber: null,
    enabled: false,
  },
  {
    id: 'ckan-ireland',
    name: 'data.gov.ie',
    publisher: 'Government of Ireland',
    homepage: 'https://data.gov.ie',
    baseUrl: 'https://data.gov.ie',
    country: 'IE',
    language: Language.EN,
    organisationNumber: null,
    enabled: false,
  },
];
