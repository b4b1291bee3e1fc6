import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imported originals, their blocks, and what only they tell. */
export class Originals1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "point" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "kind" text NOT NULL, "number" integer NOT NULL, "group" text, "title" text, CONSTRAINT "PK_f8fa3fa840102af9147ea613e5e" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "source_document" ("key" text NOT NULL, "kind" text NOT NULL, "format" text NOT NULL, "language" text NOT NULL, "title" text NOT NULL, "lead" text NOT NULL, "access" text NOT NULL, "file" text NOT NULL, "sha256" text NOT NULL, "bytes" integer NOT NULL, "original" text, "manifest" jsonb NOT NULL, "rows" jsonb NOT NULL, "texts" jsonb NOT NULL, CONSTRAINT "PK_bee6fbb54e1a81bc0932088e6b0" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "text_block" ("key" text NOT NULL, "documentKey" text NOT NULL, "order" integer NOT NULL, "lineFrom" integer NOT NULL, "lineTo" integer NOT NULL, "role" text NOT NULL, "rawText" text NOT NULL, "displayText" text, "searchText" text, "defects" text array NOT NULL DEFAULT '{}', "ref" text, "mentions" jsonb NOT NULL DEFAULT '[]', CONSTRAINT "PK_b7ce8e39ba61a92683f3adc6c20" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "IDX_aa822bc277d085a216e38d423b" ON "text_block"  ("documentKey", "order") `,
    );
    await runner.query(`ALTER TABLE "quote" ADD "kind" text`);
    await runner.query(
      `ALTER TABLE "point" ADD CONSTRAINT "FK_c9518d0f6959aa3ef042c7d2af4" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "text_block" ADD CONSTRAINT "FK_e819e32b1f3d277c11811af3cee" FOREIGN KEY ("documentKey") REFERENCES "source_document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "text_block" DROP CONSTRAINT "FK_e819e32b1f3d277c11811af3cee"`);
    await runner.query(`ALTER TABLE "point" DROP CONSTRAINT "FK_c9518d0f6959aa3ef042c7d2af4"`);
    await runner.query(`ALTER TABLE "quote" DROP COLUMN "kind"`);
    await runner.query(`DROP TABLE "text_block"`);
    await runner.query(`DROP TABLE "source_document"`);
    await runner.query(`DROP TABLE "point"`);
  }
}
