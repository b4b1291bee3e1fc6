// Prepares a release: npm run release -- 0.3.0. Writes versions, the changelog and released/; commits nothing.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { acceptedFile, releasedSchema, schemaChanges } from './schema-changes.mjs';

const [version = ''] = process.argv.slice(2);
const today = new Date().toISOString().slice(0, 10);

try {
  release();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function release() {
  const { version: current } = JSON.parse(readFileSync('package.json', 'utf8'));
  const changes = schemaChanges(today);
  if (changes.problems.length > 0) throw new Error(changes.problems.join('\n'));
  refuseWrongVersion(current, changes);
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const heading = '## [Unreleased]\n';
  if (!changelog.includes(heading)) throw new Error('CHANGELOG.md has no “## [Unreleased]”.');

  writeFileSync(
    'CHANGELOG.md',
    changelog.replace(heading, () => `${heading}\n## [${version}] - ${today}\n${schemaSection(changes)}`),
  );
  for (const file of ['package.json', 'package-lock.json', 'client/package.json'])
    if (existsSync(file)) setVersion(file);
  copyFileSync('schema.graphql', releasedSchema);
  writeFileSync(acceptedFile, '{}\n');
  console.log(
    `${version} is prepared. Read CHANGELOG.md, run .ci/run, then: git commit -am "Release ${version}" && git tag v${version}`,
  );
}

/** Below 1.0 a breaking change needs a new minor version, from then on a new major one. */
function refuseWrongVersion(current, { breaking }) {
  const [now, next] = [current, version].map((text) =>
    /^(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number),
  );
  if (!next) throw new Error('Name the version: npm run release -- 0.3.0');
  const step = next.findIndex((part, at) => part !== now[at]);
  if (step < 0 || next[step] < now[step]) throw new Error(`${version} does not come after ${current}.`);
  const largest = now[0] === 0 ? 1 : 0;
  if (breaking.length > 0 && step > largest)
    throw new Error(
      `${breaking.length} breaking changes need a new ${largest === 0 ? 'major' : 'minor'} version.`,
    );
}

function schemaSection({ breaking, accepted, deprecated, added }) {
  const lines = [
    ...breaking.map((description) => `- Breaking: ${description} ${accepted[description]}`),
    ...deprecated.map(({ coordinate, reason }) => `- Deprecated: \`${coordinate}\`. ${reason}`),
    ...listed('New types', added.types),
    ...listed('New fields and values', added.members),
  ];
  return lines.length === 0 ? '' : `\n### Schema\n\n${lines.join('\n')}\n`;
}

function listed(title, names) {
  return names.length === 0 ? [] : [`- ${title}: ${names.map((name) => `\`${name}\``).join(', ')}.`];
}

/** The first version in the file is that of the package; a lock file has a second one for it. */
function setVersion(file) {
  const content = JSON.parse(readFileSync(file, 'utf8'));
  content.version = version;
  if (content.packages?.['']) content.packages[''].version = version;
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
