/** How the codes of an agency's geographical dimension name places. */
export type PlaceScheme = 'scb' | 'kolada' | 'nuts';

/** The place that a code names: by its SCB code, `SE` for the country, or by its NUTS code. */
export type PlaceName = { scb: string } | { nuts: string };

/** The place of a code; null where it names none of the country, counties and municipalities. */
export function placeName(scheme: PlaceScheme | null, code: string): PlaceName | null {
  if (scheme === 'nuts') return /^SE\d{0,3}$/.test(code) ? { nuts: code } : null;
  if (scheme === 'kolada') {
    if (code === '0000') return { scb: 'SE' };
    // A region is “00” and the code of its county.
    const county = /^00(\d{2})$/.exec(code)?.[1];
    return county ? { scb: county } : /^\d{4}$/.test(code) ? { scb: code } : null;
  }
  if (scheme === 'scb') {
    if (code === '00' || code === 'SE') return { scb: 'SE' };
    return /^\d{2}$|^\d{4}$/.test(code) ? { scb: code } : null;
  }
  return null;
}

/** The codes by which an agency may know a place, the likeliest first. */
export function codesOfPlace(
  scheme: PlaceScheme | null,
  place: { key: string; nuts: string | null },
): string[] {
  const { key, nuts } = place;
  if (scheme === 'nuts') return nuts ? [nuts] : [];
  if (scheme === 'kolada') return [key === 'SE' ? '0000' : key.padStart(4, '0')];
  if (scheme === 'scb') return key === 'SE' ? ['00', 'SE'] : [key];
  return [];
}

/**
 * Codes that got their present meaning by a change of boundaries. Figures before that day are of another area, unless
 * the agency has recalculated them, so they are not joined with the place.
 */
export const placeSince: Readonly<Record<string, string>> = {
  // Malmöhus and Kristianstad became Skåne.
  '12': '1997-01-01',
  // Göteborg och Bohus, Älvsborg and Skaraborg became Västra Götaland; Habo and Mullsjö went to Jönköping.
  '14': '1998-01-01',
  '06': '1998-01-01',
  // Heby went from Västmanland to Uppsala.
  '03': '2007-01-01',
  '19': '2007-01-01',
  '0331': '2007-01-01',
  // Knivsta was a part of Uppsala.
  '0330': '2003-01-01',
  '0380': '2003-01-01',
  // Nykvarn was a part of Södertälje.
  '0140': '1999-01-01',
  '0181': '1999-01-01',
  // Gnesta and Trosa were parts of Nyköping.
  '0461': '1992-01-01',
  '0488': '1992-01-01',
  '0480': '1992-01-01',
  // Lekeberg was a part of Örebro.
  '1814': '1995-01-01',
  '1880': '1995-01-01',
  // Bollebygd was a part of Borås.
  '1443': '1995-01-01',
  '1490': '1995-01-01',
};
