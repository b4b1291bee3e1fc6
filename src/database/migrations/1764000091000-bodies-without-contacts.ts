import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contacts are left out of answers before they are stored. Those that were stored as they came are deleted. */
export class BodiesWithoutContacts1764000091000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM "last_good" WHERE "bytes" > 0
         AND "sourceId" NOT IN ('jobsearch', 'jobstream', 'joblinks', 'historical', 'nav', 'forem')`,
    );
  }

  /** What was deleted is asked for again. */
  async down(): Promise<void> {}
}
