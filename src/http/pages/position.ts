import { z } from 'zod';
import { html, type Markup } from '../markup.ts';
import type { Rendering } from '../saved-queries/format.ts';
import type { PageLanguage } from '../saved-queries/front-matter.ts';
import { originalMarkup, provenance } from './original.ts';

export const position = z.object({
  status: z.string(),
  stance: z.string(),
  summary: z.string().nullable(),
  /** The party’s own words. */
  text: z.string().nullish(),
  language: z.string().nullish(),
  provenance,
});
export type Position = z.output<typeof position>;

const words = {
  sv: {
    withoutStance: 'Svarade, utan ställningstagande',
    own: 'Partiets egna ord',
    /** What each outcome does and does not say. */
    outcomes: {
      ANSWERED: 'Partiet svarade. Frågan ber inte om ett ställningstagande, eller svaret har inget.',
      NOT_ASSESSED: 'Partiet svarade. Ingen redaktör har ännu läst ut vad det tycker.',
      NO_POSITION: 'Partiet svarade att det inte har någon politik i frågan.',
      DECLINED: 'Partiet svarade att det inte deltar.',
      NO_RESPONSE: 'Föreningen noterar att inget svar kom.',
      NOT_SHOWN: 'Originalet nämner inte partiet i den här frågan. Det säger inget om vad partiet tycker.',
    },
  },
  en: {
    withoutStance: 'Answered, without a stance',
    own: 'The party’s own words',
    outcomes: {
      ANSWERED: 'The party answered. The question asks for no stance, or the answer takes none.',
      NOT_ASSESSED: 'The party answered. No editor has read its stance yet.',
      NO_POSITION: 'The party replied that it has no policy on the question.',
      DECLINED: 'The party replied that it does not take part.',
      NO_RESPONSE: 'The association notes that no reply came.',
      NOT_SHOWN:
        'The original does not name the party for this question. That says nothing of what the party thinks.',
    },
  },
} as const;

/** The stance of a position, or why it has none: silence, refusal and an answer without a stance differ. */
export function outcomeOf({ status, stance }: Pick<Position, 'status' | 'stance'>): string {
  if (status !== 'ANSWERED') return status;
  return stance === 'NONE' ? 'ANSWERED' : stance;
}

/** What an outcome is called. */
export function outcomeName(outcome: string, { query, lang }: Pick<Rendering, 'query' | 'lang'>): string {
  if (outcome === 'ANSWERED') return words[lang].withoutStance;
  return query.valueNames[outcome]?.[lang] ?? outcome;
}

/** What an outcome means, where its name alone does not say. */
const meaningOf = (outcome: string, lang: PageLanguage): string | null => {
  const meanings: Readonly<Record<string, string>> = words[lang].outcomes;
  return meanings[outcome] ?? null;
};

/** The outcome in words, the summary, the party’s own words, and the lines of the original. */
export function positionMarkup(of: Position, rendering: Rendering): Markup {
  const { lang } = rendering;
  const outcome = outcomeOf(of);
  const meaning = meaningOf(outcome, lang);
  return html`<p><strong>${outcomeName(outcome, rendering)}.</strong>${meaning ? html` <span class="quiet">${meaning}</span>` : null}</p>${
    of.summary ? html`<p>${of.summary}</p>` : null
  }${
    of.text
      ? html`<details><summary>${words[lang].own}</summary><blockquote lang="${(of.language ?? 'sv').toLowerCase()}">${of.text}</blockquote></details>`
      : null
  }${originalMarkup(of.provenance, lang)}`;
}
