import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the content model, as TypeORM writes them. */
export class Content1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE "commentary" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "about" text NOT NULL, "summary" jsonb, "announcedOnly" boolean NOT NULL DEFAULT false, "partyKeys" text array NOT NULL DEFAULT '{}', "authors" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_787761ed7cb297427f9030542c1" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "concept" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "scheme" text NOT NULL, "type" text NOT NULL, "prefLabel" jsonb NOT NULL, "definition" jsonb, "broaderKeys" text array NOT NULL DEFAULT '{}', "relatedKeys" text array NOT NULL DEFAULT '{}', "exactMatch" text array NOT NULL DEFAULT '{}', "topicKeys" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_4128a30909a92df929f871df7ec" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "data_gap" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "label" jsonb NOT NULL, "description" jsonb, "obstacleKeys" text array NOT NULL DEFAULT '{}', "measureKeys" text array NOT NULL DEFAULT '{}', "responsibleKeys" text array NOT NULL DEFAULT '{}', "topicKeys" text array NOT NULL DEFAULT '{}', "status" text NOT NULL, "statusSince" date, "evidence" text array NOT NULL DEFAULT '{}', "crosswalk" jsonb NOT NULL DEFAULT '{}', CONSTRAINT "PK_fd2df5e2b44ec3bf7ec2ad04a95" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "organisation" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "name" jsonb NOT NULL, "aliases" text array NOT NULL DEFAULT '{}', "kind" text, "parentKey" text, "identifiers" jsonb NOT NULL DEFAULT '[]', "country" text, "homepage" text, CONSTRAINT "PK_3ee0975189df5d18d8da3a5634f" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "document" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "title" text NOT NULL, "language" text NOT NULL, "publishedOn" date, "authors" text array NOT NULL DEFAULT '{}', "access" text NOT NULL, "draft" boolean NOT NULL DEFAULT false, "summary" jsonb, "publisherKey" text, "topicKeys" text array NOT NULL DEFAULT '{}', "obstacleKeys" text array, "measureKeys" text array, "actions" text array, "viewCount" integer, "commentCount" integer, "interviewQuestions" text array, "missingParts" text array, "adoptedByKey" text, "adoptedOn" date, "basis" text, "kind" text NOT NULL, CONSTRAINT "PK_00f160cc17425b0ba5d262a32ef" PRIMARY KEY ("key"))`,
    );
    await runner.query(`CREATE INDEX "IDX_b12f1e5fbc990ae11e4c2ceb73" ON "document" ("kind")`);
    await runner.query(
      `CREATE TABLE "section" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "number" text, "heading" text, "level" integer NOT NULL, CONSTRAINT "PK_949f89ba6907dbf451c7f4d5e08" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "fact_box" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "title" text, "text" text NOT NULL, "organisationKey" text, "facts" jsonb NOT NULL DEFAULT '[]', CONSTRAINT "PK_fe060cdd9302d4ae5c640f0e013" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "quote" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "text" text NOT NULL, "speakerKey" text, CONSTRAINT "PK_4596673419661d07183b00056f8" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "demand" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "number" integer NOT NULL, "summary" jsonb, "topicKeys" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_f23997ce9313a0ae7ba8bb7da81" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "responsibility" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "actor" text NOT NULL, "organisationKey" text, "text" jsonb NOT NULL, CONSTRAINT "PK_677f14f35c497d858ac91204165" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "mention" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "documentKey" text NOT NULL, "label" text NOT NULL, "count" integer NOT NULL, "target" text, CONSTRAINT "PK_e36a620243f1a43316422374d78" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "party" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "code" text NOT NULL, "country" text NOT NULL, "name" jsonb NOT NULL, "colour" text, "identifiers" jsonb NOT NULL DEFAULT '[]', "formerCodes" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_e921c8f736e4c24ae228874c72a" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "place" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "name" text NOT NULL, "kind" text NOT NULL, "nuts" text, "taxonomyId" text, "countyKey" text, CONSTRAINT "PK_e3c40ad0ee3f12e16efb7a8469d" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "election" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "name" jsonb NOT NULL, "date" date NOT NULL, "country" text NOT NULL, "seatsTotal" integer NOT NULL, "validVotes" integer, "turnout" double precision, CONSTRAINT "PK_60ccd28affd16819d374464c60c" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "party_result" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "electionKey" text NOT NULL, "partyKey" text, "label" text NOT NULL, "voteShare" double precision, "votes" integer, "seats" integer, "placeKey" text, CONSTRAINT "PK_5aaca14b5769892af0e31c3dc14" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "legal_act" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "celex" text, "sfs" text, "title" jsonb NOT NULL, "date" date, "inForce" boolean, "url" text NOT NULL, "topicKeys" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_a1024004edee2c36807f1521432" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "person" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "name" text NOT NULL, "nameVariants" text array NOT NULL DEFAULT '{}', "identifiers" jsonb NOT NULL DEFAULT '[]', "partyKey" text, CONSTRAINT "PK_fdd3c0f74e44e6195e8a47fefe0" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "membership" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "personKey" text NOT NULL, "role" jsonb, "organisationKey" text, "documentKey" text, "from" date, "to" date, CONSTRAINT "PK_fe6b825e6de7effe2a76e3dccd6" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "questionnaire" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "title" jsonb NOT NULL, "summary" jsonb, "electionKey" text, "electionBasis" text NOT NULL, "publishedOn" date, "publisherKey" text NOT NULL, CONSTRAINT "PK_e013201b1498e0e63f3122cf422" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "participation" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "questionnaireKey" text NOT NULL, "partyKey" text NOT NULL, "status" text NOT NULL, "note" jsonb, CONSTRAINT "PK_07b30e0f1e3d2894e7acec75270" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "question" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "questionnaireKey" text NOT NULL, "number" integer NOT NULL, "text" jsonb NOT NULL, "shortTitle" jsonb NOT NULL, "kind" text NOT NULL, "proposition" jsonb, "topicKeys" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_475f35f8a3f0cf514a73a60fee5" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "position" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "questionKey" text NOT NULL, "partyKey" text NOT NULL, "status" text NOT NULL, "stance" text NOT NULL, "rationale" text, "summary" jsonb, "editorNote" text, "language" text, "spokespersonKeys" text array NOT NULL DEFAULT '{}', "topicKeys" text array NOT NULL DEFAULT '{}', CONSTRAINT "PK_eeceff0e58d6e35baa47b2826be" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `CREATE TABLE "topic" ("key" text NOT NULL, "position" integer NOT NULL DEFAULT '0', "origin" jsonb NOT NULL, "prefLabel" jsonb NOT NULL, "definition" jsonb, "broaderKeys" text array NOT NULL DEFAULT '{}', "identifiers" jsonb NOT NULL DEFAULT '[]', "crosswalk" jsonb NOT NULL DEFAULT '{}', CONSTRAINT "PK_4ac1a37c122e88622beccfc65b8" PRIMARY KEY ("key"))`,
    );
    await runner.query(
      `ALTER TABLE "organisation" ADD CONSTRAINT "FK_2eb4fa76d6947708585d0e18534" FOREIGN KEY ("parentKey") REFERENCES "organisation"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "document" ADD CONSTRAINT "FK_798e76cd1a366994c584e58e7e0" FOREIGN KEY ("publisherKey") REFERENCES "organisation"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "section" ADD CONSTRAINT "FK_097131eadf64cc90350d7bea218" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "fact_box" ADD CONSTRAINT "FK_44163eb860ab71edba1dbe936ad" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "quote" ADD CONSTRAINT "FK_13f96606c27fe0cf1dedc29a62b" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "demand" ADD CONSTRAINT "FK_2ffc8e45528a7d24d1188a26623" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "responsibility" ADD CONSTRAINT "FK_19f78781d84c75eaa4a8f5d6665" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "mention" ADD CONSTRAINT "FK_53fd80b2cf800ebc58636b1319b" FOREIGN KEY ("documentKey") REFERENCES "document"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "place" ADD CONSTRAINT "FK_a211c64cfe9062a6197d534f7bc" FOREIGN KEY ("countyKey") REFERENCES "place"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "party_result" ADD CONSTRAINT "FK_490dabea1a707d2f7d0b952bce9" FOREIGN KEY ("electionKey") REFERENCES "election"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "party_result" ADD CONSTRAINT "FK_b1ed1ddc0d3323f5a62088592c6" FOREIGN KEY ("partyKey") REFERENCES "party"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "party_result" ADD CONSTRAINT "FK_6a2167a9b2284add35261cd9f52" FOREIGN KEY ("placeKey") REFERENCES "place"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "person" ADD CONSTRAINT "FK_0ad606c23bd748b96695e8d587d" FOREIGN KEY ("partyKey") REFERENCES "party"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "membership" ADD CONSTRAINT "FK_94c153349bac4a2de4e4f8dcbb3" FOREIGN KEY ("personKey") REFERENCES "person"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "membership" ADD CONSTRAINT "FK_426add9b06988fbcb7232884397" FOREIGN KEY ("organisationKey") REFERENCES "organisation"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "questionnaire" ADD CONSTRAINT "FK_708f20356d991dd283ede2941d0" FOREIGN KEY ("electionKey") REFERENCES "election"("key") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "questionnaire" ADD CONSTRAINT "FK_a10a3f71115edb8ba95c41ea541" FOREIGN KEY ("publisherKey") REFERENCES "organisation"("key") ON DELETE RESTRICT ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "participation" ADD CONSTRAINT "FK_0a0391e0ed6279b65f30b7c1043" FOREIGN KEY ("questionnaireKey") REFERENCES "questionnaire"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "participation" ADD CONSTRAINT "FK_15aec57d611d6c87912cb92540c" FOREIGN KEY ("partyKey") REFERENCES "party"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "question" ADD CONSTRAINT "FK_e50912cb79d5d9ea37c927f5d41" FOREIGN KEY ("questionnaireKey") REFERENCES "questionnaire"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "position" ADD CONSTRAINT "FK_d54270d6a4e366a1a6cddc8922e" FOREIGN KEY ("questionKey") REFERENCES "question"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
    await runner.query(
      `ALTER TABLE "position" ADD CONSTRAINT "FK_7e4e43b5dbe9c577c9045d3d38a" FOREIGN KEY ("partyKey") REFERENCES "party"("key") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "position" DROP CONSTRAINT "FK_7e4e43b5dbe9c577c9045d3d38a"`);
    await runner.query(`ALTER TABLE "position" DROP CONSTRAINT "FK_d54270d6a4e366a1a6cddc8922e"`);
    await runner.query(`ALTER TABLE "question" DROP CONSTRAINT "FK_e50912cb79d5d9ea37c927f5d41"`);
    await runner.query(`ALTER TABLE "participation" DROP CONSTRAINT "FK_15aec57d611d6c87912cb92540c"`);
    await runner.query(`ALTER TABLE "participation" DROP CONSTRAINT "FK_0a0391e0ed6279b65f30b7c1043"`);
    await runner.query(`ALTER TABLE "questionnaire" DROP CONSTRAINT "FK_a10a3f71115edb8ba95c41ea541"`);
    await runner.query(`ALTER TABLE "questionnaire" DROP CONSTRAINT "FK_708f20356d991dd283ede2941d0"`);
    await runner.query(`ALTER TABLE "membership" DROP CONSTRAINT "FK_426add9b06988fbcb7232884397"`);
    await runner.query(`ALTER TABLE "membership" DROP CONSTRAINT "FK_94c153349bac4a2de4e4f8dcbb3"`);
    await runner.query(`ALTER TABLE "person" DROP CONSTRAINT "FK_0ad606c23bd748b96695e8d587d"`);
    await runner.query(`ALTER TABLE "party_result" DROP CONSTRAINT "FK_6a2167a9b2284add35261cd9f52"`);
    await runner.query(`ALTER TABLE "party_result" DROP CONSTRAINT "FK_b1ed1ddc0d3323f5a62088592c6"`);
    await runner.query(`ALTER TABLE "party_result" DROP CONSTRAINT "FK_490dabea1a707d2f7d0b952bce9"`);
    await runner.query(`ALTER TABLE "place" DROP CONSTRAINT "FK_a211c64cfe9062a6197d534f7bc"`);
    await runner.query(`ALTER TABLE "mention" DROP CONSTRAINT "FK_53fd80b2cf800ebc58636b1319b"`);
    await runner.query(`ALTER TABLE "responsibility" DROP CONSTRAINT "FK_19f78781d84c75eaa4a8f5d6665"`);
    await runner.query(`ALTER TABLE "demand" DROP CONSTRAINT "FK_2ffc8e45528a7d24d1188a26623"`);
    await runner.query(`ALTER TABLE "quote" DROP CONSTRAINT "FK_13f96606c27fe0cf1dedc29a62b"`);
    await runner.query(`ALTER TABLE "fact_box" DROP CONSTRAINT "FK_44163eb860ab71edba1dbe936ad"`);
    await runner.query(`ALTER TABLE "section" DROP CONSTRAINT "FK_097131eadf64cc90350d7bea218"`);
    await runner.query(`ALTER TABLE "document" DROP CONSTRAINT "FK_798e76cd1a366994c584e58e7e0"`);
    await runner.query(`ALTER TABLE "organisation" DROP CONSTRAINT "FK_2eb4fa76d6947708585d0e18534"`);
    await runner.query(`DROP TABLE "topic"`);
    await runner.query(`DROP TABLE "position"`);
    await runner.query(`DROP TABLE "question"`);
    await runner.query(`DROP TABLE "participation"`);
    await runner.query(`DROP TABLE "questionnaire"`);
    await runner.query(`DROP TABLE "membership"`);
    await runner.query(`DROP TABLE "person"`);
    await runner.query(`DROP TABLE "legal_act"`);
    await runner.query(`DROP TABLE "party_result"`);
    await runner.query(`DROP TABLE "election"`);
    await runner.query(`DROP TABLE "place"`);
    await runner.query(`DROP TABLE "party"`);
    await runner.query(`DROP TABLE "mention"`);
    await runner.query(`DROP TABLE "responsibility"`);
    await runner.query(`DROP TABLE "demand"`);
    await runner.query(`DROP TABLE "quote"`);
    await runner.query(`DROP TABLE "fact_box"`);
    await runner.query(`DROP TABLE "section"`);
    await runner.query(`DROP INDEX "IDX_b12f1e5fbc990ae11e4c2ceb73"`);
    await runner.query(`DROP TABLE "document"`);
    await runner.query(`DROP TABLE "organisation"`);
    await runner.query(`DROP TABLE "data_gap"`);
    await runner.query(`DROP TABLE "concept"`);
    await runner.query(`DROP TABLE "commentary"`);
  }
}
