import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How facts of the content are known, and the last day on which a membership is known to hold. */
export class HowKnown1764000090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "membership" ADD "asOf" date`);
    await runner.query(`ALTER TABLE "questionnaire" ADD "electionNote" text`);
    await runner.query(`ALTER TABLE "data_gap" ADD "linksBasis" text NOT NULL DEFAULT 'INFERRED'`);
    await runner.query(`ALTER TABLE "concept" ADD "relatedBasis" text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "concept" DROP COLUMN "relatedBasis"`);
    await runner.query(`ALTER TABLE "data_gap" DROP COLUMN "linksBasis"`);
    await runner.query(`ALTER TABLE "questionnaire" DROP COLUMN "electionNote"`);
    await runner.query(`ALTER TABLE "membership" DROP COLUMN "asOf"`);
  }
}
