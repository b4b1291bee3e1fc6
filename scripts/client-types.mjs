// Writes client/src/queries.ts: the types of every saved query, from schema.graphql and queries/. With --check it only
// says whether the file is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, parse, print } from 'graphql';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const target = 'client/src/queries.ts';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const saved = readdirSync('queries')
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => {
    const document = parse(readFileSync(`queries/${file}`, 'utf8'), { noLocation: true });
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return { name: basename(file, '.graphql'), location: file, document, operation };
  });

const types = await codegen({
  filename: target,
  schema: parse(readFileSync('schema.graphql', 'utf8')),
  schemaAst: schema,
  documents: saved.map(({ location, document }) => ({ location, document })),
  plugins: [{ operations: {} }],
  pluginMap: { operations },
  config: {
    enumType: 'string-literal',
    skipTypename: true,
    dedupeOperationSuffix: true,
    scalars: { ID: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown' },
  },
});

const typeOf = ({ operation }) => {
  const name = operation.name.value;
  const suffix = operation.operation === 'subscription' ? 'Subscription' : 'Query';
  return name.endsWith(suffix) ? name : `${name}${suffix}`;
};
const queries = saved.filter(({ operation }) => operation.operation === 'query');
const subscriptions = saved.filter(({ operation }) => operation.operation === 'subscription');
const camel = (name) => name.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());

const text = [
  '// Written by `npm run client` from schema.graphql and queries/.',
  "import type { GraphQLDocument } from './document.ts';",
  '',
  types.trim(),
  '',
  '/** Data and variables of every saved query, by its name in the address: `/q/{name}`. Every variable has a default. */',
  'export interface SavedQueries {',
  ...queries.map((query) => {
    const type = typeOf(query);
    return `  '${query.name}': { data: ${type}; variables: Partial<${type}Variables> };`;
  }),
  '}',
  '',
  ...subscriptions.map((subscription) => {
    const type = typeOf(subscription);
    const document = print(subscription.document).replaceAll(/[`\\$]/g, '\\$&');
    return `export const ${camel(subscription.name)}: GraphQLDocument<${type}, ${type}Variables> = \`${document}\`;`;
  }),
  '',
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error(`${target} is out of date: run npm run client`);
  process.exitCode = 1;
}
