import { z } from 'zod';
import { GeoPoint } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { instantIn, lastInstant } from '../../text/local-time.ts';
import { scrubHeadline } from '../../text/scrub-contacts.ts';
import { placedListOf, readable } from '../../upstream/decode.ts';
import { optionalCount, optionalText, requiredId, requiredText } from '../formats/fields.ts';
import { adAddress, type JobAdDraft } from '../jobtech/job-ad.ts';
import { unstatedAd } from '../jobtech/unstated-ad.ts';

const BRUSSELS = 'Europe/Brussels';
const day = optionalText.transform((value) => (value ? instantIn(BRUSSELS, value) : null));
const points = readable(z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }));
const texts = readable(z.string());

/** An offer has no description. Dates are days; places are names and NUTS codes of any level. */
const offer = z
  .object({
    numerooffreforem: requiredId,
    titreoffre: requiredText,
    nomemployeur: optionalText,
    url: optionalText,
    source: optionalText,
    typecontrat: optionalText,
    regimetravail: optionalText,
    nombrepostes: optionalCount,
    lieuxtravaillocalite: texts,
    lieuxtravailregionnuts: texts,
    lieuxtravailgeo: points,
    datedebutdiffusion: day,
    datefindiffusion: optionalText.transform((value) => (value ? lastInstant(BRUSSELS, value) : null)),
  })
  .transform((found): JobAdDraft => {
    const url =
      adAddress(found.url) ??
      `https://www.leforem.be/recherche-offres/offre-detail/${encodeURIComponent(found.numerooffreforem)}`;
    const [point] = found.lieuxtravailgeo;
    const nuts = found.lieuxtravailregionnuts.find((code) => /^[A-Z]{2}/.test(code));
    return {
      ...unstatedAd(),
      nativeId: found.numerooffreforem,
      headline: scrubHeadline(found.titreoffre, 'BE'),
      employer: found.nomemployeur,
      workplaceLocality: found.lieuxtravaillocalite[0] ?? null,
      publishedAt: found.datedebutdiffusion,
      applicationDeadline: found.datefindiffusion,
      numberOfVacancies: found.nombrepostes,
      employmentType: found.typecontrat,
      workingHoursType: found.regimetravail,
      coordinates: point ? entity(GeoPoint, { latitude: point.lat, longitude: point.lon }) : null,
      webpageUrl: url,
      links: [{ site: found.source ?? 'leforem.be', url }],
      country: nuts?.slice(0, 2) ?? 'BE',
    };
  });

export const records = z.object({
  total_count: z.int32().nonnegative(),
  results: placedListOf(offer),
});
