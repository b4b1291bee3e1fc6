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

/** A text, or null for anything else. By hand: the file has five thousand rows, and a schema a field takes three times as long. */
function said(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const row = z
  .object({
    yb_yrke: requiredText,
    // The form for several groups is not documented; whatever parts them is no digit.
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
    const shared = { occupationName: read.yb_yrke, round: said(read.omgang) };
    const situation = said(read.rekryteringssituation);
    const demand = said(read.prognos);
    const now = word(SITUATIONS, situation);
    const later = word(DEMAND, demand);
    const chances = OPPORTUNITIES[said(read.jobbmojligheter) ?? ''] ?? null;
    const sentences = [said(read.text_jobbmojligheter), said(read.text_rekryteringssituation)];
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

/** A word of the source in the schema's words; one that is not known is not guessed at. */
function word(words: Readonly<Record<string, string>>, used: string | null): string {
  return used === null ? 'not-assessed' : (words[used] ?? 'other');
}

function sentence(what: string, used: string | null): string {
  return `${what}: ${used ?? 'ingen bedömning'}.`;
}

/** The whole file: a bare list. */
export const barometer = listOf(row);
