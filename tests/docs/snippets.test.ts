import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { readSnippets, snippetsOf } from '../support/docs.ts';
import { root } from '../support/program.ts';

const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));
const documents = readSnippets().filter(({ language }) => language === 'graphql');

it('finds the snippets of the pages', () => {
  expect(documents.length).toBeGreaterThan(8);
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
