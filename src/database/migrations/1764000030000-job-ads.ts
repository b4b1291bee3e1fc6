import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ads kept from JobStream, what has happened to them, and how far the stream has been followed. */
export class JobAds1764000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "job_ad" ("id" text NOT NULL, "ad" jsonb, "digest" text NOT NULL, "isSample" boolean NOT NULL DEFAULT false, "retrievedAt" TIMESTAMP WITH TIME ZONE NOT NULL, "publishedAt" TIMESTAMP WITH TIME ZONE NOT NULL, "lastPublished" TIMESTAMP WITH TIME ZONE, "changedAt" TIMESTAMP WITH TIME ZONE, "removedAt" TIMESTAMP WITH TIME ZONE, "occupations" text array NOT NULL DEFAULT '{}', "places" text array NOT NULL DEFAULT '{}', "skills" text array NOT NULL DEFAULT '{}', "organizationNumber" text, "employer" text NOT NULL DEFAULT '', "isRemote" boolean NOT NULL DEFAULT false, "seen" integer NOT NULL DEFAULT '0', "words" tsvector NOT NULL, CONSTRAINT "PK_81921cce0be7e6d79f8b8915e47" PRIMARY KEY ("id"))`,
    );
    await runner.query(`CREATE INDEX "IDX_79500508e76dd1741aabc9118e" ON "job_ad" ("removedAt")`);
    await runner.query(`CREATE INDEX "IDX_82356d8fe099f8410fc9c6c52f" ON "job_ad" USING gin ("occupations")`);
    await runner.query(`CREATE INDEX "IDX_ddbec163619bf4a4872ccd6007" ON "job_ad" USING gin ("places")`);
    await runner.query(`CREATE INDEX "IDX_8bb77eceffc475c32a15cdc226" ON "job_ad" USING gin ("skills")`);
    await runner.query(`CREATE INDEX "IDX_5f4a5bec6003887e2b7a35cda2" ON "job_ad" USING gin ("words")`);
    await runner.query(`CREATE INDEX "IDX_31eced9a93e319af0192ab65d7" ON "job_ad" ("publishedAt", "id")`);
    await runner.query(
      `CREATE TABLE "job_ad_event" ("seq" BIGSERIAL NOT NULL, "adId" text NOT NULL, "kind" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "toldAt" TIMESTAMP WITH TIME ZONE NOT NULL, "publishedAt" TIMESTAMP WITH TIME ZONE, "occupations" text array, "places" text array, "skills" text array, "organizationNumber" text, "employer" text, "isRemote" boolean, "words" tsvector, CONSTRAINT "PK_51ca4d3c45ad9db8e004c0aa421" PRIMARY KEY ("seq"))`,
    );
    await runner.query(`CREATE INDEX "IDX_7b5bd9dd09206bd7925e5b4b14" ON "job_ad_event" ("toldAt")`);
    await runner.query(
      `CREATE TABLE "job_stream" ("key" text NOT NULL, "log" text NOT NULL, "until" TIMESTAMP WITH TIME ZONE, "wholeAt" TIMESTAMP WITH TIME ZONE, "checkedAt" TIMESTAMP WITH TIME ZONE, "snapshots" integer NOT NULL DEFAULT '0', "sweptTo" bigint NOT NULL DEFAULT '0', "leader" text, "leaseUntil" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_c59fd0243ab2722a8e1765f0bea" PRIMARY KEY ("key"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['job_stream', 'job_ad_event', 'job_ad']) await runner.query(`DROP TABLE "${table}"`);
  }
}
