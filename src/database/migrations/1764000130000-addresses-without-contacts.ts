import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Contacts are left out of addresses and of all texts of answers before they are stored. Answers that were stored with
 * them are deleted; those of ads are stored as their decoder finished them.
 */
export class AddressesWithoutContacts1764000130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DELETE FROM "last_good" WHERE "bytes" > 0
         AND "sourceId" NOT IN ('jobsearch', 'jobstream', 'joblinks', 'historical', 'nav', 'forem')`,
    );
  }

  /** What was deleted is asked for again. */
  async down(): Promise<void> {}
}
