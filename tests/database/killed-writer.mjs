// The test kills this process. It writes fifty rows per transaction into an embedded database, and prints each commit.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';

const [dataDir, seed] = process.argv.slice(2);
mkdirSync(dataDir, { recursive: true });
cpSync(seed, join(dataDir, 'database'), { recursive: true });
const database = await PGlite.create({ dataDir: join(dataDir, 'database'), extensions: { unaccent } });
for (let round = 0; ; round += 1) {
  await database.transaction(async (transaction) => {
    for (let row = 0; row < 50; row += 1) {
      await transaction.query('INSERT INTO "setting" VALUES ($1, $2)', [`${round}/${row}`, 'x'.repeat(1000)]);
    }
  });
  console.log(round);
}
