// Says whether schema.graphql breaks clients of the last release without a word in released/breaking-changes.json.
import { acceptedFile, schemaChanges } from './schema-changes.mjs';

const { problems, breaking } = schemaChanges();
for (const problem of problems) console.error(problem);
if (problems.length > 0) {
  console.error(
    `Keep what clients use, deprecate it first, or accept the change in ${acceptedFile}, with what to use instead.`,
  );
  process.exitCode = 1;
} else
  console.log(`schema.graphql: ${breaking.length} breaking changes since the last release, each accepted`);
