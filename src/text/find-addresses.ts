import { markCodes } from './find-codes.ts';
import { markHomes, markHomesInWords } from './find-homes.ts';
import { toldAddresses } from './find-told-addresses.ts';
import { isNoLocal, writtenAddresses } from './find-written-addresses.ts';
import { MARK, markAll, markSpans } from './marks.ts';
import { knownBeginning, listedAs } from './name-lists.ts';
import { isOther } from './name-words.ts';
import { isIdOrAmount, isOrdered, isOrganisation, isReference, isReferenceAt } from './number-labels.ts';
import { isAfterName, numbersInPieces, numbersInWords } from './number-words.ts';
import { escapeRegExp } from './pattern.ts';

/*
 * Every repetition below has a bound, and every pattern begins where a run of its characters begins: the time grows with
 * the length of the text and not with its square.
 */

const NAMED_AT =
  'snabel(?:[- ]?a(?:lfa)?)?|(?:alfa|a)?-?(?:kr[uoø]ll?|snabel|slang(?:e|en)?|snurra|kringla)-?(?:alfa|a)?|alfat?egn|kanel(?:bulle|bolle|snegl?|snäcka)|\\p{L}{0,8}(?:snabel|krull|krøll|kanel)\\p{L}{0,8}|a (?:i|med|with|in) (?:en |ett |et |a )?(?:ring|cirkel|snabel|svans|circle|hale|krull)|(?:gris|ap|kat|katt|elefant)[es]?-?(?:knorr|svans|øre|öra|hale|snabel)|arroba|at-?(?:sign|tecken|tegn|merke|merkki)|ät-?(?:merkki)?|miuku(?:mauku)?|apestaart(?:je)?';
const OPEN = `[([{<_*'"|-]{1,2}`;
const CLOSE = String.raw`[)\]}>_*'"|-]{1,2}`;
const AT = String.raw`(?:@{1,3}|%40|${OPEN}\s?(?:at|a|@|${NAMED_AT})\s?${CLOSE})`;
const DOT = String.raw`(?:\.{1,3}|%2[eE]|\s\.\s|\s\.(?=(?:se|no|com|nu|org|net|eu|dk|fi|io)(?!\p{L}))|\s?[([{<]\s?(?:dot|punkt|punktum|pkt|prick|prikk|piste|\.)\s?[)\]}>]\s?|\s?[*_-](?:dot|punkt)[*_-]\s?)`;
const DOT_WORD = '(?:dot|punkt|punktum|pkt|prick|prikk|piste)';
const LOCAL_CHARACTERS = String.raw`[\p{L}\p{M}\d._%+'-]`;
const LOCAL = `(?<!${LOCAL_CHARACTERS})${LOCAL_CHARACTERS}{1,80}`;
const HOST = String.raw`[\p{L}\p{M}\d-]{1,63}`;
/** A sign for `@` and words for the full stops: `namn (ät) firma piste fi`. */
const EMAIL_MIXED = new RegExp(
  String.raw`${LOCAL}(?:\s${DOT_WORD}\s[\p{L}\d-]{1,40}){0,2}\s?${AT}\s?${HOST}(?:(?:${DOT}|\s${DOT_WORD}\s)${HOST}){1,4}`,
  'giu',
);
/** What stands around the sign: the sign is looked for first, since it is rare. */
const SIGN = new RegExp(String.raw`\s?${AT}\s?`, 'giu');
const LOCAL_BEFORE = new RegExp(`${LOCAL}$`, 'u');
const HOST_AFTER = new RegExp(String.raw`${HOST}(?:${DOT}${HOST}){1,8}`, 'iuy');
const TOP = '(?:se|no|com|nu|org|net|eu|dk|fi|io|example)';
/** With a remark in brackets for a machine, or any word in brackets for the sign: `namn@(ta bort)foretag.se`, `namn[aatt]foretag.se`. */
const REMARK = String.raw`[([{<][\p{L} -]{1,20}[)\]}>]`;
const EMAIL_WITH_REMARK = new RegExp(
  String.raw`${LOCAL}(?:${REMARK}${LOCAL_CHARACTERS}{0,60})?(?:@|${REMARK})(?:${REMARK})?${HOST}(?:${REMARK})?(?:[.,]${HOST}){0,4}[.,]${TOP}(?![\p{L}\d])`,
  'giu',
);
/** A comma in place of the last full stop: `namn@foretag,se`. */
const HOST_WITH_COMMA = new RegExp(String.raw`${HOST}(?:\.${HOST}){0,3},${TOP}(?![\p{L}\d])`, 'iuy');
/** Without a top-level domain: a host name inside a company's network, or an address that was cut off. */
const EMAIL_CUT = new RegExp(String.raw`${LOCAL}@(?:${HOST}|\[[\d.:a-f]{3,40}\])`, 'giu');
const SPACED_AT = String.raw`(?:@|[([{]\s?(?:at|a)\s?[)\]}])`;
const SPACED_DOT = String.raw`(?:\.|[([{]\s?(?:dot|punkt)\s?[)\]}])`;
/** Cheap tests that tell whether the patterns below are worth trying. */
const AT_IN_BRACKETS = new RegExp(String.raw`${OPEN}\s?(?:at|a|${NAMED_AT})\s?${CLOSE}`, 'iu');
const AT_ALONE = new RegExp(` ${SPACED_AT} `, 'iu');
const HOST_OF_LINK = /\.(?:com?|me|us|app|group|click|ee|gg|microsoft)(?![\p{L}\d])/iu;
const CHAT_SERVICE =
  /skype|sip:|xmpp|tg:|whatsapp|viber|facetime|msteams|callto|telegram|signal|messenger|snap|wechat|discord|teams|insta|facebook|tiktok|slack|kakao|(?<!\p{L})line(?!\p{L})|(?<!\p{L})ig(?!\p{L})/iu;
const DOT_IN_WORDS = new RegExp(`\\s${DOT_WORD}\\s`, 'iu');
const SIGNS_IN_WORDS = new RegExp(`\\s(?:${DOT_WORD}|${NAMED_AT})\\s`, 'iu');
/** In words: `namn at foretag dot se`, `namn snabel-a foretag.se`. */
const EMAIL_IN_WORDS = new RegExp(
  String.raw`${LOCAL}(?:\s${DOT_WORD}\s[\p{L}\d-]{1,40}){0,2}\s(?:at\s${HOST}(?:\s${DOT_WORD}\s${HOST}){1,3}|(?:${NAMED_AT})\s${HOST}(?:\s${DOT_WORD}\s${HOST}){1,3}|på\s${HOST}(?:\s${DOT_WORD}\s${HOST}){0,2}\s${DOT_WORD}\s${TOP}(?!\p{L})|(?:${NAMED_AT})\s${HOST}(?:\.${HOST}){1,3})`,
  'giu',
);
/** After a word that asks to write, `namn at foretag.se` needs no other sign. */
const EMAIL_AFTER_CALL = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:mej?la|maila|mej?l|mail|e-?post|e-?mail|skriv till|write to|skickas? till):? )${LOCAL} at ${HOST}(?:\.${HOST}){1,3}`,
  'giu',
);
/** With a sign that stands for `@` in no other place: `namn¤foretag.se`, `namn 🌀 foretag.se`. */
const EMAIL_ODD = new RegExp(
  String.raw`${LOCAL}(?:[¤§#^~$£€¥©®°¢«»‹›¿¡]{1,3}| ?[\p{Extended_Pictographic}\p{So}]{1,3}\ufe0f? ?)${HOST}(?:\.${HOST}){0,3}\.${TOP}(?![\p{L}\d])`,
  'giu',
);
/** With a sign that a remark tells to replace: “byt = mot @”, “@ i stället för =”. */
const SWAPPED =
  /(?<!\p{L})(?:byt(?:t|er)?(?: ut)?|ersätt(?:s|er)?|erstatt|replace|bytt(?: ut)?|i stället för|istället för|instead of|i stedet for) (?:alla |varje |tecknet |sign )?["'“‘(]?([^\p{L}\d\s"'“”‘’()@.,-])/iu;
function swappedEmails(text: string): Span[] {
  const sign = SWAPPED.exec(text)?.[1];
  if (sign === undefined) return [];
  const pattern = new RegExp(
    String.raw`${LOCAL}${escapeRegExp(sign)}${HOST}(?:\.${HOST}){0,3}\.${TOP}(?![\p{L}\d])`,
    'giu',
  );
  return [...text.matchAll(pattern)].map(spanOf);
}
const EMAIL_PERCENT = new RegExp(
  String.raw`(?<![\p{L}\d._%+/=?&-])\p{L}[\p{L}\d._+-]{1,60}%[\p{L}\d-]{2,40}(?:\.${HOST}){0,3}\.${TOP}(?![\p{L}\d])`,
  'giu',
);
/** Each character with the same sign after it: “n_a_m_n_@_f_o_r_e_t_a_g_._s_e”. */
const EMAIL_DIVIDED = /(?<!\S)\S([_.·*|-])\S(?:\1\S){6,80}(?!\S)/gu;
const ofAddress = (match: RegExpExecArray): Span | null => (match[0].includes('@') ? spanOf(match) : null);
/** At a service for everybody, without its domain: `namn.77 på gmail`. */
const EMAIL_OF_SERVICE =
  /(?<![\p{L}\d._%+'-])(?=[\p{L}\d._-]{0,40}(?:[._]\p{L}|\d))[\p{L}\d][\p{L}\d._-]{3,40}(?:[ ,]{1,2}|\s?\(?(?:på|at|hos|i|snabel-?a|@|a)\)?\s)(?:gmail|hotmail|outlook|yahoo|icloud|live|proton(?:mail)?|telia|bredband|spray|tele2|hey)(?:\s?(?:\.|punkt|dot|,)\s?|\s)?(?:com|se|no|dk|fi|me)?(?![\p{L}\d])|(?<=(?<!\p{L})(?:gmail|hotmail|outlook|yahoo|icloud|proton)(?:en|adress|adressen|konto)?(?: är)?[:= ]{1,2})(?=[\p{L}\d._-]{0,40}(?:[._]\p{L}|\d))[\p{L}\d][\p{L}\d._-]{3,40}[\p{L}\d]/giu;
/** Any word for the sign, after a word that asks to write. */
const EMAIL_ANY_SIGN = new RegExp(
  String.raw`(?<=(?<!\p{L})(?:mej?la|maila|mej?l|mail|e-?post\p{L}{0,6}|e-?mail|skriv|adress(?:en)?|nås|når)(?!\p{L})[^.\n]{0,30})${LOCAL}(?:\s${DOT_WORD}\s[\p{L}\d-]{1,40}){0,2}(?:\s[\p{L}:-]{1,14}){1,3}\s${HOST}(?:\s${DOT_WORD}\s${HOST}){0,2}\s${DOT_WORD}\s${TOP}(?![\p{L}\d])`,
  'giu',
);
/** With a blank after each letter: `n a m n @ f o r e t a g . s e`. */
const EMAIL_SPACED = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:[\p{L}\d_-]|${SPACED_DOT}) ){2,40}${SPACED_AT} (?:[\p{L}\d-] ){1,40}(?:${SPACED_DOT} (?:[\p{L}\d-] ){0,40}[\p{L}\d](?![\p{L}\d]) ?){1,4}`,
  'giu',
);
/** A word that follows a top-level domain without a space. */
const GLUED = /^(.{0,200}?\.(?:se|no|com|nu|org|net|eu|dk|fi|io))(?=\p{Lu}\p{Ll})/u;

/** The address of a person's page, chat or calendar holds the name, and is a way to reach the person. */
const REST = String.raw`[^\s)\]"'<>|]{1,500}`;
const LINK_SOURCE = String.raw`(?:https?:\/\/)?(?<![\w.-])(?:[a-z0-9-]{1,20}\.){0,2}(?:linkedin\.com\/(?:in|pub)|wa\.me|api\.whatsapp\.com\/send|chat\.whatsapp\.com|t\.me|telegram\.me|m\.me|messenger\.com\/t|signal\.(?:me|group)|viber\.click|line\.me\/ti|join\.skype\.com|calendly\.com|cal\.com|doodle\.com\/(?:bp|mm|meeting)|savvycal\.com|tidycal\.com|youcanbook\.me|zoom\.us\/(?:j|my)|meet\.google\.com|calendar\.(?:google\.com\/calendar\/appointments|app\.google)|teams\.(?:microsoft|live)\.com\/(?:l|meet)|outlook\.office(?:365)?\.com\/(?:owa\/calendar|book|bookwithme)|bookings\.office(?:365)?\.com|bookings\.cloud\.microsoft\/book|whereby\.com|webex\.com\/(?:meet|join)|about\.me|linktr\.ee|bsky\.app\/profile|koalendar\.com\/e|zcal\.co|kik\.me|xing\.com\/profile|discord\.gg|discord(?:app)?\.com\/users|fb\.me|meetings(?:-eu1)?\.hubspot\.com|(?<![\p{L}\d])(?:x|twitter|instagram|tiktok|threads)\.(?:com|net)\/@?[a-z]{2,20}[._][a-z\d._]{2,30}|facebook\.com\/(?:profile\.php|people|[a-z]{2,20}\.[a-z]{2,30}(?:\.\d{1,4})?(?![\w.]))|snapchat\.com\/add)(?:[/?#.]${REST})?`;
/** With blanks around its signs too: `linkedin .com / in / namn`. */
const LINK = new RegExp(LINK_SOURCE, 'giu');
const LINK_SPACED = new RegExp(
  LINK_SOURCE.replaceAll(String.raw`\.`, String.raw` ?\. ?`)
    .replaceAll(String.raw`\/`, String.raw` ?\/ ?`)
    .replace('(?:[/?#.]', '(?: ?[/?#.] ?'),
  'giu',
);
/** Any address of which a part is a person's name: `boka.foretag.se/anna-exempel/15min`. */
const MAY_NAME_PERSON =
  /(?:facebook|instagram|tiktok)\.com\/|\/(?:people|team|person|medarbetare|ansatte|kontakt|contact|staff|profil)|\.\p{L}{2,12}(?::\d{2,5})?\/[^\s]{0,80}\p{L}[-._+]\p{L}|\/\/(?:cal|boka|book)\.\p{L}/u;
const LINK_WITH_NAME =
  /(?<![\w@.-])(?:https?:\/\/)?(?:[\p{L}\d-]{1,40}\.){1,4}\p{L}{2,12}(?::\d{2,5})?\/[^\s)\]"'<>|]{3,300}/giu;
const BOOKS =
  /\/\/cal\.|b(?:o|oo)k(?:a|ning|ing|ings)?(?![\p{L}])|calend|kalend|schedul|appointment|meet|möte|mote|samtal|intervju|interview|\d{2} ?-?min/iu;
const FILE_END = /\.(?:html?|aspx?|php|vcf|jpe?g|png|pdf)$/iu;
function ofPerson(match: RegExpExecArray): Span | null {
  const path = match[0].replace(/[.,;:!?]+$/u, '');
  const isBooking = BOOKS.test(path);
  const isOfPersons =
    isBooking ||
    /\/(?:@|in\/|people|team|person|medarbetare|ansatte|kontakt|contact|staff|profil)|(?:facebook|instagram|tiktok)\.com\//iu.test(
      path,
    );
  const isNamed = path
    .split(/[/?#=&]/u)
    .some(
      (part, at) =>
        at > 0 &&
        (isPersonsPart(part, isBooking) || (isOfPersons && isGluedName(part.replace(FILE_END, '')))),
    );
  return isNamed ? [match.index, match.index + path.length] : null;
}
/** “anna-exempel”, “anna-maria.exempel”, “boka-anna” */
function isPersonsPart(part: string, isBooking: boolean): boolean {
  const words = part
    .replace(/^[@~]/u, '')
    .replace(FILE_END, '')
    .toLowerCase()
    .split(/[-._+]/u);
  if (words.length > 8) return false;
  return words.some((word, at) => {
    if (word.length < 3 || listedAs(word).given < 2 || listedAs(word).isCommonWord) return false;
    if (
      listedAs(word).isAlsoWord &&
      (isBooking || words.length !== 2 || listedAs(words[1] ?? '').family === 0)
    )
      return false;
    if (knownBeginning(words.slice(at)) > 1) return false;
    if (isBooking) return true;
    const { family, isCommonWord } = listedAs(words[at + 1] ?? '');
    const isEnd = words.length <= 3 && at === 0;
    return isEnd && words.length > 1 && words.every((one) => /^\p{L}{2,20}$/u.test(one))
      ? isFamilyOfPath(words.at(-1) ?? '')
      : family > 0 && !isCommonWord;
  });
}
/** “annaexempelsson”: a first name and a family name in one word. */
function isGluedName(word: string): boolean {
  if (!/^\p{Ll}{7,30}$/u.test(word)) return false;
  for (let end = 3; end <= word.length - 4 && end <= 12; end++) {
    const [first, last] = [listedAs(word.slice(0, end)), listedAs(word.slice(end))];
    if (first.given === 2 && last.family > 0 && !last.isCommonWord && last.given === 0) return true;
  }
  return false;
}
/** A family name, or a word that is no other. */
function isFamilyOfPath(word: string): boolean {
  const { family, given, isCommonWord, isPlace, isThing } = listedAs(word);
  if (family === 2) return true;
  return (
    !isCommonWord &&
    (family === 1 || (word.length > 4 && given === 0 && !isPlace && !isThing && !isOther(word)))
  );
}
/** A profile on GitHub or GitLab; an address with a project is none. */
const CODE_PROFILE = /(?:https?:\/\/)?(?<![\w.-])git(?:hub|lab)\.com\/[\w-]{1,60}\/?(?![\w/-])/giu;
const SCHEME =
  /(?<![\p{L}\d])(?:skype:? )?(?:live:\.?[^\s"'<>)]{2,60})|(?<![\p{L}\d])(?:skype|sip|xmpp|tg|whatsapp|viber|facetime|msteams|callto):[^\s"'<>)]{2,200}/giu;
/** `skype: live:namn`, `Telegram: @namn`. */
const ACCOUNT =
  /(?<![\p{L}])(?:skype|telegram|signal|viber|whatsapp|messenger|snapchat|snap|wechat|discord|teams|instagram|insta|facebook)(?:-?(?:namn|navn|id|konto|name))?\s?:\s?(?=[^\s]{0,60}[._:@\d])([^\s,;()]{3,80})/giu;
/** Without a colon, and with one where nothing follows: `Discord namn#1234`, `Telegram: namn`. */
const ACCOUNT_ALONE =
  /(?<!\p{L})(?:skype|telegram|signal|viber|snapchat|snap|wechat|discord|instagram|insta|ig|linkedin|tiktok)(?:(?::? |:)(?=[^\s]{0,60}[#_\d])([\p{Ll}][^\s,;()]{3,60})|: ?(\p{Ll}[\p{Ll}\d._-]{4,40}))(?=[.,;)]?(?:\s*$|\n|[,;)]))/gimu;
/** With a word between, or none: `WeChat-id är namn1990`, `mitt Line heter namn77`, `Signal under namnet namn.77`. */
const ACCOUNT_NAMED =
  /(?<!\p{L})(?:[Ss]kype|[Tt]elegram|[Ss]ignal|[Vv]iber|[Ss]nap(?:chat)?|[Ww]e[Cc]hat|[Dd]iscord|[Ii]nsta(?:gram)?|[Tt]ik[Tt]ok|[Mm]essenger|[Ww]hats[Aa]pp|[Tt]eams|[Ss]lack|Line|LINE|KakaoTalk|Kakao)(?:-?(?:namn|navn|id|ID|konto|name|handle|user))?(?:[:=→]| (?:är(?: jag)?|er|is|heter(?: jag| vi)?|hedder|som|as|namn|name|id|ID|under namnet|under navnet|med namnet|användarnamn(?:et)?|brukernavn|username))?[:=]? {1,2}["'“]?(?=[^\s]{0,60}[._\d])(\p{Ll}[\p{Ll}\d._-]{3,40}[\p{Ll}\d])/gu;
/** A name on a chat service: with a word for one near it, or written as no company writes its own. */
const HANDLE = /(?<![\p{L}\d._%+@/-])@_{0,2}[\p{L}\d][\p{L}\d_.-]{2,40}/gu;
const CHAT =
  /telegram|signal|discord|snapchat|snap|wechat|whatsapp|messenger|skype|viber|(?<!\p{L})ig(?!\p{L})|insta(?!gram)|tiktok|threema|matrix|mastodon|(?<!\p{L})line:|\(?(?:xing|facebook|instagram|linkedin|kik|steam|slack|teams|bluesky|line)\)|ping|\bhandle\b|\bdm\b|kontakta|skriv till|meddela/iu;
/** An account of Matrix, and one of a server: `@namn:server.example`, `@namn@server.example`. */
const FEDERATED = /(?<![\p{L}\d._%+-])@[\p{L}\d._-]{2,40}:[\p{L}\d-]{1,40}(?:\.[\p{L}\d-]{1,40}){1,4}/gu;
/** A name and a number as on Discord, of whatever service. */
const TAGGED =
  /(?<![\p{L}\d#&/._-])(?!(?:ref|art|order|ärende|ticket|issue|nr|kod|case|pos|rum|plats|artikel|faktura|kund|post)\p{L}{0,8}#)\p{L}[\p{L}\d._]{2,31}#\d{4}(?!\d)/giu;
/** A person's name on any chat service, after a word for one: in lower case, with a digit, a full stop or a line within. */
const SERVICE =
  "skyp\\p{L}{0,4}|telegram|signal|viber|whatsapp|messenger|snap(?:chat|p?a|pe)?|wechat|discord|teams|insta(?:gram)?|ig|tiktok|line|kakao(?:talk)?|slack|mastodon|bluesky|bsky|threads|matrix|element|threema|wire|session|icq|xing|twitch|steam|github|gitlab|mattermost|rocket\\.?chat|zoom|facetim\\p{L}{1,3}|dm(?:'?a|:a)?|pm(?:'?a|:a)?|adda|följ|reddit|youtube|twitter|x|kik|linkedin|facebook|fb";
const HANDLE_OF_SERVICE = new RegExp(
  String.raw`(?<![\p{L}\d._])(?:${SERVICE})(?:-?(?:namn|navn|id|konto|name|handle|user))?(?:(?: (?:är(?: jag)?|er|is|heter(?: jag| vi)?|hedder|som|as|namn|name|id|på|till|til|under (?:namnet|navnet)|med|användarnamn(?:et)?|brukernavn|username|user|handle))? ?[:=→>|,–-]{1,2} ?| (?:(?:är|er|is|heter|hedder|som|as|namn|name|id|på|till|til|under (?:namnet|navnet)|med|användarnamn(?:et)?|brukernavn|username|user|handle) )?)["'“(]?((?=_{0,2}[\p{L}\d._-]{0,40}(?:[._](?=[\p{L}\d])|\d|_(?![\p{L}\d]))|\p{Ll}{7,30}(?!\p{L}))_{0,2}\p{L}[\p{L}\d_-]{1,30}(?:[._][\p{L}\d_-]{1,30}){0,4}_{0,2})(?![\p{L}\d@/])`,
  'giu',
);
/** The name before the service: `namn88 på Snapchat`. */
const HANDLE_BEFORE_SERVICE = new RegExp(
  String.raw`(?<![\p{L}\d@._/-])((?=[\p{L}\d._-]{0,40}(?:[._](?=[\p{L}\d])|\d)|_|\p{Ll}{7,30}(?!\p{L}))[\p{Ll}_][\p{Ll}\d._-]{3,30})(?=["'”)]? (?:på|on|i|hos) (?:${SERVICE})(?!\p{L}))`,
  'giu',
);
/** Ids of services that have no names, and of meetings. */
const ID_OF_SERVICE =
  /(?<!\p{L})(?:threema|icq|wickr|qq)(?:[- ]?id)?[:= ]{1,3}[\p{Lu}\d*]{6,12}(?![\p{L}\d])|(?<!\p{L})(?:mötes?|meeting|møte|möte|zoom|teams)[- ]?id[:= ]{1,3}\d(?:[ -]?\d){8,14}(?!\d)/giu;
/** Parameters of an address that name a person or hold a contact. */
const PARAMETER =
  /(?<=[?&;])(?:[\w-]{0,30}(?:name|namn|navn|chef|kontakt|contact|person|recruiter|rekryterare|mail|epost|phone|tel|mobil)[\w-]{0,30})=([^&\s"'<>#]{2,200})/giu;

/** Blanks, stops and dashes, as they separate digits. */
const GAP = String.raw`[ ()/·•▪∙|*_\\-]`;
const GAP_OR_STOP = String.raw`(?:${GAP}|\.(?=\d)|\n ?(?=\d))`;
/** Not preceded by a digit or a letter, or by part of a date, a time or a longer number. */
const FREE = String.raw`(?<![\d\p{L}]|\d[.,:/-]|(?<!\p{L})\p{Lu}{1,2}-)`;

/** After a word that says that a telephone number follows, any digits are one. */
const NAMED_PHONE = new RegExp(
  String.raw`(?<![\p{L}])((?:tele?fon|tele?fax|telephone|tel|tfn|tlf|tlfn|phone|mobil|mobile|cell|mob|fax|växel|sms|swish|vipps|signal|viber|whatsapp|ring|call|ringa)(?:n|en|nr|nummer|nummret|numret|number|telefon)?(?![\p{L}])[^\d\n+]{0,20})(\(?\+?\(?\d(?:${GAP_OR_STOP}{0,3}\d){4,14})`,
  'giu',
);
/** Fields that were pasted together: `Anna ExempelTelefon:0701234567Ort:Provstad`. */
const GLUED_FIELD = /\p{Ll}(?:Telefon|Tel|Tfn|Tlf|Mobil|Phone)/u;
const FIELD_NUMBER =
  /\p{Ll}(?:Telefon|Tel|Tfn|Tlf|Mobil|Phone)\p{Ll}{0,8}[:.]? ?(\+?\d(?:[ -]{0,2}\d){6,12})/gu;
/** One digit at a time: `0 7 0 1 2 3 4 5 6 7`. */
const ONE_BY_ONE = /(?<![\d.,]|\d )\d(?:(?: |-| - |\.)\d){7,11}(?![\d.,-]| ?\d)/gu;
const CONSECUTIVE = /^(?:0?12345678|23456789)/;
/** With a country code: `+46 (0)70-123 45 67`, `0047 22 33 44 55`. */
const INTERNATIONAL = new RegExp(
  String.raw`(?<![\p{L}\d+.,])(?:tel:)?(?:\+\s?|%2[bB]|00[\s-]?)\(?[1-9]\d{0,2}\)?(?:${GAP_OR_STOP}{0,3}\d){6,12}(?!\d)`,
  'gu',
);
/** A Swedish mobile number with its country code, without + or 00. */
const INTERNATIONAL_BARE = new RegExp(String.raw`${FREE}467\d{8}(?!\d)`, 'gu');
/** Swedish mobile numbers, however the ten digits are grouped; also directly after a word. */
const SWEDISH_MOBILE = new RegExp(
  String.raw`(?:${FREE}\(?0\)?${GAP}{0,3}7(?:${GAP_OR_STOP}{0,3}\d){8}(?:(?!\d)|(?=07))|(?<=\p{L})07[02369](?:${GAP}{0,3}\d){7}(?!\d)|07[02369]-\d{3} \d{2} \d{2})`,
  'gu',
);
/** The same with any signs between the groups: `070~174~06~21`, `070 x 174 x 06 x 21`. */
const SWEDISH_MOBILE_ODD = /(?<![\d\p{L}.,/-])07\d(?:(?: ?[^\p{L}\d\n]{1,3}| [xX] |%20)\d{2,4}){2,4}(?!\d)/gu;
/** Swedish national numbers: 0 and an area code first. */
const AREA = String.raw`\(?0\)?\(?(?:8|[1-9]\d{1,2})\)?`;
const SWEDISH = new RegExp(
  String.raw`${FREE}${AREA}${GAP}{0,3}\d{2,3}(?:${GAP}{0,2}\d{2,3}){1,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** The same without blanks, after an area code in brackets or with an oblique stroke. */
const SWEDISH_IN_ONE = new RegExp(
  String.raw`${FREE}(?:${AREA}\/|\(0\d{1,3}\) ?)\d{5,8}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** Groups with full stops after another sign: `(031) 390.06.30`. */
const SWEDISH_MIXED = new RegExp(
  String.raw`${FREE}${AREA}[ /|-]{1,3}\d{2,3}(?:\.\d{2,3}){2,3}(?![\d\p{L}]|[-.,:]\d)|${FREE}\(0\d{1,3}\) ?\d{2,3}\.\d{2,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** With the area code in brackets or after an oblique stroke, and groups of any length: `(0)40/1234.5.67`. */
const ODD_GROUPS =
  /(?<![\d\p{L}]|\d[.,:/-])(?:\(0\) ?\d{1,3}|\(0\d{1,3}\)|0\d{1,3} ?\/)[ /-]{0,2}\d{1,5}(?:[ ./-]{1,2}\d{1,4}){1,4}(?![\d\p{L}]|[-.,:]\d)/gu;
/** As in North America: `(415) 555-0173`. */
const AMERICAN =
  /(?<![\d\p{L}.,/-])(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])\d{3}[-.]\d{4}(?![\d\p{L}]|[-.]\d)/gu;
/** Divided at the end of a line. */
const SWEDISH_BROKEN = new RegExp(
  String.raw`${FREE}\(?0(?:8|[1-9]\d{1,2})\)?[ -]{0,2}(?:\d{2,3} ?){0,3}\n ?\d{2,3}(?: ?\d{2,3}){0,3}(?![\d\p{L}]|[-.,:]\d)`,
  'gu',
);
/** The area code told apart: `174 06 36, riktnr 070`. */
const AREA_APART =
  /(?<![\d\p{L}])\d{2,3}(?:[ -]?\d{2,3}){1,3} ?\(0\d{1,3}\)(?!\d)|(?<![\d\p{L}])\d{2,3}(?:[ -]?\d{2,3}){1,3}[^\d\n]{1,12}(?:rikt|områdes|retnings|area)[ -]?(?:nr|nummer|number|code|kod)\p{L}{0,2}[^\d\n]{0,8}\(?0\d{1,3}\)?(?!\d)|(?<![\d\p{L}])\d{2,3}(?:[ -]?\d{2,3}){1,3},? (?:med|with|efter|etter|after) 0\d{1,3}(?= (?:framför|först|före|foran|først|first|in front|i början))|(?<=(?:rikt|områdes|retnings|area)[ -]?(?:nr|nummer|number|code|kod)\p{L}{0,2}[^\d\n]{0,8})0\d{1,3}[^\d\n]{1,24}\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)/giu;
const SWEDISH_WITH_STOPS = new RegExp(
  String.raw`${FREE}0(?:8|[1-9]\d{1,2})(?:[.·]\d{2,3}){3,4}(?!\d|\.\d)`,
  'gu',
);
/** Norwegian numbers have eight digits and no area code. They are recognised by how the digits are grouped. */
const NORWEGIAN = new RegExp(
  String.raw`${FREE}(?:47 )?(?:[2-79]\d(?: \d{2}){3}|[2-79]\d(?:\.\d{2}){3}|[2-9]\d{2} \d{2} \d{3}|[49]\d{2}[ .]\d{2}[ .]\d{3}|[49]\d{2} \d{5})(?![\d\p{L}]|[-.,:]\d| \d)`,
  'gu',
);
const NORWEGIAN_BARE = new RegExp(String.raw`${FREE}(?:47)?[2-79]\d{7}(?![\d\p{L}]|[-.,:]\d)`, 'gu');
/** Grouped in another way, after a word or a comma: `på 4 15 00 382`. */
const NORWEGIAN_ODD =
  /(?<=(?:(?<!\p{L})(?:på|tlf|tel|mob|mobil|telefon|ring|nummer|nr|sms|kontakt|hos)[.:]? |\p{L}[,:] ))[2-9](?:[ -]?\d){7}(?<! ?000)(?![\d\p{L}]|[-.,:]\d| \d| ?(?:kr|nok|kroner|innbygg|ansatt))/giu;
/** With the same sign between all pairs: `22x73x40x16`. */
const IN_PAIRS = /(?<![\d\p{L}.,])[2-9]\d(?: ?([xX*~_|•·+=]) ?)\d\d(?: ?\1 ?\d\d){2}(?![\d\p{L}])/gu;
/** Further numbers that share the beginning of the one before: `08-123 456 00/01`, `-02 eller -03`. */
const MORE_NUMBERS = new RegExp(
  String.raw`(?<=${MARK.number})(?:;ext=\d{1,6}|\d{1,2}(?![\d-])|[,;]? \(?(?:(?:och|sedan|sen|välj|tryck|val|then) )?(?:direkt|anknytning|ankn\.?|int\.?|intern(?:t|nummer)?|linje|lokal|lokaltelefon|knapp(?:val)?|val|alanro|option|press) -?\d{2,5}(?!\d)|(?:\/\d{1,4}){1,5}(?!\d)|,? (?:eller|el\.|or) \d{2,4}(?= ?(?:[.,;)\n]|$))|(?:,? ?(?:eller|och|or|and|,) ?-\d{2,4}|, ?-\d{2,4}){1,5}(?!\d))`,
  'giu',
);
/** A second number that follows the first without a sign between them. */
const GLUED_NUMBER = new RegExp(String.raw`(?<=${MARK.number} ?)\d(?:[ -]{0,2}\d){6,20}`, 'gu');
/** An extension leads to one person's telephone. */
const EXTENSION =
  /(?<!\p{L})(?:ankn(?:ytning(?:en)?)?(?:snummer|snr)?|kort(?:nummer|nr)|snabb(?:nummer|nr)|linje(?:nummer|nr)|ext(?:ension)?|bleep|sökare|personsökare|(?:lokal|direktvals?)(?:nummer|nr)(?:et)?|internnr|direktval|internt|alanumero|puhelinalanumero|lokalnumme(?:r|ret))[.: ]{1,3}(?:(?:är|er|is|on)[ :]{1,2})?\d{2,6}(?!\d)/giu;

/** An address that a proxy has coded. */
const PROTECTED =
  /(?<=data-cfemail\s?=\s?["']?)[\da-f]{12,400}|(?<=\/cdn-cgi\/l\/email-protection#)[\da-f]{12,400}/giu;
/** Somebody masked a number before. */
const ALREADY_MASKED =
  /\[[^\]\n]{0,12}(?:telefon|mobil|nummer|e-?post|mejl|mail|phone)[^\]\n]{0,30}\]|(?<!\*)\*{2,4}(?:[- ]\*{2,4}){2,5}(?!\*)/giu;

/** A day of birth and four more digits. An organisation number has 20 or more where the month would be. */
const DAY = String.raw`(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])`;
const PERSONAL_NUMBER = new RegExp(
  String.raw`(?<![\d\p{L}-])(?:(?:19|20)?\d{2}${DAY} ?[-+] ?\d{4}|(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-[0-3]\d-\d{4}|(?:19|20)\d{2}${DAY} ?\d{4})(?![\d\p{L}]|-[\d\p{L}])`,
  'gu',
);
/** As somebody writes who invents one: of no day. An organisation number has 2 or more in the third place. */
/** And as in Norway, with five digits after the day. */
const PERSONAL_NUMBER_ODD =
  /(?<![\d\p{L}-])(?:(?:19|20)\d{2}[01]\d{3} ?[-+] ?\d{4}|\d{2}[01]\d{3}[-+]\d{4}|\d{2}[01]\d{3} \d{4}(?! ?\d)|[0-3]\d[01]\d{3}[-+A]\d{3}[0-9A-Y]|\d{6}[-+][xX*]{4}|(?:19|20)\d\d[01]\d[0-3]\d ?[^\p{L}\d\s.,:;()] ?\d{4}|\d\d[01]\d[0-3]\d ?[^\p{L}\d\s.,:;()/\\] ?\d{4}|(?:19|20) \d\d (?:0[1-9]|1[0-2]) [0-3]\d \d\d \d\d|[0-7]\d(?:0[1-9]|1[0-2]|4[1-9]|5[0-2]|8[1-9]|9[0-2])\d{2} ?\d{5})(?![\d\p{L}]|-[\d\p{L}])/gu;
/** Ten digits without a sign, of which the last one must be right. */
const PERSONAL_NUMBER_BARE = new RegExp(String.raw`(?<![\d\p{L}-])\d{2}${DAY} ?\d{4}(?![\d\p{L}]|-\d)`, 'gu');
const NAMED_PERSONAL_NUMBER =
  /(?<!\p{L})(?:person(?:al)?[ -]?(?:nummer|nr|number|no|id)|pers\.?[ ]?nr|pnr|samordningsnummer|samordningsnr|födelsenummer|fødselsnummer|fødselsnr|fødselsn\p{L}{0,6}|f\.?nr|d-?nummer|d-nr|cpr(?:[ -]?n(?:r|ummer))?|henkilötunnus|hetu|pesel|social security number|ssn)[^\d\n]{0,30}((?:(?:19|20) ?)?\d{2}[ -]?\d{2}[ -]?\d{2}[ +-]{0,3}(?:\d{4,5}|\d{2} \d{2}|[\dA-Z*]{4})|\d(?:[^\p{L}\d\n]{0,3}\d){9,11}(?! ?\d))(?![\d\p{L}])/giu;
/** What is told of a personal number apart: “sista fyra 1234”. */
const LAST_FOUR =
  /(?<!\p{L})(?:sista|siste|last) (?:fyra|fire|four|4)(?: \p{L}{4,12})?[^\p{L}\d\n]{1,4}(?:är |er |is )?\d{4}(?!\d)|(?<!\p{L})(?:fyra|fire|4) (?:sista|siste)(?: \p{L}{4,12})?[^\p{L}\d\n]{1,4}(?:är |er )?\d{4}(?!\d)/giu;
/** Account and passport numbers, and the place of a home on the map. */
const ACCOUNT_NUMBER =
  /(?<!\p{L})(?:(?:bank|löne)?kontonr|(?:bank|löne)?kontonummer|bankkonto|clearing(?:nr|nummer)?|lönekonto|iban)[.: ]{1,3}((?:[A-Z]{2}\d{2} ?)?\d(?:[ ,.-]{0,2}\d){5,26})(?!\d)/giu;
const PASSPORT =
  /(?<!\p{L})(?:[Pp]ass(?:port|nr|nummer)?|pass-?nr|passport (?:no|number)|id-?kort(?:snr|snummer)?|körkort(?:snr|snummer))[.: ]{1,3}([A-Z]{1,2}\d{6,8}|\d{8}(?!\d))/gu;
/** Not where a word for co-ordinates stands before it, as for a work place. */
const PLACE_ON_MAP =
  /(?<!(?:[Kk]oordinat\p{L}{0,5}|WGS ?84|[Ll]at(?:itude?)?)[:.]? ?N? ?)(?<![\d.,])\d{2}\.\d{4,8}[°NE]?,? ?\d{1,2}\.\d{4,8}(?![\d.]|\d| ?\(?WGS)/gu;
const VEHICLE =
  /(?<!\p{L})(?:reg\.? ?(?:nr|nummer)?|registreringsnummer|registrering|skylt(?:en)?|nummerplåt(?:en)?|bilnummer|bilen har|plåt(?:en)?|kjennemerke|regplåt)[.: ]{1,3}(\p{Lu}{3} ?\d{2}[\p{Lu}\d])(?![\p{L}\d])/giu;

/** No number of a person or a telephone is shorter. */
const MANY_DIGITS = /\d(?:(?:[^\d\p{L}]{0,3}|[xX])\d){4}/u;
const SIX_AND_FOUR =
  /\d{6} ?[^\p{L}\d\s.,:;()] ?\d{4}|\d{2} \d{2} \d{2} ?[-+] ?\d|(?:19|20) \d\d \d\d \d\d \d\d \d\d|\d{6}[-+][xX]|\d{6}[ +-]{0,3}[\dA-Z*]{4}|\d{6}A\d{3}|-\d\d-\d{4}/u;
const DATE =
  /^\(?(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d)\)?$/;
const TIMES = /^\(?(?:[01]?\d|2[0-4])[.:]?[0-5]\d\s?-\s?(?:[01]?\d|2[0-4])[.:]?[0-5]\d\)?$/;
const TIME_WITH_STOP = /^\d{2}\.\d{2}\s?-/;
/** With a year in the middle, as registers write: `070-2024-1188`. */
const WITH_YEAR = /^0\d{1,3}[-/ ](?:19|20)\d{2}[-/ ]\d{2,6}$|^0\d{1,3}-(?:20)[0-3]\d$/;
const ORGANISATION_NUMBER = /^(?:16)?\d{2}[2-9]\d{3}-?\d{4}$/;
const CLOCK_RANGE = /^0\d[ :.]?\d{2}\s?-\s?\d{2}[ :.]?\d{2}$/;
/** After an amount. */
const AMOUNT = /^\s?(?:kr|nok|sek|kroner|kronor|,-|:-)(?!\p{L})/iu;
const AMOUNT_AFTER = /^\s?(?:kr|nok|sek|eur|kroner|kronor|tkr|mkr|poäng|procent|%|,-|:-)(?!\p{L})/iu;
const NORWEGIAN_TEXT =
  /[øæØÆ]|sjef(?!\p{L})|(?<!\p{L})(?:og|ikke|tillitsvalgt\p{L}*|politiattest|kreves|tiltredelse|arbeidstid|fagforbundet|medarbeider|jeg|deg|hvis|nærmere|opplysninger|stilling(?:en|a)?|tlf|hverdager|hilsen|daglig|leder|rådgiver|ansettelse\p{L}*|arbeidssted|søker)(?!\p{L})/u;

/** Numbers one after another, as in a table: `07 08 09 10 11`. */
function isCounting(text: string): boolean {
  const numbers = text.split(/\s+/).map(Number);
  return (
    numbers.length > 3 && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)
  );
}

/** Whether digits that look like a telephone number are a date, hours or an organisation number. */
const isDateOrHours = (text: string): boolean =>
  DATE.test(text) ||
  TIMES.test(text) ||
  TIME_WITH_STOP.test(text) ||
  CLOCK_RANGE.test(text) ||
  WITH_YEAR.test(text) ||
  isCounting(text);
function isNotPhone(found: string): boolean {
  const text = found.trim();
  return isDateOrHours(text) || (ORGANISATION_NUMBER.test(text) && !text.startsWith('0'));
}

type Span = readonly [number, number];
const spanOf = (match: RegExpExecArray): Span => [match.index, match.index + match[0].length];
/** The span of the last group, which ends the match. */
const lastGroup = (match: RegExpExecArray): Span => {
  const end = match.index + match[0].length;
  return [end - (match.at(-1) ?? '').length, end];
};
const account = (match: RegExpExecArray): Span => {
  const end = match.index + match[0].length;
  return [end - (match[1] ?? match[2] ?? '').length, end];
};
function phone(match: RegExpExecArray): Span | null {
  if (isNotPhone(match[0]) || isReference(match)) return null;
  return [match.index, match.index + lengthOf(match[0])];
}

/** In Denmark and Norway a number has eight digits after the country code. */
const EIGHT = /^(?:\+\s?|00[\s-]?)\(?4[57]\)?(?:[^\d\n]{0,3}\d){8}/u;
/** How much of the digits belongs to the number: a whole one ends before figures of the next line, or of what follows. */
function lengthOf(found: string): number {
  const eight = EIGHT.exec(found)?.[0].length ?? found.length;
  if (eight < found.length && !/\d/.test(found[eight] ?? '')) return eight;
  const line = found.indexOf('\n');
  if (line < 0) return found.length;
  const first = found.slice(0, line);
  const digits = first.replace(/\D/g, '');
  const whole = /^\(?(?:\+|00)/.test(first) ? 10 : digits.startsWith('0') ? 9 : 8;
  return digits.length >= whole ? first.trimEnd().length : found.length;
}

function tenDigits(match: RegExpExecArray): Span | null {
  return match[0].replaceAll('%20', '').replace(/\D/g, '').length === 10 ? phone(match) : null;
}

/** What is broken has as many digits as a whole number. */
function eightDigits(match: RegExpExecArray): Span | null {
  const { length } = match[0].replace(/\D/g, '');
  return length >= 8 && length <= 10 ? phone(match) : null;
}

/** Eight digits without spaces may also be an id or an amount. */
function barePhone(match: RegExpExecArray): Span | null {
  const { 0: found, index, input } = match;
  if (isIdOrAmount(match)) return null;
  if (AMOUNT.test(input.slice(index + found.length, index + found.length + 10))) return null;
  // With the country code it has ten digits, like a Swedish organisation number.
  if (/^47\d{8}$/.test(found) && !isOrganisation(match) && !isReference(match)) return spanOf(match);
  return phone(match);
}

/** Whether words before the number on its line ask to contact somebody. */
const isCalled = ({ index, input }: RegExpExecArray): boolean =>
  /(?<!\p{L})(?:kontakt\p{L}*|ring|nås|når|call)(?!\p{L})[^\n]*$/iu.test(
    input.slice(Math.max(0, index - 80), index),
  );

/** The check digit of a personal identity number. */
function isRight(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].map(Number);
  const sum = digits.reduce((total, digit, at) => {
    const product = at % 2 === 0 ? digit * 2 : digit;
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}

/** Where a word for a person's address stands before the sign and a host after it. */
function emailsIn(text: string): Span[] {
  const spans: Span[] = [];
  SIGN.lastIndex = 0;
  for (let match = SIGN.exec(text); match; match = SIGN.exec(text)) {
    const { 0: sign, index } = match;
    const start = index + sign.length;
    const local = LOCAL_BEFORE.exec(text.slice(Math.max(0, index - MAX_LOCAL), index))?.[0];
    const isTold = /^\s/.test(sign) && isNoLocal(local ?? '');
    const host = local === undefined || isTold ? undefined : hostAt(text, start);
    if (local === undefined || host === undefined) {
      // The blank after the sign may stand before another.
      SIGN.lastIndex = index + 1;
      continue;
    }
    const at = index - local.length;
    spans.push(email(text.slice(at, start + host.length), at));
    SIGN.lastIndex = start + host.length;
  }
  return spans;
}
const MAX_LOCAL = 81;
function hostAt(text: string, at: number): string | undefined {
  for (const pattern of [HOST_WITH_COMMA, HOST_AFTER]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An address ends before a word that follows it without a blank. */
function email(found: string, at: number): Span {
  return [at, at + (GLUED.exec(found)?.[1] ?? found).length];
}
const emailOf = (match: RegExpExecArray): Span => email(match[0], match.index);

function handle(match: RegExpExecArray): Span | null {
  const { 0: found, index, input } = match;
  const around = input.slice(Math.max(0, index - 40), index + found.length + 40);
  const trimmed = found.replace(/[.-]+$/, '');
  return /[_.]/.test(trimmed) ||
    CHAT.test(around) ||
    isGluedName(trimmed.slice(1)) ||
    isNamedHandle(trimmed.slice(1))
    ? [index, index + trimmed.length]
    : null;
}

const OTHER_SERVICE =
  /(?<!\p{L})(?:mastodon|bluesky|bsky|threads|matrix|element|threema|wire|session|icq|xing|twitch|steam|git(?:hub|lab)|mattermost|zoom|kik|linkedin|facebook|d[:']?ma|pma|adda|följ|reddit|youtube|twitter|x)(?!\p{L})/iu;
/** Of a service, and no product, version, file or page. */
function handleOfService(match: RegExpExecArray): Span | null {
  const name = match[1] ?? '';
  if (/^[\p{L}-]+$/u.test(name) && !isGluedName(name.replaceAll('-', ''))) return null;
  const isPage = /\.(?:se|no|com|nu|org|net|eu|dk|fi|io|js|app|me)$/iu.test(name) || /^www\./iu.test(name);
  const isVersion =
    !/(?:namn|navn|id|name|handle|user|heter|hedder)\b/iu.test(match[0].slice(0, -name.length)) &&
    /^\p{L}{1,12}[-_]?v?\d{1,4}(?:[.-]\d+)*$/iu.test(name) &&
    !/^\p{Ll}{4,}\d{2,4}$/u.test(name);
  if (isPage || isVersion || /^\p{Lu}{2,}/u.test(name)) return null;
  // A sentence ends before the next word.
  if (/^\p{L}+\.\p{Lu}/u.test(name)) return null;
  // “Teams, office365”: programs stand in lists too.
  if (/^x[,|]/iu.test(match[0])) return null;
  if (/[,|] ?["'“(]?$/u.test(match[0].slice(0, -name.length)) && !/_/.test(name) && !isNamedHandle(name))
    return null;
  return lastGroup(match);
}

const isNamedHandle = (name: string): boolean =>
  name
    .split(/[._\d-]/u)
    .some((part) => part.length > 2 && listedAs(part).given === 2 && !listedAs(part).isCommonWord);

/** The same where the name stands first, which is the whole match. */
const handleBefore = (match: RegExpExecArray): Span | null => (handleOfService(match) ? spanOf(match) : null);

/** Letters that stand for digits within a number: `O7O-123 45 67`. */
const LETTER_ZERO = /(?<=\d)[OoОоΟο](?=[\d _/.-])|(?<![\p{L}\d])[OОΟ](?=\d)/gu;
/** A number in which letters stand for 0 and 1: `o7o-I74 o6 2I`, `4OO O7 I31`. */
const ZERO = 'oOОоΟο';
const ONE = 'IlІіΙι|';
const LETTERS_FOR_DIGITS = new RegExp(
  String.raw`(?<![\p{L}\d])\+?[\d${ZERO}${ONE}](?:[ ._/-]{0,3}[\d${ZERO}${ONE}]){7,12}(?![\p{L}\d])`,
  'gu',
);
/** And 3, 5, 6 and 8, where the number begins as a telephone number does: `O7O-I23 4S 67`. */
const MORE_LETTERS_FOR_DIGITS = new RegExp(
  String.raw`(?<![\p{L}\d])(?:\+|[0${ZERO}][\d${ZERO}${ONE}])(?:[ ._/-]{0,3}[\d${ZERO}${ONE}SBЗбGZEATgqDQb]){6,11}(?![\p{L}\d])`,
  'gu',
);
const ZEROS = new RegExp(`[${ZERO}]`, 'gu');
const ONES = new RegExp(`[${ONE}]`, 'gu');
/** Several strokes, or one between two groups, part groups. */
const PARTS_GROUPS = /\d\d\|\d\d|\|.*\|/;
const LETTER_ONES = new RegExp(`[${ONE.replace('|', '')}]`, 'gu');
const MIN_DIGITS = 4;
const asDigits = (number: string): string =>
  (number.match(/\d/g)?.length ?? 0) < MIN_DIGITS
    ? number
    : number
        .replace(ZEROS, '0')
        .replace(PARTS_GROUPS.test(number) ? LETTER_ONES : ONES, '1')
        .replace(/[DQ]/g, '0')
        .replace(/Z/g, '2')
        .replace(/[ЗE]/g, '3')
        .replace(/A/g, '4')
        .replace(/S/g, '5')
        .replace(/[бGb]/g, '6')
        .replace(/T/g, '7')
        .replace(/B/g, '8')
        .replace(/[gq]/g, '9');
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;

/** A digit of any script; the digits of a script begin at a code that ends with 0 or 6. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code > 0xffff) return digit;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

const CHINESE = /[〇零一二三四五六七八九]{2}/u;
const CHINESE_NUMBER = /[〇零一二三四五六七八九](?:[ -]?[〇零一二三四五六七八九]){6,14}/gu;
const chineseDigits = (number: string): string =>
  number.replace(/[〇零一二三四五六七八九]/gu, (digit) =>
    String(Math.max(0, '零一二三四五六七八九'.indexOf(digit))),
  );

const MAY_HAVE_LETTERS = /[oOОоΟοIlІіΙι|SBЗбGZEATgqDQb]\d|\d[oOОоΟοIlІіΙι|SBЗбGZEATgqDQb]/u;
function withDigits(view: string): string {
  const read = CHINESE.test(view) ? view.replace(CHINESE_NUMBER, chineseDigits) : view;
  const text = /[\u0660-\u1fff\ua620-\uffff]/u.test(read) ? read.replace(OTHER_DIGITS, asciiDigit) : read;
  if (!MAY_HAVE_LETTERS.test(text)) return text;
  const more = /[0oOОоΟο+]/u.test(text) && /[\d -][SBЗбGZEATgqDQb][\d -]/u.test(text);
  return (more ? text.replace(MORE_LETTERS_FOR_DIGITS, asDigits) : text)
    .replace(LETTERS_FOR_DIGITS, asDigits)
    .replace(LETTER_ZERO, '0');
}

/**
 * Marks e-mail addresses, telephone numbers, personal identity numbers, and links to persons' pages, chats and calendars
 * in the view of a text. Organisation numbers, dates, hours, pay and codes stay.
 */
export function markAddresses(view: string, country: string): string {
  let text = markCodes(withDigits(view));
  if (HOST_OF_LINK.test(text)) text = markAll(markAll(text, LINK, 'link'), CODE_PROFILE, 'link');
  if (
    text.includes('/') &&
    /(?:com|me|us|app|gg) ?\/ \p{L}| \/ ?\p{L}{1,6} ?\/|\. (?:com|me|us|gg)(?!\p{L})/u.test(text)
  )
    text = markAll(text, LINK_SPACED, 'link');
  if (text.includes('/') && MAY_NAME_PERSON.test(text))
    text = markAll(text, LINK_WITH_NAME, 'link', ofPerson);
  const hasChat = CHAT_SERVICE.test(text);
  if (hasChat) text = markAll(markAll(text, SCHEME, 'link'), ACCOUNT, 'link', lastGroup);
  if (/@[^\s:]{2,40}:\p{L}/u.test(text)) text = markAll(text, FEDERATED, 'link');
  if (/#\d{4}/.test(text)) text = markAll(text, TAGGED, 'link');
  if (hasChat || /linkedin/iu.test(text))
    text = markAll(markAll(text, ACCOUNT_ALONE, 'link', account), ACCOUNT_NAMED, 'link', lastGroup);
  if (/[?&;][^\s=]{1,60}=/u.test(text)) text = markAll(text, PARAMETER, 'link', lastGroup);
  if (/[)\]}>](?:@|[\p{L}\d-]{1,63}[.,])/u.test(text)) text = markAll(text, EMAIL_WITH_REMARK, 'email');
  if (/\S[_.·*|-]@[_.·*|-]\S/u.test(text)) text = markAll(text, EMAIL_DIVIDED, 'email', ofAddress);
  if (text.includes('@') || text.includes('%40') || AT_IN_BRACKETS.test(text)) {
    text = markSpans(text, emailsIn(text), 'email');
    if (DOT_IN_WORDS.test(text)) text = markAll(text, EMAIL_MIXED, 'email', emailOf);
    if (AT_ALONE.test(text)) text = markAll(text, EMAIL_SPACED, 'email');
  }
  if (/ at [\p{L}\d-]{1,40}\.\p{L}/iu.test(text)) text = markAll(text, EMAIL_AFTER_CALL, 'email');
  if (SIGNS_IN_WORDS.test(text))
    text = markAll(markAll(text, EMAIL_IN_WORDS, 'email'), EMAIL_ANY_SIGN, 'email');
  text = markSpans(text, writtenAddresses(text), 'email');
  text = markSpans(text, toldAddresses(text), 'email');
  if (text.includes('@')) text = markAll(markAll(text, EMAIL_CUT, 'email'), HANDLE, 'link', handle);
  text = markSpans(text, swappedEmails(text), 'email');
  if (/[\p{L}\d]%\p{L}/u.test(text)) text = markAll(text, EMAIL_PERCENT, 'email');
  if (/[¤§#^~$£€¥©®°¢«»‹›¿¡]\p{L}|(?![\d#*])[\p{Extended_Pictographic}\p{So}] ?\ufe0f? ?\p{L}/u.test(text))
    text = markAll(text, EMAIL_ODD, 'email');
  if (/gmail|hotmail|outlook|yahoo|icloud|proton|telia/iu.test(text))
    text = markAll(text, EMAIL_OF_SERVICE, 'email');
  if (
    /\p{L}[._]{1,2}[\p{L}\d]|\p{L}\d|_\p{Ll}|\p{Ll}{7}/u.test(text) &&
    (hasChat || OTHER_SERVICE.test(text))
  )
    text = markAll(
      markAll(
        markAll(text, HANDLE_OF_SERVICE, 'link', handleOfService),
        HANDLE_BEFORE_SERVICE,
        'link',
        handleBefore,
      ),
      ID_OF_SERVICE,
      'link',
    );
  if (/-id[:= ]{1,3}\d/iu.test(text)) text = markAll(text, ID_OF_SERVICE, 'link');
  if (text.includes('cfemail') || text.includes('email-protection')) text = markAll(text, PROTECTED, 'email');
  if (/[[*]/.test(text)) text = markAll(text, ALREADY_MASKED, 'kept');
  text = markSpans(text, numbersInWords(text), 'number');
  text = markHomesInWords(text);
  if (!/\d/.test(text)) return text;
  if (
    /ankn|(?:kort|snabb|linje|lokal|intern|vals?)n(?:umme|r)|direktval|alanumero|ext[. e]|bleep|sökare|internn?[rt]/iu.test(
      text,
    )
  )
    text = markAll(text, EXTENSION, 'number');
  if (
    /reg|skylt|plåt|bilnummer|bilen har|kjennemerke/i.test(text) &&
    /\p{L}{3} ?\d\d[\p{L}\d](?![\p{L}\d])/u.test(text)
  )
    text = markAll(text, VEHICLE, 'number', lastGroup);
  text = markHomes(text);
  if (
    /person|pers\.? ?n|pnr|samordn|födelse|fødsel|f\.?nr|d-nr|d-?num|cpr|hetu|henkil|pesel|social sec|ssn/iu.test(
      text,
    )
  )
    text = markAll(text, NAMED_PERSONAL_NUMBER, 'number', lastGroup);
  if (/(?<!\p{L})(?:sista|siste|last)(?!\p{L})/iu.test(text)) text = markAll(text, LAST_FOUR, 'number');
  if (MANY_DIGITS.test(text)) text = markFigures(text, country);
  return markSpans(
    text,
    numbersInPieces(text).filter(
      ([at, end]) => !isReferenceAt(text, at, end) && !isDateOrHours(text.slice(at, end)),
    ),
    'number',
  );
}

/** Marks telephone numbers, personal numbers and accounts in figures. */
function markFigures(view: string, country: string): string {
  let text = view;
  if (SIX_AND_FOUR.test(text)) {
    text = markAll(text, PERSONAL_NUMBER, 'number', phoneless);
    text = markAll(text, PERSONAL_NUMBER_BARE, 'number', (match) =>
      isRight(match[0]) || !isOrdered(match) ? phoneless(match) : null,
    );
    text = markAll(text, PERSONAL_NUMBER_ODD, 'number', phoneless);
  }
  if (/konto|clearing|iban/iu.test(text)) text = markAll(text, ACCOUNT_NUMBER, 'number', lastGroup);
  if (/(?<!\p{L})pass|id-?kort|körkort/iu.test(text)) text = markAll(text, PASSPORT, 'number', lastGroup);
  if (/\d\.\d{4}/.test(text)) text = markAll(text, PLACE_ON_MAP, 'number');
  text = markAll(text, NAMED_PHONE, 'number', (match) => {
    const found = match[2] ?? '';
    if (isNotPhone(found)) return null;
    const [at, end] = lastGroup(match);
    if (isReferenceAt(text, at, end) || AMOUNT_AFTER.test(text.slice(end, end + 12))) return null;
    return [at, at + lengthOf(found)];
  });
  if (/Tel|Tfn|Tlf|Mobil|Phone/.test(text) && GLUED_FIELD.test(text))
    text = markAll(text, FIELD_NUMBER, 'number', lastGroup);
  if (/\d[ .-]{1,3}\d[ .-]{1,3}\d[ .-]{1,3}\d[ .-]/.test(text))
    text = markAll(text, ONE_BY_ONE, 'number', (match) =>
      CONSECUTIVE.test(match[0].replace(/\D/g, '')) ? null : phone(match),
    );
  text = markAll(text, INTERNATIONAL, 'number', phone);
  text = markAll(text, INTERNATIONAL_BARE, 'number', phone);
  text = markAll(text, SWEDISH_WITH_STOPS, 'number', phone);
  text = markAll(markAll(text, SWEDISH_MIXED, 'number', phone), SWEDISH_IN_ONE, 'number', phone);
  if (/\d[-.]\d{4}/.test(text)) text = markAll(text, AMERICAN, 'number', phone);
  if (/\(0|0\d{1,3} ?\//.test(text)) text = markAll(text, ODD_GROUPS, 'number', eightDigits);
  if (text.includes('\n')) text = markAll(text, SWEDISH_BROKEN, 'number', eightDigits);
  text = markAll(text, SWEDISH, 'number', phone);
  if (
    /\d ?\(0\d{1,3}\)|0\d{1,3} f(?:ram|ör|or|ør|irst)|riktn|områdesn|retningsn|area ?(?:code|number)/iu.test(
      text,
    )
  )
    text = markAll(text, AREA_APART, 'number');
  // Last: in `08-12345678/0701234567` the second number is recognised once the first one is masked.
  if (/0\D{0,4}7/.test(text))
    text = markAll(markAll(text, SWEDISH_MOBILE, 'number', phone), SWEDISH_MOBILE_ODD, 'number', tenDigits);
  if (country === 'NO' || NORWEGIAN_TEXT.test(text)) {
    text = markAll(text, NORWEGIAN, 'number', barePhone);
    text = markAll(text, NORWEGIAN_BARE, 'number', barePhone);
    text = markAll(text, NORWEGIAN_ODD, 'number', barePhone);
  } else {
    text = markAll(text, NORWEGIAN_BARE, 'number', (match) => (isCalled(match) ? barePhone(match) : null));
    text = markAll(text, NORWEGIAN, 'number', (match) =>
      isAfterName(match.input, match.index) ? barePhone(match) : null,
    );
  }
  if (/\d ?[xX*~_|•·+=] ?\d/.test(text)) text = markAll(text, IN_PAIRS, 'number', phone);
  text = markAll(text, MORE_NUMBERS, 'number');
  return markAll(text, GLUED_NUMBER, 'number', phone);
}

const phoneless = (match: RegExpExecArray): Span | null => (isReference(match) ? null : spanOf(match));
