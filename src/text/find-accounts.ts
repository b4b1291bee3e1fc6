import { lastGroup, markAll, type Span, whole } from './marks.ts';
import { isGluedName, isNamedHandle } from './name-in-address.ts';

/*
 * A person's account on a chat service, and meetings by their number.
 */

const CHAT_SERVICE =
  /skype|sip:|xmpp|tg:|whatsapp|viber|facetime|msteams|callto|telegram|signal|messenger|snap|wechat|discord|teams|insta|facebook|tiktok|slack|kakao|(?<!\p{L})line(?!\p{L})|(?<!\p{L})ig(?!\p{L})/iu;
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
const account = (match: RegExpExecArray): Span => {
  const end = match.index + match[0].length;
  return [end - (match[1] ?? match[2] ?? '').length, end];
};

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
/** The same where the name stands first, which is the whole match. */
const handleBefore = (match: RegExpExecArray): Span | null => (handleOfService(match) ? whole(match) : null);

export const hasChatService = (text: string): boolean => CHAT_SERVICE.test(text);

/** Marks accounts after the name of their service. `hasChat` tells whether the text names a chat service. */
export function markAccounts(view: string, hasChat: boolean): string {
  let text = view;
  if (hasChat) text = markAll(markAll(text, SCHEME, 'link'), ACCOUNT, 'link', lastGroup);
  if (/@[^\s:]{2,40}:\p{L}/u.test(text)) text = markAll(text, FEDERATED, 'link');
  if (/#\d{4}/.test(text)) text = markAll(text, TAGGED, 'link');
  if (hasChat || /linkedin/iu.test(text))
    text = markAll(markAll(text, ACCOUNT_ALONE, 'link', account), ACCOUNT_NAMED, 'link', lastGroup);
  return text;
}

/** Marks names after an `@`, where words or the form of the name tell that it is a person's. */
export const markHandles = (text: string): string =>
  text.includes('@') ? markAll(text, HANDLE, 'link', handle) : text;

/** Marks accounts that stand near a service, where the text had one before its accounts were marked. */
export function markHandlesOfServices(view: string, hasChat: boolean): string {
  let text = view;
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
  return text;
}
