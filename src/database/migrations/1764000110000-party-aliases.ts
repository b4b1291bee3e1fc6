import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other names of parties, by which documents print them. */
export class PartyAliases1764000110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "party" ADD "aliases" text array NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "party" DROP COLUMN "aliases"`);
  }
}
