import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of the searched texts, for compounds and for words with a letter wrong. */
export class SearchWords1764000060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "search_word" ("word" text NOT NULL, "variants" text array NOT NULL, CONSTRAINT "search_word_key" PRIMARY KEY ("word"))`,
    );
    await runner.query(`CREATE INDEX "search_word_variants" ON "search_word" USING gin ("variants")`);
    await runner.query(
      `CREATE INDEX "search_word_reversed" ON "search_word" (reverse("word") text_pattern_ops)`,
    );
    // The content pack is applied again at the next start, and with it the entries and the words.
    await runner.query(`DELETE FROM "search_entry"`);
    await runner.query(`DELETE FROM "setting" WHERE "key" = 'pack-version'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "search_word"`);
  }
}
