import type { AnySource } from '../../src/sources/registry.ts';
import { withTexts } from './ad-servers.ts';
import type { FakeUpstream } from './fake-upstream.ts';
import { asSent, serverOf } from './source-server.ts';

/** An invented person whose contacts are planted in answers. */
export const who = { name: 'Hilda Hemligh', phone: '070-174 06 98', email: 'hilda.hemligh@hemligpost.se' };
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

/** Plants contacts in every text of words, and fields of contacts in every object that has a text of words. */
function planted(body: unknown): unknown {
  const isProse = (text: unknown) => typeof text === 'string' && /\p{L}{2,} \p{L}/u.test(text);
  const withFields = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withFields);
    if (typeof value !== 'object' || value === null) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withFields(one)]));
    return Object.values(value).some(isProse) ? { ...inner, ...fields } : inner;
  };
  return withTexts(withFields(body), (text, field) =>
    isProse(text) && !/contact|maintainer|author|user|vcard/i.test(field) ? `${text}. ${contacts}` : text,
  );
}

/** A server of the source whose answers, of its samples, hold the contacts. */
export function serverWithContacts(source: AnySource): Promise<FakeUpstream> {
  return serverOf(source, (body) =>
    typeof body === 'string'
      ? asSent(body.replace(/(?=<\/)/, ` ${who.email} `))
      : { json: planted(JSON.parse(JSON.stringify(body))) },
  );
}
