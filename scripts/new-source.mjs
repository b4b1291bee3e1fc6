// npm run new-source -- <id> <KIND>: writes a source of an existing kind from its template, with tests and fixtures,
// and registers it. What it writes compiles and passes the contract tests.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const templates = `${root}templates/source/`;
const kinds = readdirSync(templates).map((folder) => folder.toUpperCase().replaceAll('-', '_'));

function refuse(message) {
  console.error(message);
  process.exit(1);
}

const [id, kind, ...others] = process.argv.slice(2);
if (!id || !kind || others.length > 0)
  refuse(`Usage: npm run new-source -- <id> <KIND>. Kinds with a template: ${kinds.join(', ')}.`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
  refuse(`“${id}” is no source id: use lower-case letters, digits and single hyphens, such as data-europa.`);
if (!kinds.includes(kind))
  refuse(
    `There is no template for a source of kind “${kind}”. There are: ${kinds.join(', ')}. For another kind read “A new kind” in CONTRIBUTING.md.`,
  );
if (existsSync(`${root}src/sources/${id}`)) refuse(`src/sources/${id} is there already: choose another id.`);

const template = kind.toLowerCase().replaceAll('_', '-');
const exampleId = `example-${template}`;
const pascal = (text) => text.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
const exampleName = `example${pascal(template)}`;
const name = pascal(id).replace(/^./, (letter) => letter.toLowerCase());

const folder = `${root}src/sources/${id}`;
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(`${templates}${template}`)) {
  const text = readFileSync(`${templates}${template}/${file}`, 'utf8')
    .replaceAll('../../../src/sources/', '../')
    .replaceAll('../../../src/', '../../')
    .replaceAll(exampleId, id)
    .replaceAll(exampleName, name);
  writeFileSync(`${folder}/${file}`, text);
}

const registry = `${root}src/sources/registry.ts`;
const registered = readFileSync(registry, 'utf8');
const line = `  import('./${id}/index.ts').then(({ ${name} }) => ${name}),\n`;
writeFileSync(registry, registered.replace(/\]\);\s*$/, `${line}]);\n`));

const tests = `${root}tests/sources/${id}`;
mkdirSync(`${tests}/fixtures`, { recursive: true });
const items = [{ number: 1 }, { number: 'no number' }, { number: 2 }];
writeFileSync(`${tests}/fixtures/page.json`, `${JSON.stringify({ total: 3, items }, null, 2)}\n`);
writeFileSync(
  `${tests}/wire.test.ts`,
  `import { expect, it } from 'vitest';
import { examplesOf } from '../../../src/sources/check-source.ts';
import { page } from '../../../src/sources/${id}/decode.ts';
import { ${name} } from '../../../src/sources/${id}/index.ts';
import { fakeUpstream, type Reply } from '../../support/fake-upstream.ts';
import { fixture } from '../../support/fixture.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

/** What the first example of the kind gives when the source's server answers so. */
async function answerTo(reply: Reply): Promise<unknown> {
  const { url } = await fakeUpstream({ '*': reply });
  const [example] = examplesOf(${name}).values();
  return example?.(${name}.open(testUpstream({ ...${name}, baseUrl: url })), aCall());
}

it('reads a typical page, and drops the item that has no number', async () => {
  const { url } = await fakeUpstream({ '*': fixture('${id}', 'page.json') });
  const upstream = testUpstream({ ...${name}, baseUrl: url });

  const { value, dropped } = await upstream.get({ operation: 'page', path: 'page', decode: page }, aCall());

  expect(value.items).toEqual([{ number: 1 }, { number: 2 }]);
  expect(dropped).toBe(1);
});

it('reads an empty page as nothing, and not as a fault', async () => {
  await expect(answerTo({ json: { total: 0, items: [] } })).resolves.not.toBeInstanceOf(Error);
});

it.each<[string, Reply, string]>([
  ['knows nothing at the address', { status: 404 }, 'SOURCE_BAD_RESPONSE'],
  ['has changed its shape', { json: { items: 'none' } }, 'SOURCE_BAD_RESPONSE'],
  ['is down', { status: 503 }, 'SOURCE_UNAVAILABLE'],
])('names the fault when the source %s', async (_, reply, code) => {
  await expect(answerTo(reply)).rejects.toMatchObject({ sourceId: '${id}', code });
});
`,
);

// Names of other lengths break lines elsewhere.
execFileSync(`${root}node_modules/.bin/biome`, ['check', '--write', folder, tests, registry], {
  cwd: root,
  stdio: 'ignore',
});

console.log(`src/sources/${id} is written, registered and tested. Next:
1. Make index.ts, decode.ts and sample.ts speak the source's own wire format. src/sources/kinds/ says what the operations
   of a kind promise; src/sources/formats/ and src/text/ read dates, ids, languages and formats.
2. Replace tests/sources/${id}/fixtures/ and wire.test.ts, which test the template: each quirk is a test.
3. Fill in README.md and tick its checklist; until then tests/sources/checklist.test.ts fails.
4. Add a line to CHANGELOG.md.
5. npm run fix && npm run check && npm test`);
