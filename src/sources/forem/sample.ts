import type { SampleRequest } from '../../upstream/sample.ts';
import { sampleTime, windowed } from '../jobtech/sample.ts';

const OFFERS = ['90000001', '90000002'].map((number, at) => ({
  numerooffreforem: number,
  titreoffre: `Exempel: ${['développeur', 'infirmier'][at]} (H/F/X)`,
  nomemployeur: 'Exempel SA',
  url: `https://www.leforem.be/recherche-offres/offre-detail/${number}`,
  source: 'Via site Forem',
  typecontrat: 'Durée indéterminée',
  regimetravail: 'Temps plein',
  nombrepostes: 1,
  lieuxtravaillocalite: ['NAMUR'],
  lieuxtravailregionnuts: ['BE', 'BE35'],
  lieuxtravailgeo: [{ lon: 4.87, lat: 50.46 }],
}));

/** Answers in the form of the Opendatasoft API. */
export function samples({ operation, query }: SampleRequest): object | null {
  if (operation !== 'records') return null;
  const number = /^numerooffreforem = "(.*)"$/.exec(query.get('where') ?? '')?.[1];
  const found = OFFERS.filter(({ numerooffreforem }) => number === undefined || number === numerooffreforem);
  const [datedebutdiffusion] = sampleTime(-3, '').split('T');
  const [datefindiffusion] = sampleTime(30, '').split('T');
  const results = windowed(found, query).map((one) => ({ ...one, datedebutdiffusion, datefindiffusion }));
  return { total_count: found.length, results };
}
