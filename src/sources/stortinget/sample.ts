import type { SampleRequest } from '../../upstream/sample.ts';

/** Facts of the list of representatives 2021–2025 on the one whom the association's own content names. */
const TAJIK = representative(
  'HTA',
  'Hadia',
  'Tajik',
  'kvinne',
  '1983-07-18',
  ['Ro', 'Rogaland'],
  ['A', 'Arbeiderpartiet'],
);
/** Stands for a representative where no real one may be shown. */
const EXAMPLE = representative(
  'EXA',
  'Eksempel',
  'Representant',
  'kvinne',
  '1970-01-01',
  ['Os', 'Oslo'],
  ['A', 'Arbeiderpartiet'],
);

/** Answers in the Storting's own shapes. Cases and votes are invented and say “Exempel”. */
export function samples({ operation, query }: SampleRequest): string | null {
  switch (operation) {
    case 'stortingsperioder':
      return answer(
        'stortingsperioder_oversikt',
        `<stortingsperioder_liste>${span('stortingsperiode', '2021-2025')}</stortingsperioder_liste>`,
      );
    case 'sesjoner':
      return answer('sesjoner_oversikt', `<sesjoner_liste>${span('sesjon', '2023-2024')}</sesjoner_liste>`);
    case 'representanter':
      return answer(
        'representanter_oversikt',
        `<representanter_liste><representant>${TAJIK}</representant><representant>${EXAMPLE}</representant></representanter_liste><stortingsperiode_id>2021-2025</stortingsperiode_id>`,
      );
    case 'dagensrepresentanter':
      return answer(
        'dagensrepresentanter_oversikt',
        `<dagensrepresentanter_liste><dagensrepresentant>${EXAMPLE}</dagensrepresentant></dagensrepresentanter_liste>`,
      );
    case 'saker':
      return answer(
        'saker_oversikt',
        `<saker_liste>${[1, 2, 3].map((number) => `<sak>${matter(String(number))}</sak>`).join('')}</saker_liste><sesjon_id>${query.get('sesjonid') ?? '2023-2024'}</sesjon_id>`,
      );
    case 'sak':
      return answer('detaljert_sak', matter(number(query.get('sakid'))));
    case 'voteringer':
      return answer(
        'sak_votering_oversikt',
        `<sak_id>${number(query.get('sakid'))}</sak_id><sak_votering_liste>${vote('1')}${vote('2')}</sak_votering_liste>`,
      );
    case 'voteringsresultat':
      return answer(
        'voteringsresultat_oversikt',
        `<votering_id>${number(query.get('voteringid'))}</votering_id><voteringsresultat_liste><representant_voteringsresultat><fast_vara_for i:nil="true" /><representant>${EXAMPLE}</representant><vara_for i:nil="true" /><votering>for</votering></representant_voteringsresultat></voteringsresultat_liste>`,
      );
    default:
      return null;
  }
}

/** Only digits are echoed, so that nothing asked becomes markup. */
const number = (text: string | null): string => text?.replace(/\D/g, '') || '1';

const answer = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><${root} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://data.stortinget.no"><versjon>1.6</versjon>${inside}</${root}>`;

const span = (name: string, id: string): string =>
  `<${name}><versjon>1.6</versjon><fra>${id.slice(0, 4)}-10-01T00:00:00</fra><id>${id}</id><til>${id.slice(5)}-09-30T23:59:59</til></${name}>`;

function representative(
  id: string,
  first: string,
  last: string,
  gender: string,
  born: string,
  [county, countyName]: [string, string],
  [party, partyName]: [string, string],
): string {
  return `<versjon>1.6</versjon><doedsdato i:nil="true" /><etternavn>${last}</etternavn><foedselsdato>${born}T00:00:00</foedselsdato><fornavn>${first}</fornavn><id>${id}</id><kjoenn>${gender}</kjoenn><fylke><id>${county}</id><navn>${countyName}</navn></fylke><parti><id>${party}</id><navn>${partyName}</navn></parti><vara_representant>false</vara_representant>`;
}

const matter = (id: string): string =>
  `<versjon>1.6</versjon><behandlet_sesjon_id i:nil="true" /><dokumentgruppe>representantforslag</dokumentgruppe><emne_liste><emne><id>5</id><navn>ARBEIDSLIV</navn></emne></emne_liste><forslagstiller_liste><representant>${EXAMPLE}</representant></forslagstiller_liste><henvisning>Exempel ${id}</henvisning><id>${id}</id><innstilling_id>-1</innstilling_id><komite><id>ARBSOS</id><navn>Arbeids- og sosialkomiteen</navn></komite><korttittel>Exempel ${id}: en sak om arbeid (arbete)</korttittel><sist_oppdatert_dato>2024-01-1${id.at(-1)}T00:00:00</sist_oppdatert_dato><status>behandlet</status><tittel>Exempel ${id}: en sak om arbeid (arbete)</tittel><type>alminneligsak</type>`;

const vote = (id: string): string =>
  `<sak_votering><alternativ_votering_id>-1</alternativ_votering_id><antall_for>1</antall_for><antall_ikke_tilstede>0</antall_ikke_tilstede><antall_mot>0</antall_mot><personlig_votering>true</personlig_votering><vedtatt>true</vedtatt><votering_id>${id}</votering_id><votering_resultat_type_tekst i:nil="true" /><votering_tema>Exempel: en votering</votering_tema><votering_tid>2024-01-17T16:00:00.1</votering_tid></sak_votering>`;
