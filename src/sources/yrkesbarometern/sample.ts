import type { SampleRequest } from '../../upstream/sample.ts';

/** Two made-up occupations of the barometer, for the country and a county, in the wire format. */
export function samples({ operation }: SampleRequest): object | null {
  if (operation !== 'barometer') return null;
  return ['2512', '2221', '5120', '7111'].flatMap((ssyk, at) =>
    ['00', '01', '14'].map((lan) => ({
      yrkesomrade: 'Exempel',
      yb_yrke: `Exempel ${at + 1}: yrke`,
      yb_concept_id: '0000_000_000',
      yb_beskrivning: null,
      ssyk,
      ssyk_text: 'Exempel',
      lan,
      jobbmojligheter: 'medelstora',
      rekryteringssituation: 'balans',
      paradox: [],
      prognos: 'vara oförändrad',
      text_jobbmojligheter: 'Exempel på en bedömning; källan har inte nåtts.',
      text_rekryteringssituation: null,
      hogsta_bedomningsniva: 'nationellt',
      delvis_helt: 'helt',
      omgang: 'Exempel',
      taxonomi_version: 1,
    })),
  );
}
