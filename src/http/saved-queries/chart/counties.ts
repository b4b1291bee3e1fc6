/** The counties by their codes, and what the outline calls them. */
export const counties: ReadonlyMap<string, { name: string; outline: string }> = new Map(
  (
    [
      ['01', 'Stockholms län', 'stockholm'],
      ['03', 'Uppsala län', 'uppsala'],
      ['04', 'Södermanlands län', 'sodermanland'],
      ['05', 'Östergötlands län', 'ostergotland'],
      ['06', 'Jönköpings län', 'jonkoping'],
      ['07', 'Kronobergs län', 'kronoberg'],
      ['08', 'Kalmar län', 'kalmar'],
      ['09', 'Gotlands län', 'gotland'],
      ['10', 'Blekinge län', 'blekinge'],
      ['12', 'Skåne län', 'skane'],
      ['13', 'Hallands län', 'halland'],
      ['14', 'Västra Götalands län', 'vastra gotaland'],
      ['17', 'Värmlands län', 'varmland'],
      ['18', 'Örebro län', 'orebro'],
      ['19', 'Västmanlands län', 'vastmanland'],
      ['20', 'Dalarnas län', 'dalarna'],
      ['21', 'Gävleborgs län', 'gavleborg'],
      ['22', 'Västernorrlands län', 'vasternorrland'],
      ['23', 'Jämtlands län', 'jamtland'],
      ['24', 'Västerbottens län', 'vasterbotten'],
      ['25', 'Norrbottens län', 'norrbotten'],
    ] as const
  ).map(([code, name, outline]) => [code, { name, outline }]),
);
