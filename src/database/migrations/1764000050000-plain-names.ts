import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of an ad's columns and fields as the schema has them since version 0.2. */
export class PlainNames1764000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rename(runner, [
      ['organizationNumber', 'organisationNumber'],
      ['sourceId', 'nativeId'],
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rename(runner, [
      ['organisationNumber', 'organizationNumber'],
      ['nativeId', 'sourceId'],
    ]);
  }
}

type Renaming = [from: string, to: string];

async function rename(runner: QueryRunner, [number, id]: [number: Renaming, id: Renaming]): Promise<void> {
  for (const table of ['job_ad', 'job_ad_event'])
    await runner.query(`ALTER TABLE "${table}" RENAME COLUMN "${number[0]}" TO "${number[1]}"`);
  await runner.query(
    `UPDATE "job_ad" SET "ad" = ("ad" - '${number[0]}' - '${id[0]}')
       || jsonb_build_object('${number[1]}', "ad" -> '${number[0]}', '${id[1]}', "ad" -> '${id[0]}')
     WHERE "ad" IS NOT NULL`,
  );
}
