import { lastGroup, markAll, type Span } from './marks.ts';
import { FILE_END, isGluedName, isPersonsPart } from './name-in-address.ts';

/*
 * Links to a person's page, chat or calendar, and parameters of a link that hold a contact.
 */

const HOST_OF_LINK = /\.(?:com?|me|us|app|group|click|ee|gg|microsoft)(?![\p{L}\d])/iu;

/** The address of a person's page, chat or calendar holds the name, and is a way to reach the person. */
const REST = String.raw`[^\s)\]"'<>|]{1,500}`;
const LINK_SOURCE = String.raw`(?:https?:\/\/)?(?<![\w.-])(?:[a-z0-9-]{1,20}\.){0,2}(?:linkedin\.com\/(?:in|pub)|wa\.me|api\.whatsapp\.com\/send|chat\.whatsapp\.com|t\.me|telegram\.me|m\.me|messenger\.com\/t|signal\.(?:me|group)|viber\.click|line\.me\/ti|join\.skype\.com|calendly\.com|cal\.com|doodle\.com\/(?:bp|mm|meeting)|savvycal\.com|tidycal\.com|youcanbook\.me|zoom\.us\/(?:j|my)|meet\.google\.com|calendar\.(?:google\.com\/calendar\/appointments|app\.google)|teams\.(?:microsoft|live)\.com\/(?:l|meet)|outlook\.office(?:365)?\.com\/(?:owa\/calendar|book|bookwithme)|bookings\.office(?:365)?\.com|bookings\.cloud\.microsoft\/book|whereby\.com|webex\.com\/(?:meet|join)|about\.me|linktr\.ee|bsky\.app\/profile|koalendar\.com\/e|zcal\.co|kik\.me|xing\.com\/profile|discord\.gg|discord(?:app)?\.com\/users|fb\.me|meetings(?:-eu1)?\.hubspot\.com|(?<![\p{L}\d])(?:x|twitter|instagram|tiktok|threads)\.(?:com|net)\/@?[a-z]{2,20}[._][a-z\d._]{2,30}|facebook\.com\/(?:profile\.php|people|[a-z]{2,20}\.[a-z]{2,30}(?:\.\d{1,4})?(?![\w.]))|snapchat\.com\/add)(?:[/?#.]${REST})?`;
const LINK = new RegExp(LINK_SOURCE, 'giu');
/** With blanks around its signs too: `linkedin .com / in / namn`. */
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
/** A profile on GitHub or GitLab; an address with a project is none. */
const CODE_PROFILE = /(?:https?:\/\/)?(?<![\w.-])git(?:hub|lab)\.com\/[\w-]{1,60}\/?(?![\w/-])/giu;
/** Parameters of an address that name a person or hold a contact. */
const PARAMETER =
  /(?<=[?&;])(?:[\w-]{0,30}(?:name|namn|navn|chef|kontakt|contact|person|recruiter|rekryterare|mail|epost|phone|tel|mobil)[\w-]{0,30})=([^&\s"'<>#]{2,200})/giu;

/** Marks links to persons' pages, chats and calendars. */
export function markLinks(view: string): string {
  let text = view;
  if (HOST_OF_LINK.test(text)) text = markAll(markAll(text, LINK, 'link'), CODE_PROFILE, 'link');
  if (
    text.includes('/') &&
    /(?:com|me|us|app|gg) ?\/ \p{L}| \/ ?\p{L}{1,6} ?\/|\. (?:com|me|us|gg)(?!\p{L})/u.test(text)
  )
    text = markAll(text, LINK_SPACED, 'link');
  if (text.includes('/') && MAY_NAME_PERSON.test(text))
    text = markAll(text, LINK_WITH_NAME, 'link', ofPerson);
  return text;
}

export function markParameters(text: string): string {
  return /[?&;][^\s=]{1,60}=/u.test(text) ? markAll(text, PARAMETER, 'link', lastGroup) : text;
}
