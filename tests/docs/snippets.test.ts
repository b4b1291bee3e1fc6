import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { readSnippets, snippetsOf } from '../support/docs.ts';
import { root } from '../support/program.ts';

const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));
const snippets = readSnippets();
/** A query in a string of a program. */
const inStrings = snippets
  .filter(({ language }) => language === 'ts' || language === 'js')
  .flatMap(({ at, text }) =>
    [...text.matchAll(/(['`])((?:query|subscription|\{) [^'`]*\})\1/g)].map(([, , query = '']) => ({
      at,
      text: query,
    })),
  );
const documents = [...snippets.filter(({ language }) => language === 'graphql'), ...inStrings];

it('finds the snippets of the pages', () => {
  expect(documents.length).toBeGreaterThan(8);
  expect(inStrings.map(({ at }) => at.split(':')[0])).toContain('client/README.md');
  expect(snippetsOf('a.md', 'x\n```sh run\na\n```\n\n```json\n1\n```\ny\n```json\n2\n```')).toMatchObject([
    { at: 'a.md:2', language: 'sh', isRun: true, text: 'a\n', printed: '1\n' },
    { language: 'json', isRun: false, printed: null },
    { language: 'json', isRun: false, printed: null },
  ]);
});

it.each(documents)('the schema knows every field and argument of $at', ({ text }) => {
  const errors = validate(schema, parse(text)).map(({ message }) => message);

  expect(errors).toEqual([]);
});
