import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Memberships of parties, and questionnaires that follow each other. */
export class MembershipsAndSeries1764000080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "membership" ADD "partyKey" text`);
    await runner.query(`ALTER TABLE "questionnaire" ADD "series" text`);
    await runner.query(`ALTER TABLE "question" ADD "earlierKey" text`);
    await runner.query(
      `ALTER TABLE "membership" ADD CONSTRAINT "FK_2b70b44e279b6e7e4a600b5371c" FOREIGN KEY ("partyKey") REFERENCES "party"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "membership" DROP CONSTRAINT "FK_2b70b44e279b6e7e4a600b5371c"`);
    await runner.query(`ALTER TABLE "question" DROP COLUMN "earlierKey"`);
    await runner.query(`ALTER TABLE "questionnaire" DROP COLUMN "series"`);
    await runner.query(`ALTER TABLE "membership" DROP COLUMN "partyKey"`);
  }
}
