import { z } from 'zod';
import { Language, type LocalisedText } from '../../entities/language.ts';
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
const OPPORTUNITIES: Readonly<Record<string, string>> = {
  små: 'small',
  medelstora: 'medium',
  stora: 'large',
};

/** One horizon of a row. */
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
  })
  .transform((read, context): BarometerRow => {
    const ssyk = read.ssyk.match(/\d{4}/g);
    const county = read.lan.padStart(2, '0');
    if (!ssyk || !/^\d{2}$/.test(county)) {
      context.addIssue({ code: 'custom', message: 'no code', path: [ssyk ? 'lan' : 'ssyk'] });
      return z.NEVER;
    }
    const shared = { occupationName: read.yb_yrke, round: textOrNull(read.omgang) };
    const situation = textOrNull(read.rekryteringssituation);
    const demand = textOrNull(read.prognos);
    const now = word(SITUATIONS, situation);
    const later = word(DEMAND, demand);
    const chances = OPPORTUNITIES[textOrNull(read.jobbmojligheter) ?? ''] ?? null;
    const sentences = [textOrNull(read.text_jobbmojligheter), textOrNull(read.text_rekryteringssituation)];
    return {
      ssyk: [...new Set(ssyk)],
      placeCode: county === '00' ? 'SE' : county,
      forecasts: [
        {
          ...shared,
          horizon: 'now',
          outlook: now,
          opportunities: chances,
          text: {
            [Language.SV]:
              sentences.filter((one) => one !== null).join(' ') || sentence('Rekrytering', situation),
            [Language.EN]: `Recruitment: ${now}.${chances === null ? '' : ` Opportunities: ${chances}.`}`,
          },
        },
        {
          ...shared,
          horizon: 'five-years',
          outlook: later,
          opportunities: null,
          text: {
            [Language.SV]: sentence('Efterfrågan på fem års sikt', demand),
            [Language.EN]: `Demand over five years: ${later}.`,
          },
        },
      ],
    };
  });

/** Translates a word of the source to a value of the schema; `other` for an unknown word. */
function word(words: Readonly<Record<string, string>>, used: string | null): string {
  return used === null ? 'not-assessed' : (words[used] ?? 'other');
}

function sentence(what: string, used: string | null): string {
  return `${what}: ${used ?? 'ingen bedömning'}.`;
}

/** The file is a list of rows. */
export const barometer = listOf(row);
