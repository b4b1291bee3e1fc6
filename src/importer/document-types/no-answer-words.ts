import { PositionStatus } from '../../entities/vocabulary.ts';
import { fold } from '../../text/fold.ts';

/** The usual words, in Swedish, Norwegian and English, for that no answer came. Compared without diacritics. */
const silent = new RegExp(
  `^(?:${[
    '(?:har |vi har |partiet har |har dock )?(?:ej|inte|icke|aldrig) (?:svarat|besvarat|aterkommit|inkommit|horts av|lamnat svar)',
    'svarade (?:ej|inte|aldrig)',
    'besvarade (?:ej|inte)',
    '(?:inget|ej|inga|uteblivet) svar',
    '(?:vi )?aterkommer(?: med (?:ett )?svar)?(?: senare| inom kort)?',
    '(?:svar )?(?:invantas|avvaktas)',
    'svar (?:saknas|ej inkommet|har (?:ej|inte) (?:inkommit|lamnats)|uteblev|uteblir)',
    'ingen (?:respons|aterkoppling)',
    'har ikke (?:svart|besvart)',
    'har ikkje (?:svara|svart)',
    'ikk(?:e|je) (?:svart|svara|besvart)',
    'svarte ikk(?:e|je)',
    'besvarte ikke',
    '(?:intet|ikke noe|ikkje noko|ingen) svar',
    'svar mangler',
    'ubesvart',
    '(?:no|not any) (?:response|answer|reply)',
    '(?:has|have|had)(?: not|n t|nt) (?:answered|responded|replied)',
    '(?:did|does|do)(?: not|n t|nt) (?:answer|respond|reply)',
    '(?:not|un) ?(?:answered|responded)',
    'never (?:answered|responded|replied)',
  ].join(
    '|',
  )})(?: (?:pa|till|inom|trots|i tid|annu|an|ens|fran|vid|den|this|to|by|in time|despite|yet|on|innen|tross|fra|enna|enda|within|received|given|mottatt|inkommet|har inkommit|har lamnats)\\b.{0,120})?$`,
);
/** And for that a party declines to take part. */
const declining = [
  /\b(?:vi |partiet |tyvarr |dessvarre )?(?:avstar|avstod|avbojer|avbojde|avbojt|avstatt)\b(?! inte| ej| ikke)/,
  /\b(?:ingen|inte|ej) (?:nagon )?mojlighet (?:att|till att) (?:svara|delta|medverka|besvara)/,
  /\b(?:kan|kunna|kommer|vill|ska|hinner|onskar|kommer att|har valt att|valjer att|har) (?:vi |partiet )?(?:tyvarr )?(?:inte|ej) (?:att )?(?:kunna )?(?:svara|delta|medverka|besvara|hinna svara)\b/,
  /\b(?:deltar|medverkar) (?:inte|ej|ikke)\b/,
  /\b(?:valjer|valt) att (?:inte|ej|avsta)/,
  /\bsvarar (?:inte|ej|generellt inte) (?:pa|i) (?:den har |denna |sadana |er |enkat)/,
  /\b(?:tackar|takker) nej\b|\btakker nei\b/,
  /^ingen kommentar(?:er)?$|^no comments?$/,
  /\b(?:onsker|kan|vil|rekker) (?:dessverre )?ikke (?:a )?(?:svare|delta|besvare)\b/,
  /\b(?:ingen|ikke) (?:anledning|mulighet) til a (?:svare|delta|besvare)\b/,
  /\b(?:velger|valgt) (?:a )?ikke (?:a )?(?:svare|delta)\b/,
  /\b(?:declines?|declined|abstains?|abstained)\b(?! by)/,
  /\b(?:unable|not able) to (?:answer|respond|reply|take part|participate)\b/,
  /\b(?:cannot|can not|can t|will not|won t|do not wish to|does not wish to|prefer not to|chose not to|chosen not to|have decided not to|has decided not to)(?: be able to)? (?:answer|respond|reply|take part|participate)\b/,
];
/** And for that it has no opinion. */
const undecided =
  /^(?:(?:vi|partiet) )?(?:vet (?:ej|inte|ikke|ikkje)|(?:har )?(?:ingen|inga|inget|ingen egen) (?:asikt(?:er)?|uppfattning|stallning|standpunkt|mening|synpunkter|politik|standpunkter)|har (?:(?:annu|enna) )?(?:inte|ej|ikke) (?:annu )?(?:tagit stallning|tatt stilling|nagon (?:asikt|uppfattning|standpunkt))|ingen mening|(?:we )?(?:have )?no (?:opinion|position)|(?:we )?(?:do not|don t) know|undecided)(?: (?:i|om|pa|annu|for|dag|nu|on|about|yet|i dagslaget)\b.{0,80})?$/;
/** A longer text says more than that it is a refusal. */
const maxRefusalLength = 260;

export type NoAnswer = PositionStatus.NO_RESPONSE | PositionStatus.DECLINED | PositionStatus.NO_POSITION;

/** What the usual words in a text say: that no answer came, that the party declines or has no opinion, or nothing of the kind. */
export function usualStatus(text: string): { status: NoAnswer; isCertain: boolean } | null {
  if (/^[\s–—−\-./]{1,5}$/u.test(text)) return { status: PositionStatus.NO_RESPONSE, isCertain: true };
  const folded = fold(text.replace(/^[([\s]+|[)\]\s]+$/gu, ''))
    .replace(/[^\p{L}\p{N}.!? ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [first = ''] = folded.split(/[.!?](?: |$)/u);
  const rest = folded.slice(first.length).replace(/^[.!? ]+/u, '');
  // After the name of the party: "Centern har inte svarat".
  const isSilent =
    silent.test(first) ||
    silent.test(first.replace(/^\S+(?: \S+){0,2}? (?=har |svarade |svarte |did |has |have )/u, ''));
  if (isSilent && rest.length < 100) return { status: PositionStatus.NO_RESPONSE, isCertain: true };
  if (undecided.test(first) && rest === '') return { status: PositionStatus.NO_POSITION, isCertain: true };
  if (!declining.some((words) => words.test(first))) return null;
  return { status: PositionStatus.DECLINED, isCertain: folded.length <= maxRefusalLength };
}
