import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stored answers name the things that they hold, so that a thing that is gone is deleted with all its copies. Answers of
 * the sources of job ads were stored as they came, with contacts: they are deleted. So are the words of removed ads.
 */
export class GoneAds1764000070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "last_good" ADD "ids" text array NOT NULL DEFAULT '{}'`);
    await runner.query(
      `DELETE FROM "last_good" WHERE "bytes" > 0
         AND "sourceId" IN ('jobsearch', 'jobstream', 'joblinks', 'historical', 'nav', 'forem')`,
    );
    await runner.query(
      `UPDATE "job_ad_event" e SET "words" = NULL, "employer" = NULL FROM "job_ad" a
         WHERE a."id" = e."adId" AND a."removedAt" IS NOT NULL`,
    );
    await runner.query(`UPDATE "job_ad" SET "words" = '', "employer" = '' WHERE "removedAt" IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "last_good" DROP COLUMN "ids"`);
  }
}
