import type { AnySource } from '../../src/sources/registry.ts';
import { withTexts } from './ad-servers.ts';
import type { FakeUpstream } from './fake-upstream.ts';
import { asSent, serverOf } from './source-server.ts';

/** An invented person whose contacts are planted in answers. */
export const who = { name: 'Hilda Hemligh', phone: '070-174 06 98', email: 'hilda.hemligh@hemligpost.se' };
/** The number in one, as forms and addresses write it. */
const digits = '0701740698';
const contacts = `Kontakta ${who.name}, ${who.phone}, ${who.email}`;
export const anyOfThem = /hemligh|hemligpost|174 ?06 ?98/i;
export const addressOrNumber = /hilda\.|hemligpost|174 ?06 ?98/i;

/** The fields of contacts in the formats of CKAN, DCAT, PxWeb, Opendatasoft and Alaveteli. */
export const fields = {
  contactPoint: { fn: who.name, hasEmail: `mailto:${who.email}`, hasTelephone: `tel:${who.phone}` },
  contact_point: [{ name: who.name, email: who.email }],
  contact: [{ name: who.name, mail: who.email, phone: who.phone }],
  'http://www.w3.org/2006/vcard/ns#fn': [{ type: 'literal', value: who.name }],
  'vcard:hasEmail': { '@id': `mailto:${who.email}` },
  maintainer: who.name,
  maintainer_email: who.email,
  author: who.name,
  contact_email: who.email,
  user: { name: who.name, url_name: 'hilda_hemligh' },
  user_name: who.name,
};

/** The ways in which contacts are planted: what stands behind a text, and what becomes of an address. */
export const ways: readonly { name: string; text: string; address(address: string): string }[] = [
  {
    name: 'a sentence, and parameters',
    text: contacts,
    address: withQuery(`email=${who.email}&tel=${digits}`),
  },
  {
    name: 'a number in one, and the path',
    text: `fråga ${who.name} (${digits})`,
    address: withPath(`${who.email}/${digits}`),
  },
  {
    name: 'a name with a number, and escaped parameters',
    text: `${who.name} ${digits}`,
    address: withQuery(
      `contact=Hilda+Hemligh&user=${encodeURIComponent(who.email)}&phone=%2B46${digits.slice(1)}`,
    ),
  },
  {
    name: 'signs of HTML, and a number in the path',
    text: 'hilda.hemligh&#64;hemligpost.se',
    address: withPath(`tel/${digits}`),
  },
];

function withQuery(pairs: string) {
  return (address: string) => `${address}${address.includes('?') ? '&' : '?'}${pairs}`;
}
function withPath(segments: string) {
  return (address: string) => `${address.replace(/[?#].*$/s, '').replace(/\/$/, '')}/${segments}`;
}

/** Addresses of vocabularies, without which a decoder reads nothing. */
const VOCABULARY =
  /^https?:\/\/(?:purl\.org|(?:www\.)?w3\.org|[\w.]*europa\.eu|xmlns\.com|schema\.org|entryscape\.com|entrystore\.org|(?:www\.)?creativecommons\.org|spdx\.org)\//;
const isAddress = (text: string) => /^https?:\/\/\S+$/.test(text) && !VOCABULARY.test(text);
const isProse = (text: unknown) => typeof text === 'string' && /\p{L}{2,} \p{L}/u.test(text);
const TEXT_FIELD =
  /(?:^|\.)(?:title|label|notes|description|keyword|display_name|heading|titel|rubrik|text)$/i;

/**
 * Plants contacts in every text of words, in every address of an answer, also where it is a key, and fields of contacts
 * in every object that has a text of words. The same address becomes the same everywhere, as in a real answer.
 */
function planted(body: unknown, way: (typeof ways)[number]): unknown {
  const withFields = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withFields);
    if (typeof value !== 'object' || value === null) return value;
    const inner = Object.fromEntries(
      Object.entries(value).map(([key, one]) => [isAddress(key) ? way.address(key) : key, withFields(one)]),
    );
    return Object.values(value).some(isProse) ? { ...inner, ...fields } : inner;
  };
  return withTexts(withFields(body), (text, field) => {
    if (isAddress(text)) return way.address(text);
    const isText = isProse(text) || (TEXT_FIELD.test(field) && /^\p{L}{3,}$/u.test(text));
    return isText && !/contact|maintainer|author|user|vcard/i.test(field) ? `${text}. ${way.text}` : text;
  });
}

/** A server of the source whose answers, of its samples, hold the contacts. */
export function serverWithContacts(
  source: AnySource,
  way: (typeof ways)[number] | undefined = ways[0],
): Promise<FakeUpstream> {
  if (!way) throw new TypeError('a way is chosen');
  return serverOf(source, (body) =>
    typeof body === 'string'
      ? asSent(
          body
            .replace(/(?<=\p{L}{2,} \p{L}[^<>]*)(?=<\/)/gu, ` ${way.text}`)
            .replace(/(?=<\/)/, ` ${who.email} `),
        )
      : { json: planted(JSON.parse(JSON.stringify(body)), way) },
  );
}
