import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Years of the archive of ads, as counted from files. */
export class JobAdYears1764000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "job_ad_year" ("year" integer NOT NULL, "loadedAt" TIMESTAMP WITH TIME ZONE NOT NULL, "files" text array NOT NULL, "read" integer NOT NULL, "counted" integer NOT NULL, "withoutGroup" integer NOT NULL, "withoutConcepts" integer NOT NULL, "digest" text NOT NULL, CONSTRAINT "PK_82b31a6636848a1ed8ddfbb6c47" PRIMARY KEY ("year"))`,
    );
    await runner.query(
      `CREATE TABLE "job_ad_year_facet" ("year" integer NOT NULL, "kind" text NOT NULL, "number" integer NOT NULL, "names" text array NOT NULL, CONSTRAINT "PK_1d0ab03ade40779b3909b705c2d" PRIMARY KEY ("year", "kind", "number"))`,
    );
    await runner.query(
      `CREATE INDEX "IDX_effe2e43151caf8505b40165d4" ON "job_ad_year_facet" USING gin ("names")`,
    );
    await runner.query(
      `CREATE TABLE "job_ad_year_count" ("year" integer NOT NULL, "occupation" integer NOT NULL, "place" integer NOT NULL, "count" integer NOT NULL, CONSTRAINT "PK_f69b59bbdf5ab2794326227749e" PRIMARY KEY ("year", "occupation", "place"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['job_ad_year_count', 'job_ad_year_facet', 'job_ad_year']) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}
