import { Language } from '../../entities/language.ts';

/** A portal that runs Opendatasoft (now Huwise). */
export interface OpendatasoftPortal {
  id: string;
  name: string;
  publisher: string;
  domain: string;
  country: string;
  /** The language that is asked for, and that texts have where the portal states none. */
  lang: string;
  language: Language;
  /** Organisation number of the one that publishes everything in it, where there is one. */
  organisationNumber: string | null;
  /** On unless a deployment switches it off. */
  enabled: boolean;
}

/** The portals, as data: a new one is an entry here. */
export const portals: readonly OpendatasoftPortal[] = [
  {
    id: 'opendatasoft-umea',
    name: 'Umeå kommuns öppna data',
    publisher: 'Umeå kommun',
    domain: 'opendata.umea.se',
    country: 'SE',
    lang: 'sv',
    language: Language.SV,
    // From memory: no answer of the portal states it.
    organisationNumber: '2120002627',
    enabled: true,
  },
  {
    id: 'opendatasoft-economie',
    name: 'data.economie.gouv.fr',
    publisher: 'Ministère de l’Économie',
    domain: 'data.economie.gouv.fr',
    country: 'FR',
    lang: 'fr',
    language: Language.FR,
    organisationNumber: null,
    enabled: false,
  },
];
