import { Language, type LocalisedText } from '../../entities/language.ts';
import { ObservationStatus as Status } from '../../entities/statistics-vocabulary.ts';
import { entryOf } from '../../text/entry-of.ts';

/** The agencies whose symbols differ. */
export type StatusScheme = 'pxweb' | 'eurostat' | 'kolada';

/** What a raw status means. */
export interface StatusMeaning {
  kinds: Status[];
  text: LocalisedText;
}

const texts: Readonly<Record<Status, LocalisedText>> = {
  [Status.NOT_AVAILABLE]: { [Language.SV]: 'uppgift saknas', [Language.EN]: 'not available' },
  [Status.NOT_APPLICABLE]: { [Language.SV]: 'ej tillämpligt', [Language.EN]: 'not applicable' },
  [Status.CONFIDENTIAL]: { [Language.SV]: 'sekretess', [Language.EN]: 'confidential' },
  [Status.NIL]: { [Language.SV]: 'inget att redovisa', [Language.EN]: 'nil' },
  [Status.NOT_SIGNIFICANT]: { [Language.SV]: 'ej signifikant', [Language.EN]: 'not significant' },
  [Status.PROVISIONAL]: { [Language.SV]: 'preliminär', [Language.EN]: 'provisional' },
  [Status.ESTIMATED]: { [Language.SV]: 'skattad', [Language.EN]: 'estimated' },
  [Status.FORECAST]: { [Language.SV]: 'prognos', [Language.EN]: 'forecast' },
  [Status.REVISED]: { [Language.SV]: 'reviderad', [Language.EN]: 'revised' },
  [Status.BREAK]: { [Language.SV]: 'brott i tidsserien', [Language.EN]: 'break in time series' },
  [Status.LOW_RELIABILITY]: { [Language.SV]: 'osäker uppgift', [Language.EN]: 'low reliability' },
  [Status.DEFINITION_DIFFERS]: { [Language.SV]: 'avvikande definition', [Language.EN]: 'definition differs' },
  [Status.OTHER]: { [Language.SV]: 'annan markering', [Language.EN]: 'other mark' },
};

/** A PX file may define its own symbols; these are the common ones. */
const pxweb: Readonly<Record<string, Status>> = {
  '.': Status.NOT_APPLICABLE,
  '..': Status.NOT_AVAILABLE,
  '...': Status.NOT_AVAILABLE,
  '....': Status.NOT_AVAILABLE,
  ':': Status.CONFIDENTIAL,
  '-': Status.NIL,
  '*': Status.PROVISIONAL,
  p: Status.PROVISIONAL,
  e: Status.ESTIMATED,
  r: Status.REVISED,
  b: Status.BREAK,
  u: Status.LOW_RELIABILITY,
};

/** Flags since January 2025, and those of older data: s, z, c and r. */
const eurostat: Readonly<Record<string, Status>> = {
  b: Status.BREAK,
  c: Status.CONFIDENTIAL,
  C: Status.CONFIDENTIAL,
  N: Status.CONFIDENTIAL,
  P: Status.CONFIDENTIAL,
  d: Status.DEFINITION_DIFFERS,
  e: Status.ESTIMATED,
  i: Status.ESTIMATED,
  s: Status.ESTIMATED,
  f: Status.FORECAST,
  m: Status.NOT_APPLICABLE,
  z: Status.NOT_APPLICABLE,
  n: Status.NOT_SIGNIFICANT,
  p: Status.PROVISIONAL,
  r: Status.REVISED,
  u: Status.LOW_RELIABILITY,
};

const kolada: Readonly<Record<string, Status>> = {
  missing: Status.NOT_AVAILABLE,
  privacy: Status.CONFIDENTIAL,
};

/** Every kind that a raw status states: Eurostat writes several flags as one text, and confidentiality behind a bar. */
function kindsOf(scheme: StatusScheme, raw: string): Status[] {
  if (scheme === 'pxweb') return [entryOf(pxweb, raw.trim()) ?? Status.OTHER];
  if (scheme === 'kolada') return [entryOf(kolada, raw.trim().toLowerCase()) ?? Status.OTHER];
  const letters = [...raw.replaceAll('|', '').trim()];
  return [...new Set(letters.map((letter) => entryOf(eurostat, letter) ?? Status.OTHER))];
}

/**
 * What the agency says of a cell. `labels` are its own texts by symbol. A cell without a number and without a status is
 * not available; one with a number and without a status has nothing to be said.
 */
export function statusMeaning(
  scheme: StatusScheme,
  raw: string | null,
  hasValue: boolean,
  labels: ReadonlyMap<string, string> = new Map(),
): StatusMeaning {
  const kinds = raw === null ? (hasValue ? [] : [Status.NOT_AVAILABLE]) : kindsOf(scheme, raw);
  const own = raw === null ? undefined : labels.get(raw)?.replaceAll('|', ' ').trim();
  if (own) return { kinds, text: { [Language.EN]: own } };
  return { kinds, text: statusText(kinds) };
}

/** What kinds of status mean, in words. */
export function statusText(kinds: readonly Status[]): LocalisedText {
  if (kinds.length === 0) return {};
  const wordsIn = (language: Language) => kinds.map((kind) => texts[kind][language]).join(', ');
  return { [Language.SV]: wordsIn(Language.SV), [Language.EN]: wordsIn(Language.EN) };
}
