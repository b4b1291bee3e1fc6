// Reads every file of queries/ and checks it against the schema. Needs dist/, which `npm run build` makes.
import { readSavedQueries } from '../dist/http/saved-queries/read.js';
import { createSchema } from '../dist/schema.js';

try {
  const queries = readSavedQueries(createSchema());
  for (const query of queries) query.check();
  console.log(`queries/: ${queries.length} saved queries are valid`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
