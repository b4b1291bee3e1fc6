import type { Token } from './name-tokens.ts';

/** Legal forms, and words for a trade that stand last in the name of a firm. */
const FORMS = new Set(
  `ab as asa oy oyj hb kb gmbh ltd inc llc plc aps group gruppen koncernen partners konsult bygg rekrytering bemanning service consulting solutions coffee burgers
  bil bilar bilservice plåt trä trähus möbler möbel måleri åkeri rör vvs schakt entreprenad redovisning städ frakt logistik livs bageri konditori chark optik fastigheter ställningar
  skor kläder reklam förlag resor juridik arkitekter holding invest kapital capital mekaniska svets smide snickeri lantbruk maskin maskiner trädgård blommor golv kakel elektriska elteknik larm
  hiss ventilation frisör frisörer salong hårvård bryggeri grill bistro eiendom eiendomsmegling byggmarked elektro auto bakeri hotels brewery bakery trucks motors interiør rørlegger entreprenør
  tømrer tandvård bokhandel järn järnhandel antikvariat auktioner metall verkstad industri industrier timber lumber foods seafood marine shipping lines rederi catering
  act accords agreement convention directive framework foundation award prize fellowship scholarship lecture programme initiative conference airport bridge cup
  labs tech software technologies games pharma biotech robotics interactive ventures
  optiker catering tryck tryckeri damask design studios wine wines vin viner`.split(/\s+/),
);
const ENDING =
  /.{3}(?:handel|handeln|åkeri|måleri|entreprenad|redovisning|fastigheter|ställningar|tryckeri|bryggeri|mekaniska|anläggning|proffsen|center|möbler|maskiner|byggen|teknik|förmedling|mäkleri|uthyrning|försäljning|produktion|produkter|tillverkning|byrå|fastighetsbyrå|stugby|konditori|restauranger|krogar|arkitekter|advokatbyrå|bryggerier|gruppen|stål|trävaror|handtryck|instrument|elektronik|shopen)$/u;

/** Whether a word ends the name of a firm: “Exempels Bygghandel”. */
export const isFirmName = (lower: string): boolean => FORMS.has(lower) || ENDING.test(lower);

/** The same of a word of a text, which is no family name. */
export function isFirmWord({ kind, lower, about }: Token): boolean {
  const { isCapital, isRole, listed } = about;
  if (kind !== 'word' || !isCapital || isRole || listed.given === 2 || listed.family === 2) return false;
  return isFirmName(lower);
}
