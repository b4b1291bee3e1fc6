import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Datasets that were in a catalogue when it was last looked through, with the last record, so that one that is gone is noticed. */
export class SeenDatasets1764000120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "seen_dataset" ("key" text NOT NULL, "sourceId" text NOT NULL, "uri" text NOT NULL, "subjects" text array NOT NULL, "record" jsonb NOT NULL, "seenAt" TIMESTAMP WITH TIME ZONE NOT NULL, "goneAt" TIMESTAMP WITH TIME ZONE, CONSTRAINT "seen_dataset_key" PRIMARY KEY ("key"))`,
    );
    await runner.query(`CREATE INDEX "seen_dataset_gone_at" ON "seen_dataset" ("goneAt")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "seen_dataset_gone_at"`);
    await runner.query(`DROP TABLE "seen_dataset"`);
  }
}
