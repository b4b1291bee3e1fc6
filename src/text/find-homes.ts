import { ANY_MARK, lastGroup, MARK, markAll, whole } from './marks.ts';
import { NUMBER_WORD } from './number-words.ts';

/*
 * Where somebody lives. The address of a work place stays; an address is a home where a word says so, where it has a
 * floor or a flat, or where a person's name stands before a whole postal address.
 */

const STREET = String.raw`(?!(?:Box|Postbok?s?|PB|P\.O|Pb|Ref|Besöksadress|Plan|Rum|Sal|Hus)(?!\p{L}))\p{Lu}\p{L}{1,40}(?:\.?(?: \p{L}{2,20}){0,2} |\. ?)\d{1,4}(?: ?[A-Za-z](?![\p{L}\d]))?`;
const FLOOR = String.raw`(?:lgh\.?|lägenhet|läg\.?nr|[HhUu]0\d{3}|nb|n\.b\.|bv|\d{1,2} ?tr(?:appor|p)?|vån(?:ing)? ?\d|as\. ?\d{1,3}|(?:st|\d{1,2})\. ?(?:th|tv|mf|sal)|leil(?:ighet)?\.? ?\d|apt\.? ?\d|[A-H] \d{1,3})(?!\p{L})\.? ?\d{0,4}`;
const POSTCODE = String.raw`(?:(?:SE|S|NO|N|DK|FI|FIN)-)?(?:\d{3} ?\d{2}|\d{4,5})(?!\d)`;
const TOWN = String.raw`\p{Lu}[\p{L}-]{1,40}(?: (?:i )?\p{Lu}\p{L}{1,40})?`;
const ASIDE = String.raw`(?: \([^)\n\u0001-\u0005]{1,30}\))?`;
const WITH_FLOOR = String.raw`${STREET}(?:,? ?${FLOOR})?`;
const END = String.raw`${ASIDE}(?:,? (?:i )?(?:${POSTCODE} )?${TOWN}|,? ${POSTCODE})?`;

const LIVES = String.raw`[Bb]or(?: (?:numera|idag|ensam|med \p{Ll}{2,12}))?(?: (?:på|i|vid|hos))?:?|[Hh]emma(?: hos (?:\p{L}{2,14}))?(?: på| i)?:?|(?:[Hh]em|[Bb]ostads|[Pp]rivat|[Hh]jemme)adress(?:en|e|a)?(?: är| er)?:?|[Bb]ostad(?:en)?:|[Ff]olkbokförd(?: på| i)?:?|[Bb]opæl:?|[Hh]ome(?: address)?:|[Ll]iv(?:es|ing) (?:at|on)|[Rr]esid(?:es|ing) at|[Bb]osatt (?:på|i)|är boende på|Hem:|[Hh]jemme(?: hos \p{L}{2,14})?(?: på| i)?:?|[Aa]suu|[Kk]otiosoite:?|[Ll]eilighet(?:en)?:|[Ll]ägenhet(?:en)?:|[Pp]rivat:`;
const LIVES_AT = new RegExp(String.raw`(?<!\p{L})(?:${LIVES}) (${WITH_FLOOR}${END})`, 'gu');
const MAY_LIVE =
  /(?<!\p{L})(?:[Bb]o(?:r|st|sa|pæl)|[Hh]em|är boende|[Pp]rivat|[Hh]jem|[Ff]olkbok|[Hh]ome|[Ll]iv(?:es|ing)|[Rr]esid|[Aa]suu|[Kk]otios|[Ll]eilighet|[Ll]ägenhet)/u;
const HAS_STREET = /\p{Lu}\p{L}{1,40}(?:\.?(?: \p{L}{2,20}){0,2} |\. ?)\d/u;
const HOME = new RegExp(String.raw`${STREET},? ?${FLOOR}${END}`, 'gu');
const MAY_HAVE_FLOOR = new RegExp(String.raw`\d ?\p{L}?,? ?${FLOOR}`, 'u');
/** “Exempelgatan 4, 123 45 Provstad (hemadressen)” */
const CALLED_HOME = new RegExp(
  String.raw`${STREET}(?:${END})(?=,? ?\((?:[Hh]em|[Hh]ome|[Hh]jem|[Pp]rivat|[Bb]ostad))`,
  'gu',
);
const POSTAL = new RegExp(String.raw`${WITH_FLOOR}${ASIDE},? (?:i )?${POSTCODE} ${TOWN}`, 'gu');
/** A name before it, in the same sentence; and no word for a work place. */
const NAMED = new RegExp(String.raw`${MARK.name}[^\n.!?]{0,30}$`, 'u');
const AT_WORK = new RegExp(
  String.raw`(?<!\p{L})(?:att|attn)[.:]? ?${ANY_MARK}|(?:[Bb]esöks|[Pp]ost|[Aa]rbets|besøks|leverans|faktura|visiting )\p{L}*adress|[Kk]ontor|butik|klinik|skola|office|(?<!\p{L})(?:AB|AS|Oy|A\/S|ApS)(?!\p{L})`,
  'u',
);

const before = ({ index, input }: RegExpExecArray): string => input.slice(Math.max(0, index - 60), index);

/** The number of the house in words: “bor på Provgatan tolv B, två trappor”. */
const IN_WORDS = new RegExp(
  String.raw`(?<!\p{L})(?:${LIVES}) (\p{Lu}\p{L}{3,40}(?: \p{L}{2,20})? (?:nummer |nr )?(?:${NUMBER_WORD}){1,3}(?: [A-H](?!\p{L}))?(?:,? (?:(?:${NUMBER_WORD})|\d{1,2}) (?:trapp(?:or|a)?|etasje|våning(?:en)?|sal)| på \p{L}{3,12} våningen)?)(?!\p{L})`,
  'gu',
);
/** In small letters, with the number in figures or words: “hem till mig: provstigen åtta, två trappor”. */
const IN_SMALL = new RegExp(
  String.raw`(?<!\p{L})(?:${LIVES}|hem till (?:mig|oss|honom|henne):?|hemma hos (?:mig|oss):?) ((?:\p{L}{2,20} )?\p{L}{2,20}(?:gatan|vägen|stigen|gränden|backen|vägen|torget|gata|väg|stig|gränd|allén|veien|vegen|gata|gaten|vejen|gade|katu|tie) (?:nummer |nr )?(?:(?:${NUMBER_WORD}){1,3}|\d{1,4})(?: (?:be|ce|de|[a-h]))?(?:,? (?:(?:${NUMBER_WORD})|\d{1,2}) (?:trapp(?:or|a)?|tr|etasje|våning(?:en)?|sal))?)(?!\p{L})`,
  'giu',
);
const LIVES_THERE =
  /(?:[Bb]or|[Hh]em(?: till)?|[Bb]o(?:satt|ende|pæl)|[Hh]emma|[Hh]jemme|adress(?:e|en|a)?:?|[Ff]olkbokförd|[Ll]iv(?:es|ing)|[Rr]esid|[Aa]suu) /u;
export function markHomesInWords(text: string): string {
  if (!LIVES_THERE.test(text)) return text;
  return markAll(markAll(text, IN_WORDS, 'number', lastGroup), IN_SMALL, 'number', lastGroup);
}

/** Marks addresses that words of their own show to be homes. */
export function markHomes(text: string): string {
  let marked = text;
  if (!HAS_STREET.test(text)) return text;
  if (MAY_LIVE.test(marked)) marked = markAll(marked, LIVES_AT, 'number', lastGroup);
  if (MAY_HAVE_FLOOR.test(marked))
    marked = markAll(marked, HOME, 'number', (match) => (AT_WORK.test(before(match)) ? null : whole(match)));
  if (/\((?:[Hh]em|[Hh]ome|[Hh]jem|[Pp]rivat|[Bb]ostad)/.test(marked))
    marked = markAll(marked, CALLED_HOME, 'number');
  return marked;
}

/** A street by its ending: “Norra Provvägen 212”, “Exempels gata 4 B”. */
const BY_ENDING = String.raw`(?:\p{Lu}[\p{L}-]{1,30} ){0,2}[\p{L}-]{1,30}(?:gatan|gata|vägen|väg|gränden|gränd|stigen|stig|backen|backe|allén|torget|torg|kroken|ringen|slingan|leden|vei|veien|vegen|veg|gate|vej|vejen|gade|gaden|katu|tie|kuja|polku|stien) (?:\d{1,4}|(?:${NUMBER_WORD}){1,3}(?!\p{L}))(?: ?[A-Za-hj-z](?![\p{L}\d]))?`;
/** Beside a name, with no firm between them: “Anna Exempel, Provgatan 4”, “fru Exempel på Provvägen 9”. */
const STREET_OF_PERSON = new RegExp(
  String.raw`(?<=${MARK.name}(?:,? (?:på|i|vid|at|in)|,|:|;| -)? )${BY_ENDING}(?:,? ?${FLOOR})?(?:,? ${POSTCODE} ${TOWN})?`,
  'gu',
);
/** In the signature of somebody who seeks work, below the name and the number. */
const APPLICANT =
  /(?<!\p{L})(?:jag (?:söker|heter|är|har)|söker (?:härmed|jobb|arbete)|min(?:a)? (?:ansökan|meriter)|mitt cv|jeg (?:søker|heter|er|har)|i am applying|my application)(?!\p{L})/iu;
const STREET_OF_APPLICANT = new RegExp(
  String.raw`(?<=${MARK.name} ?(?:\n ?[${MARK.name}${MARK.number}${MARK.email}]{1,60} ?){0,3}\n ?)${BY_ENDING}(?:,? ?${FLOOR})?(?:(?:,|\n)? ?${POSTCODE} ${TOWN})?`,
  'gu',
);
const FIRM = /[Kk]ontor|butik|klinik|skola|office|(?<!\p{L})(?:AB|AS|Oy|A\/S|ApS)(?!\p{L})/u;

/** A cheap test: a figure after a word, or a word for a street before a number word. */
const STREET_SOON = new RegExp(
  String.raw`[\p{L}.] \d|(?:gatan|vägen|stigen|gränden|backen|veien|vegen|gata|vej|gade) (?:${NUMBER_WORD})`,
  'u',
);
/** Marks addresses beside the name of a person; names are marked before. */
export function markNamedHomes(text: string): string {
  if (!text.includes(MARK.name) || !STREET_SOON.test(text)) return text;
  const own = APPLICANT.test(text) ? markAll(text, STREET_OF_APPLICANT, 'number') : text;
  const marked = markAll(own, STREET_OF_PERSON, 'number', (match) =>
    FIRM.test(before(match)) || (AT_WORK.test(before(match)) && /\d{2} \p{Lu}\p{L}/u.test(match[0]))
      ? null
      : whole(match),
  );
  if (!/\d{2} \p{Lu}\p{L}/u.test(marked)) return marked;
  return markAll(marked, POSTAL, 'number', (match) => {
    const near = before(match);
    return NAMED.test(near) && !AT_WORK.test(near) ? whole(match) : null;
  });
}
