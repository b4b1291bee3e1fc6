import { Redis } from 'ioredis';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/database/database.ts';
import { openGateway } from '../../src/gateway.ts';
import { lendContent } from '../support/database.ts';
import { fakeUpstream, type Reply } from '../support/fake-upstream.ts';
import { skipsRedis, startRedis } from '../support/redis.ts';

const firstNames = 'Anneli Börje Camilla Dragan Elsa Fatima Gustav Helena Ingvar Jelena Karin Ludvig'.split(
  ' ',
);
const familyNames = 'Provsten Testmark Fiktivsson Påhittström Exemplin Skenberg Lånegren Dummy'.split(' ');

/** A recruiter of each of 120 ads: 360 planted contacts. */
const people = Array.from({ length: 120 }, (_, at) => {
  const first = firstNames[at % firstNames.length] ?? '';
  const family = `${familyNames[at % familyNames.length]}${'abcdefghij'[Math.floor(at / 12)]}`;
  const digits = String(1_000_000 + at * 7919).slice(-7);
  return {
    name: `${first} ${family}`,
    phone: `070-${digits.slice(0, 3)} ${digits.slice(3, 5)} ${digits.slice(5)}`,
    email: `${first}.${family}@provpost${at}.se`.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o'),
  };
});
const texts: ((who: (typeof people)[number]) => string)[] = [
  ({ name, phone, email }) => `Har du frågor? Kontakta ${name}, enhetschef, ${phone} eller ${email}.`,
  ({ name, phone, email }) => `Kontakt:\n${name}\nRektor\n${phone}\n${email}`,
  ({ name, phone, email }) => `Ansökan skickas till ${email}. Ring gärna ${name} på ${phone}.`,
  ({ name, phone, email }) => `Fackliga företrädare:\nVision: ${name}, tfn ${phone}\nE-post: ${email}`,
  ({ name, phone, email }) =>
    `Med vänlig hälsning\n${name}\nPlatschef\n${phone} | ${email.replace('@', ' (at) ')}`,
];

function wireAd(at: number) {
  const who = people[at] ?? { name: '', phone: '', email: '' };
  const text = `En plats som exempel ${at}.\n\n${texts[at % texts.length]?.(who)}`;
  return {
    id: String(90_000_000 + at),
    headline: `Exempel ${at}`,
    description: { text, text_formatted: `<p>${text}</p>` },
    webpage_url: `https://arbetsformedlingen.se/platsbanken/annonser/${90_000_000 + at}?contact=${encodeURIComponent(who.name)}`,
    employer: { name: `Exempel AB, v/ ${who.name}`, phone_number: who.phone, email: who.email },
    application_details: { information: who.name, email: who.email, url: `mailto:${who.email}` },
    application_contacts: [{ name: who.name, email: who.email, telephone: who.phone, contact_type: null }],
    occupation_group: { concept_id: 'wQ1E_Bzk_ZyA', label: 'Svetsare', legacy_ams_taxonomy_id: '7212' },
    workplace_address: { municipality_code: '0180', country_concept_id: 'i46j_HmG_v64', country: 'Sverige' },
    publication_date: '2026-08-12T09:00:00',
    timestamp: 1_786_000_000_000,
  };
}

async function tablesOf({ dataSource }: Database): Promise<string> {
  const tables: { name: string }[] = await dataSource.query(
    `SELECT "tablename" AS "name" FROM "pg_tables" WHERE "schemaname" = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => dataSource.query(`SELECT "${name}"::text AS "row" FROM "${name}"`)),
  );
  return JSON.stringify(rows);
}

it('finds none of 360 planted contacts in answers, database, shared cache and logs', async () => {
  const all = people.map((_, at) => wireAd(at));
  let fails = false;
  const server = await fakeUpstream({
    '*': ({ url = '' }): Reply => {
      if (fails) return { status: 503 };
      const [, id] = /\/ad\/(\d+)/.exec(url) ?? [];
      if (id) return { json: all.find((ad) => ad.id === id) };
      if (url.includes('snapshot')) return { json: all };
      if (url.includes('stream')) return { json: [] };
      const offset = Number(new URL(url, 'http://local').searchParams.get('offset') ?? 0);
      return { json: { total: { value: all.length }, hits: all.slice(offset, offset + 100) } };
    },
  });
  const redis = skipsRedis ? null : await startRedis();
  if (redis) onTestFinished(() => redis.stop());
  const off = ['joblinks', 'historical', 'nav'].map((id) => [`SOURCE_${id.toUpperCase()}_ENABLED`, 'false']);
  const config = readConfig({
    SOURCES: 'live',
    RATE_LIMIT: '1000000',
    JOB_AD_STORE: 'true',
    SOURCE_JOBSEARCH_URL: server.url,
    SOURCE_JOBSTREAM_URL: server.url,
    ...Object.fromEntries(off),
    ...(redis && { CACHE_URL: redis.url }),
  });
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });
  const gateway = await openGateway(config, log, lendContent());
  onTestFinished(() => gateway.close());
  const answers: string[] = [];
  const ask = async (query: string) => {
    const { body } = await gateway.server.inject({ method: 'POST', url: '/graphql', payload: { query } });
    answers.push(body);
  };
  const fields = 'id headline description employer webpageUrl links { site url } provenance { url }';
  const search = (after: string) =>
    `{ jobAds(first: 100${after}) { totalCount nodes { ${fields} } pageInfo { endCursor } } }`;

  await ask(search(''));
  const end: unknown = JSON.parse(answers[0] ?? '{}').data.jobAds.pageInfo.endCursor;
  await ask(search(`, after: ${JSON.stringify(end)}`));
  for (const { id } of all.slice(0, 20)) await ask(`{ jobAd(id: "JobAd:jobsearch:${id}") { ${fields} } }`);
  gateway.follow();
  const { dataSource } = gateway.database;
  await expect
    .poll(async () => (await dataSource.query('SELECT count(*)::int AS n FROM "job_ad"'))[0].n, {
      timeout: 15_000,
    })
    .toBe(all.length);
  fails = true;
  await ask(search(''));
  await gateway.sources.close();

  const cache: string[] = [];
  if (redis) {
    const client = new Redis(redis.url);
    onTestFinished(() => void client.disconnect());
    for (const key of await client.keys('*:answer:*')) cache.push((await client.get(key)) ?? '');
    expect(cache.length).toBeGreaterThan(1);
  }
  const places = {
    answers: answers.join('\n'),
    database: await tablesOf(gateway.database),
    cache: cache.join('\n'),
    logs: logged.join('\n'),
  };
  expect(places.answers).toContain('Exempel 119');
  expect(places.database).toContain('Exempel 119');
  const found = Object.entries(places).flatMap(([place, text]) =>
    people.flatMap((who) =>
      [who.name, who.phone, who.email, who.name.split(' ')[1] ?? '', who.email.split('@')[1] ?? '']
        .filter((secret) => text.includes(secret))
        .map((secret) => `${secret} in ${place}`),
    ),
  );
  expect(found).toEqual([]);
}, 60_000);
