import { describe, expect, it, onTestFinished } from 'vitest';
import { examplesOf } from '../../src/sources/check-source.ts';
import { kinds } from '../../src/sources/kinds/kinds.ts';
import { openSources } from '../../src/sources/open-sources.ts';
import { type AnySource, registry } from '../../src/sources/registry.ts';
import { leaveOutContacts } from '../../src/upstream/without-contacts.ts';
import { MemoryStore } from '../support/memory-store.ts';
import {
  addressOrNumber,
  anyOfThem,
  fields,
  serverWithContacts,
  ways,
  who,
} from '../support/planted-contacts.ts';
import { aCall } from '../support/upstream.ts';

async function askedAndStored(source: AnySource, way: (typeof ways)[number]) {
  const store = new MemoryStore();
  const logged: string[] = [];
  const log = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  const server = await serverWithContacts(source, way);
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
    read: answers.filter((one) => typeof one === 'object' && one !== null).length,
    stored: [...store.answers.values()].map(({ body }) => body),
    logged: logged.join('\n'),
  };
}

const others = registry.filter(({ kind }) => !kinds[kind].holdsPersonalData);

describe.each(others.map((source) => [source.id, source] as const))('%s', (_, source) => {
  it.each(ways.map((way) => [way.name, way] as const))(
    'serves, stores and logs no contact: %s',
    async (_, way) => {
      const { answers, read, stored, logged } = await askedAndStored(source, way);

      const isLeft = kinds[source.kind].namesArePublic ? addressOrNumber : anyOfThem;
      expect(answers).not.toMatch(isLeft);
      expect(read).toBeGreaterThan(0);
      expect(stored.filter((body) => isLeft.test(body)).map((body) => body.slice(0, 500))).toEqual([]);
      expect(logged).not.toMatch(isLeft);
    },
  );
});

describe('of an answer', () => {
  const left = async (value: unknown, leftOut: 'contacts' | 'addresses' = 'contacts') => {
    await leaveOutContacts(value, leftOut);
    return value;
  };

  it('fields of contact persons are left out, however deep', async () => {
    expect(await left({ result: { results: [{ title: 'Exempel', ...fields }] } })).toEqual({
      result: { results: [{ title: 'Exempel' }] },
    });
  });

  it('a field whose name is a value loses its value', async () => {
    expect(await left({ extras: [{ key: 'contact_name', value: who.name }] })).toEqual({
      extras: [{ key: 'contact_name', value: null }],
    });
  });

  it('names of public office stay, and addresses and numbers go', async () => {
    expect(await left({ author: who.name, text: `${who.name} nås på ${who.phone}` }, 'addresses')).toEqual({
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

    expect(leaveOutContacts(structuredClone(value), 'contacts')).toEqual(
      expect.objectContaining({ isChanged: false, cut: 0 }),
    );
  });
});
