import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Occupations, other labels of concepts, and the version of the taxonomy that was loaded last. */
export class Taxonomy1764000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "occupation" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "level" integer NOT NULL, "prefLabel" jsonb NOT NULL, "definition" jsonb, "taxonomyId" text, "escoUris" text array NOT NULL DEFAULT '{}', "iscoCodes" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_484202ca6c7c5c741e446f0b1ee" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "taxonomy_concept" ("key" text NOT NULL, "type" text NOT NULL, "label" text NOT NULL, "english" text, "altLabels" text array NOT NULL DEFAULT '{}', "definition" text, "code" text, "iscoCodes" text array NOT NULL DEFAULT '{}', "broaderKeys" text array NOT NULL DEFAULT '{}', "relatedKeys" text array NOT NULL DEFAULT '{}', "exactMatch" text array NOT NULL DEFAULT '{}', "substitutes" jsonb NOT NULL DEFAULT '[]', "replacedBy" text, CONSTRAINT "PK_806f3057da4c3c4464bc3f5ef8d" PRIMARY KEY ("key"))`,
    );
    await runner.query(`ALTER TABLE "concept" ADD "altLabels" text array NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "concept" DROP COLUMN "altLabels"`);
    await runner.query(`DROP TABLE "taxonomy_concept"`);
    await runner.query(`DROP TABLE "occupation"`);
  }
}
