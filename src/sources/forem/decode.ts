import { z } from 'zod';
import { GeoPoint } from '../../entities/job-ad.ts';
import { entity } from '../../entities/node.ts';
import { instantIn, lastInstant } from '../../text/local-time.ts';
import { placedListOf, readable } from '../../upstream/decode.ts';
import { adId, optionalCount, optionalText, requiredText } from '../formats/fields.ts';
import { type JobAdDraft, storedAd } from '../jobtech/ad-draft.ts';
import { finishedAd } from '../jobtech/finished-ad.ts';
import { adAddress } from '../jobtech/job-ad.ts';
import { unstatedAd } from '../jobtech/unstated-ad.ts';

const BRUSSELS = 'Europe/Brussels';
const day = optionalText.transform((value) => (value ? instantIn(BRUSSELS, value) : null));
const points = readable(z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }));
const texts = readable(z.string());

/** An offer has no description. Dates are days; places are names and NUTS codes of any level. */
const offer = z
  .object({
    numerooffreforem: adId,
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
    return finishedAd({
      ...unstatedAd(),
      nativeId: found.numerooffreforem,
      headline: found.titreoffre,
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
    });
  });

/** A page of offers as a store has it. */
export const storedRecords = z.object({
  total_count: z.number(),
  results: z.array(z.object({ place: z.number(), item: storedAd })),
});

export const records = z.object({
  total_count: z.int32().nonnegative(),
  results: placedListOf(offer),
});
