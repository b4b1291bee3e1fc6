import { describe, expect, it, onTestFinished } from 'vitest';
import { examplesOf } from '../../src/sources/check-source.ts';
import { kinds } from '../../src/sources/kinds/kinds.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { leaveOutContacts } from '../../src/upstream/without-contacts.ts';
import { withTexts } from '../support/ad-servers.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { asSent, serverOf } from '../support/source-server.ts';
import { aCall } from '../support/upstream.ts';

const who = { name: 'Hilda Hemligh', phone: '070-174 06 98', email: 'hilda.hemligh@hemligpost.se' };
const contacts = `Kontakta ${who.name}, ${who.phone}, ${who.email}`;
const anyOfThem = /hemligh|hemligpost|174 ?06 ?98/i;
const addressOrNumber = /hilda\.|hemligpost|174 ?06 ?98/i;

/** The fields of contacts in the formats of CKAN, DCAT, PxWeb, Opendatasoft and Alaveteli. */
const fields = {
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

async function askedAndStored(source: AnySource) {
  const store = new MemoryStore();
  const logged: string[] = [];
  const log = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  const server = await serverOf(source, (body) =>
    typeof body === 'string'
      ? asSent(body.replace(/(?=<\/)/, ` ${who.email} `))
      : { json: planted(JSON.parse(JSON.stringify(body))) },
  );
  const sources = openSources({
    mode: 'live',
    baseUrls: { [source.id]: server.url },
    keys: { [source.id]: 'key-of-the-test' },
    enabled: { [source.id]: true },
    lastGood: store,
    userAgent: 'test',
    declarations: [source],
    logger: { debug: log, info: log, warn: log, error: log },
  });
  onTestFinished(() => sources.close());
  const answers: unknown[] = [];
  for (const { operations } of sources.ofKind(source.kind))
    for (const [, ask] of examplesOf(source))
      answers.push(await ask(operations, aCall()).catch((error: unknown) => String(error)));
  return {
    answers: JSON.stringify(answers),
    stored: [...store.answers.values()].map(({ body }) => body),
    logged: logged.join('\n'),
  };
}

const others = registry.filter(({ kind }) => !kinds[kind].holdsPersonalData);

describe.each(others.map((source) => [source.id, source] as const))('%s', (_, source) => {
  it('serves, stores and logs no contact of its bodies', async () => {
    const { answers, stored, logged } = await askedAndStored(source);

    const isLeft = kinds[source.kind].namesArePublic ? addressOrNumber : anyOfThem;
    expect(answers).not.toMatch(isLeft);
    expect(stored.filter((body) => isLeft.test(body)).map((body) => body.slice(0, 500))).toEqual([]);
    expect(logged).not.toMatch(isLeft);
  });
});

describe('of an answer', () => {
  const left = (value: unknown, leftOut: 'contacts' | 'addresses' = 'contacts') => {
    leaveOutContacts(value, leftOut);
    return value;
  };

  it('fields of contact persons are left out, however deep', () => {
    expect(left({ result: { results: [{ title: 'Exempel', ...fields }] } })).toEqual({
      result: { results: [{ title: 'Exempel' }] },
    });
  });

  it('a field whose name is a value loses its value', () => {
    expect(left({ extras: [{ key: 'contact_name', value: who.name }] })).toEqual({
      extras: [{ key: 'contact_name', value: null }],
    });
  });

  it('names of public office stay, and addresses and numbers go', () => {
    expect(left({ author: who.name, text: `${who.name} nås på ${who.phone}` }, 'addresses')).toEqual({
      author: who.name,
      text: `${who.name} nås på […]`,
    });
  });

  it('ids, addresses of pages, figures and names of organisations stay', () => {
    const value = {
      id: 'jobs@portal-example',
      url: 'https://example.org/data?phone=1&at=2026-01-01',
      label: 'Anställda 2020, 10 000 000 kronor',
      publisher: { name: 'Anna Lindhs minnesfond' },
      values: [1, 2, null, 'Kommun 0180'],
    };

    expect(leaveOutContacts(structuredClone(value), 'contacts')).toBe(false);
  });
});
