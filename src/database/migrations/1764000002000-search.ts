import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Name, what it is a copy of, and the stemmer that comes after marks are folded. */
const configurations = [
  ['graph_swedish', 'swedish', 'swedish_stem'],
  ['graph_norwegian', 'norwegian', 'norwegian_stem'],
  ['graph_english', 'english', 'english_stem'],
  ['graph_simple', 'simple', 'simple'],
] as const;

/** Imported texts, search entries and text search that folds marks; unaccent is trusted, so no superuser is needed. */
export class Search1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS unaccent');
    for (const [name, base, stemmer] of configurations) {
      await runner.query(`CREATE TEXT SEARCH CONFIGURATION ${name} (COPY = pg_catalog.${base})`);
      await runner.query(
        `ALTER TEXT SEARCH CONFIGURATION ${name} ALTER MAPPING FOR hword, hword_part, word WITH unaccent, ${stemmer}`,
      );
    }
    await runner.query(
      `CREATE TABLE "imported_text" ("key" text NOT NULL, "language" text NOT NULL, "body" text NOT NULL, "document" text NOT NULL, "lineFrom" integer NOT NULL, "lineTo" integer NOT NULL, "scanned" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_49839e6c8c4d0d87c5ab676c919" PRIMARY KEY ("key"))`,
    );
    await runner.query(`CREATE INDEX "IDX_e3fc4316769514454b6a7a8f37" ON "imported_text" ("document")`);
    await runner.query(
      `CREATE TABLE "search_entry" ("key" text NOT NULL, "ref" text NOT NULL, "type" text NOT NULL, "language" text NOT NULL, "title" text NOT NULL, "body" text NOT NULL, "hidden" text NOT NULL DEFAULT '', "access" text NOT NULL, "digest" text NOT NULL, "tsv" tsvector NOT NULL, CONSTRAINT "PK_80aca1bd8d110e6f84dcc60be75" PRIMARY KEY ("key"))`,
    );
    await runner.query(`CREATE INDEX "IDX_b3d5500c37bc0a37e1de4ee7be" ON "search_entry" USING gin ("tsv")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "IDX_b3d5500c37bc0a37e1de4ee7be"`);
    await runner.query(`DROP TABLE "search_entry"`);
    await runner.query(`DROP INDEX "IDX_e3fc4316769514454b6a7a8f37"`);
    await runner.query(`DROP TABLE "imported_text"`);
    for (const [name] of configurations) await runner.query(`DROP TEXT SEARCH CONFIGURATION ${name}`);
  }
}
