import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Last good answers of the sources, and settings. */
export class Memory1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "last_good" ("key" text NOT NULL, "sourceId" text NOT NULL, "body" text NOT NULL, "contentType" text NOT NULL, "retrievedAt" TIMESTAMP WITH TIME ZONE NOT NULL, "freshUntil" TIMESTAMP WITH TIME ZONE NOT NULL, "usableUntil" TIMESTAMP WITH TIME ZONE NOT NULL, "etag" text, "lastModified" text, "bytes" integer NOT NULL, CONSTRAINT "PK_84938f607fff02295ab3de31150" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_c15764d967f5aa022abacbf059" ON "last_good" ("sourceId", "retrievedAt")`,
    );
    await runner.query(
      `CREATE TABLE "setting" ("key" text NOT NULL, "value" text NOT NULL, CONSTRAINT "PK_1c4c95d773004250c157a744d6e" PRIMARY KEY ("key"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "setting"`);
    await runner.query(`DROP INDEX "IDX_c15764d967f5aa022abacbf059"`);
    await runner.query(`DROP TABLE "last_good"`);
  }
}
