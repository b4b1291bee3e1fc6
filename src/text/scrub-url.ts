import { isCertainFirstName } from './name-words.ts';
import { scrubAddresses, scrubContacts } from './scrub-contacts.ts';
import { parsedUrl } from './web-address.ts';

/** Names of parameters whose values name a person or hold a contact. */
const PERSONAL_PARAMETER =
  /(?:^|[^a-z])(?:name|namn|navn|fname|lname|first_?name|last_?name|contact|kontakt|person|recruiter|rekryterare|chef|author|mail|e-?mail|e-?post|epost|mejl|phone|tel|telefon|mobil|mobile)(?:$|[^a-z])|(?:name|namn|mail|epost|phone|telefon|mobil|person|recruiter|rekryterare|chef)$/i;
/** Parts of a path after which a person's name follows. */
const PERSON_FOLLOWS =
  /^(?:kontakta?|contacts?|people|person(?:er)?|profil(?:e|er)?|medarbetare|ansatte|team|in|u|users?)$/i;
/** An id: digits alone, unless they have the form of a mobile number. */
const ID = /^\d+$/;
const MOBILE = /^(?:07\d{8}|467\d{8}|00\d{9,})$/;

/**
 * The address without the parameters that name a person or hold a contact. Null where its path does, since no page is
 * found without its path.
 */
export function scrubUrl(address: string): string | null {
  const url = parsedUrl(address);
  if (!url || !isClean(`${url.host}${url.pathname}`) || url.pathname.split('/').some(isContact)) return null;
  if (namesPerson(url.pathname)) return null;
  let isChanged = url.username !== '' || url.password !== '';
  if (isChanged) {
    url.username = '';
    url.password = '';
  }
  for (const [name, value] of url.search === '' ? [] : [...url.searchParams]) {
    if (!PERSONAL_PARAMETER.test(name) && !isContact(value) && !isContact(name)) continue;
    url.searchParams.delete(name);
    isChanged = true;
  }
  if (url.hash && isContact(url.hash.slice(1))) {
    url.hash = '';
    isChanged = true;
  }
  return isChanged ? url.href : address;
}

const MOST_KNOWN = 5_000;
const LONGEST_KNOWN = 100;

/** Whether a text has nothing to mask. Those without are remembered: most addresses have the same hosts and folders. */
function leftBy(scrub: (text: string) => string): (text: string) => boolean {
  const known = new Set<string>();
  return (text) => {
    if (known.has(text)) return true;
    const isLeft = scrub(text) === text;
    if (isLeft && text.length <= LONGEST_KNOWN) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.add(text);
    }
    return isLeft;
  };
}
const hasNoAddress = leftBy(scrubAddresses);
const hasNoContact = leftBy(scrubContacts);

/** Links to persons' pages, chats and calendars are recognised by host and path together. */
const isClean = (text: string): boolean => hasNoAddress(decoded(text).replace(/\d{5,}/g, '0'));

function isContact(part: string): boolean {
  const text = decoded(part).replace(/\+(?!\d)/g, ' ');
  if (ID.test(text)) return MOBILE.test(text);
  return text !== '' && !hasNoContact(text);
}

function namesPerson(path: string): boolean {
  const parts = path.split('/').map(decoded);
  return parts.some((part, at) => {
    const [first = '', second] = part.split(/[-_. ]/);
    return PERSON_FOLLOWS.test(parts[at - 1] ?? '') && second !== undefined && isCertainFirstName(first);
  });
}

function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
