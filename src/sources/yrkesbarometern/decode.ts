import { z } from 'zod';
import { Language, type LocalisedText } from '../../entities/language.ts';
import { listOf, orNull } from '../../upstream/decode.ts';

const text = z.string().trim().min(1);

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
const OPPORTUNITIES: Readonly<Record<string, string>> = {
  små: 'small',
  medelstora: 'medium',
  stora: 'large',
};

/** What is read of one horizon of a row. */
export interface ForecastDraft {
  horizon: 'now' | 'five-years';
  outlook: string;
  opportunities: string | null;
  occupationName: string;
  round: string | null;
  text: LocalisedText;
}

/** One occupation of the barometer in one place. */
export interface BarometerRow {
  /** The groups it covers, four digits each. */
  ssyk: string[];
  placeCode: string;
  forecasts: ForecastDraft[];
}

const row = z
  .object({
    yb_yrke: text,
    // The form for several groups is not documented; whatever parts them is no digit.
    ssyk: z
      .string()
      .transform((codes) => codes.match(/\d{4}/g) ?? [])
      .refine((codes) => codes.length > 0),
    lan: z.string().regex(/^\d{2}$/),
    jobbmojligheter: orNull(text),
    rekryteringssituation: orNull(text),
    prognos: orNull(text),
    text_jobbmojligheter: orNull(text),
    text_rekryteringssituation: orNull(text),
    omgang: orNull(text),
  })
  .transform((read): BarometerRow => {
    const shared = { occupationName: read.yb_yrke, round: read.omgang };
    const now = word(SITUATIONS, read.rekryteringssituation);
    const later = word(DEMAND, read.prognos);
    const chances = read.jobbmojligheter === null ? null : (OPPORTUNITIES[read.jobbmojligheter] ?? null);
    const said = [read.text_jobbmojligheter, read.text_rekryteringssituation].filter((one) => one !== null);
    return {
      ssyk: [...new Set(read.ssyk)],
      placeCode: read.lan === '00' ? 'SE' : read.lan,
      forecasts: [
        {
          ...shared,
          horizon: 'now',
          outlook: now,
          opportunities: chances,
          text: {
            [Language.SV]: said.join(' ') || sentence('Rekrytering', read.rekryteringssituation),
            [Language.EN]: `Recruitment: ${now}.${chances === null ? '' : ` Opportunities: ${chances}.`}`,
          },
        },
        {
          ...shared,
          horizon: 'five-years',
          outlook: later,
          opportunities: null,
          text: {
            [Language.SV]: sentence('Efterfrågan på fem års sikt', read.prognos),
            [Language.EN]: `Demand over five years: ${later}.`,
          },
        },
      ],
    };
  });

/** A word of the source in the schema's words; one that is not known is not guessed at. */
function word(words: Readonly<Record<string, string>>, said: string | null): string {
  return said === null ? 'not-assessed' : (words[said] ?? 'other');
}

function sentence(what: string, said: string | null): string {
  return `${what}: ${said ?? 'ingen bedömning'}.`;
}

/** The whole file: a bare list. */
export const barometer = listOf(row);
