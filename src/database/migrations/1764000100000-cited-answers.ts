import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that somebody has cited, for as long as they are kept. */
export class CitedAnswers1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "cited_answer" ("key" text NOT NULL, "citedAt" TIMESTAMP WITH TIME ZONE NOT NULL, "body" text NOT NULL, "bytes" integer NOT NULL, "sources" text array NOT NULL, CONSTRAINT "cited_answer_key" PRIMARY KEY ("key"))`,
    );
    await runner.query(`CREATE INDEX "cited_answer_cited_at" ON "cited_answer" ("citedAt")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "cited_answer_cited_at"`);
    await runner.query(`DROP TABLE "cited_answer"`);
  }
}
