import { z } from 'zod';
import { JobOpportunities } from '../../entities/forecast.ts';
import { Language, type LocalisedText } from '../../entities/language.ts';
import { entryOf } from '../../text/entry-of.ts';
import { listOf } from '../../upstream/decode.ts';
import { requiredText, textOrNumber } from '../formats/fields.ts';

const SITUATIONS: Readonly<Record<string, string>> = {
  brist: 'shortage',
  balans: 'balance',
  överskott: 'surplus',
  paradox: 'paradox',
};
const DEMAND: Readonly<Record<string, string>> = {
  öka: 'increase',
  'vara oförändrad': 'unchanged',
  minska: 'decrease',
};
const OPPORTUNITIES: Readonly<Record<string, JobOpportunities>> = {
  små: JobOpportunities.SMALL,
  medelstora: JobOpportunities.MEDIUM,
  stora: JobOpportunities.LARGE,
};

/** One horizon of a row. */
export interface ForecastDraft {
  horizon: 'now' | 'five-years';
  outlook: string;
  jobOpportunities: JobOpportunities | null;
  occupationName: string;
  round: string | null;
  /** The word of the source for the outlook. */
  outlookAsStated: string | null;
  text: LocalisedText | null;
  /** The level at which it was assessed, in the word of the source. */
  assessedLevel: string | null;
  /** Whether the assessment of a county is that of a wider region; null where the source does not say. */
  isBorrowed: boolean | null;
  /** Whether the occupation is a part of its group; null where the source does not say. */
  isPartOfGroup: boolean | null;
}

/** One occupation of the barometer in one place. */
export interface BarometerRow {
  /** SSYK codes of the groups it covers, four digits each. */
  ssyk: string[];
  placeCode: string;
  forecasts: ForecastDraft[];
}

/** A text, or null for anything else. Not a schema: with one for each field the file of 5 000 rows takes three times as long. */
function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const row = z
  .object({
    yb_yrke: requiredText,
    // The separator of several groups is not documented; any character that is no digit separates them.
    ssyk: textOrNumber,
    lan: textOrNumber,
    jobbmojligheter: z.unknown().optional(),
    rekryteringssituation: z.unknown().optional(),
    prognos: z.unknown().optional(),
    text_jobbmojligheter: z.unknown().optional(),
    text_rekryteringssituation: z.unknown().optional(),
    omgang: z.unknown().optional(),
    hogsta_bedomningsniva: z.unknown().optional(),
    delvis_helt: z.unknown().optional(),
  })
  .transform((read, context): BarometerRow => {
    const ssyk = read.ssyk.match(/\d{4}/g);
    const county = read.lan.padStart(2, '0');
    if (!ssyk || !/^\d{2}$/.test(county)) {
      context.addIssue({ code: 'custom', message: 'no code', path: [ssyk ? 'lan' : 'ssyk'] });
      return z.NEVER;
    }
    const placeCode = county === '00' ? 'SE' : county;
    const level = textOrNull(read.hogsta_bedomningsniva);
    const shared = {
      occupationName: read.yb_yrke,
      round: textOrNull(read.omgang),
      assessedLevel: level,
      isBorrowed: placeCode === 'SE' ? false : borrowed(level),
      isPartOfGroup: entryOf(PARTS, textOrNull(read.delvis_helt)?.toLowerCase() ?? '') ?? null,
    };
    const situation = textOrNull(read.rekryteringssituation);
    const demand = textOrNull(read.prognos);
    return {
      ssyk: [...new Set(ssyk)],
      placeCode,
      forecasts: [
        {
          ...shared,
          horizon: 'now',
          outlook: word(SITUATIONS, situation),
          outlookAsStated: situation,
          jobOpportunities: entryOf(OPPORTUNITIES, textOrNull(read.jobbmojligheter) ?? '') ?? null,
          text: joined(textOrNull(read.text_jobbmojligheter), textOrNull(read.text_rekryteringssituation)),
        },
        {
          ...shared,
          horizon: 'five-years',
          outlook: word(DEMAND, demand),
          outlookAsStated: demand,
          jobOpportunities: null,
          text: null,
        },
      ],
    };
  });

const PARTS: Readonly<Record<string, boolean>> = { delvis: true, helt: false };

/** Only words that are surely of a county or of something wider are understood. */
function borrowed(level: string | null): boolean | null {
  if (level === null) return null;
  if (/^(?:nation|rik|landsdel)/i.test(level)) return true;
  return /^(?:län|lan)/i.test(level) ? false : null;
}

/** Two texts as one, every sentence once: the source repeats some in both. */
function joined(first: string | null, second: string | null): LocalisedText | null {
  const sentences = [first, second].flatMap((text) => text?.split(/(?<=[.!?])\s+/) ?? []);
  return sentences.length === 0 ? null : { [Language.SV]: [...new Set(sentences)].join(' ') };
}

/** Translates a word of the source to a value of the schema; `other` for an unknown word. */
function word(words: Readonly<Record<string, string>>, used: string | null): string {
  return used === null ? 'not-assessed' : (words[used] ?? 'other');
}

/** The file is a list of rows. */
export const barometer = listOf(row);
