import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { KnownDocuments } from '../../../src/http/graphql/known-documents.ts';

const document = parse('{ hello }');
const named = (name: string, length = 10) => ({ text: name.padEnd(length), hash: `#${name}`, document });

it('knows a document by its text and by its hash', () => {
  const known = new KnownDocuments();
  known.add(named('a'));

  expect(known.withText(named('a').text)).toEqual(named('a'));
  expect(known.withHash('#a')).toEqual(named('a'));
  expect([known.withText('b'), known.withHash('#b')]).toEqual([null, null]);
});

it('forgets the document that was used longest ago, its hash too, when there are too many', () => {
  const known = new KnownDocuments();
  for (let at = 0; at < 4000; at++) known.add(named(String(at)));
  known.withText(named('0').text);
  known.add(named('more'));

  expect(known.withHash('#0')).not.toBeNull();
  expect(known.withHash('#1')).toBeNull();
  expect(known.withText(named('1').text)).toBeNull();
});

it('holds so many characters, and no document that alone has more', () => {
  const known = new KnownDocuments();
  for (const name of ['a', 'b', 'c']) known.add(named(name, 400_000));
  known.add(named('whole', 1_100_000));

  expect([known.withHash('#a'), known.withHash('#whole')]).toEqual([null, null]);
  expect([known.withHash('#b'), known.withHash('#c')]).not.toContain(null);
});

it('keeps the positions of a document, and not the list of its tokens', () => {
  const document = parse('{ hello { world } }');
  const [operation] = document.definitions;
  const before = operation?.loc && { ...operation.loc.toJSON(), source: operation.loc.source };

  new KnownDocuments().add({ ...named('a'), document });

  expect(operation?.loc).toMatchObject(before ?? {});
  expect(operation?.loc?.startToken.next).toBeNull();
  expect(operation?.loc?.endToken.prev).toBeNull();
});
