import { setImmediate as turn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { textInTurn } from '../entities/job-ad.ts';
import { JobAdEventKind } from '../entities/job-ad-event.ts';
import type { AdChange, AdRemoval, StreamedAd } from '../sources/kinds/job-stream.ts';
import { toJson, type WrittenAd, writtenAd } from './ad-row.ts';

/** Changes that were read together, and how to write them. */
export interface ChangeBatch {
  changes: readonly AdChange[];
  retrievedAt: Date;
  isSample: boolean;
  /** The number of the snapshot that the batch belongs to; null for changes. */
  snapshot: number | null;
  /**
   * While not all ads are stored: an unknown ad that was published since then is new, an older one has changed. Null
   * when all ads are stored, so that every unknown ad is new.
   */
  newSince: Date | null;
  /** Whether to write events; false for the first snapshot, in which nothing is new. */
  writesEvents: boolean;
}

/** Ads per statement: the embedded database runs in the gateway's own thread, which does nothing else meanwhile. */
const BATCH_SIZE = 25;

interface Event {
  adId: string;
  kind: JobAdEventKind;
  at: Date;
}

interface KnownRow {
  id: string;
  digest: string;
  changedAt: Date | null;
  removedAt: Date | null;
}

/** Writes a batch, each ad once. An ad that is stored already with the same content causes no write and no event. */
export async function writeChanges(manager: EntityManager, batch: ChangeBatch): Promise<void> {
  const { retrievedAt, isSample, snapshot } = batch;
  const latest = new Map(batch.changes.map((change) => [idOf(change), change]));
  const known = await knownRows(manager, [...latest.keys()]);
  const written: WrittenAd[] = [];
  const unchanged: string[] = [];
  const removed: AdRemoval[] = [];
  const events: Event[] = [];
  for (const [id, { ad, removal }] of latest) {
    const before = known.get(id);
    const ended = ad ? expired(ad, retrievedAt) : removal;
    if (!ad || ended) {
      if (!ended || before?.removedAt) continue;
      removed.push(ended);
      events.push({ adId: id, kind: JobAdEventKind.REMOVED, at: ended.at ?? retrievedAt });
      continue;
    }
    if (written.length % BATCH_SIZE === BATCH_SIZE - 1) await turn();
    await textInTurn(ad.ad.description);
    const row = writtenAd(ad, retrievedAt);
    const isUpToDate = before && !before.removedAt && (before.digest === row.digest || isOlder(ad, before));
    if (isUpToDate) {
      unchanged.push(id);
      continue;
    }
    if (snapshot !== null && before?.removedAt && isOlder(ad, before)) continue;
    written.push(row);
    const isNew = before
      ? before.removedAt !== null
      : batch.newSince === null || row.publishedAt >= batch.newSince;
    const kind = isNew ? JobAdEventKind.PUBLISHED : JobAdEventKind.CHANGED;
    events.push({ adId: id, kind, at: ad.changedAt ?? (isNew ? row.publishedAt : retrievedAt) });
  }
  // Before the ads: an event copies the columns that the ad was found by until now.
  if (batch.writesEvents) await writeEvents(manager, events, retrievedAt);
  for (let at = 0; at < written.length; at += BATCH_SIZE) {
    await writeAds(manager, written.slice(at, at + BATCH_SIZE), {
      retrievedAt,
      isSample,
      seen: snapshot ?? 0,
    });
    await turn();
  }
  await writeRemovals(manager, removed, { retrievedAt, isSample });
  if (snapshot !== null && unchanged.length > 0) {
    await manager.query('UPDATE "job_ad" SET "seen" = $2 WHERE "id" = ANY($1)', [unchanged, snapshot]);
  }
}

interface WholeSnapshot {
  snapshot: number;
  at: Date;
  knownSince: Date;
  /** Ids of ads that were in it but could not be read. */
  unread: readonly string[];
  writesEvents: boolean;
}

/** What is left of a removed ad: its id, and the codes that listeners filter by. Its words and its employer's name go. */
const WITHOUT_CONTENT = `"ad" = NULL, "digest" = '', "words" = '', "employer" = ''`;

/** Ends a complete snapshot: removes the ads that were stored before it and were not in it. Returns their ids. */
export async function removeUnseen(
  manager: EntityManager,
  { snapshot, at, knownSince, unread, writesEvents }: WholeSnapshot,
): Promise<string[]> {
  // For an UPDATE the driver returns the rows and their number.
  const [removed]: [{ id: string }[], number] = await manager.query(
    `UPDATE "job_ad" SET ${WITHOUT_CONTENT}, "removedAt" = $2
       WHERE "removedAt" IS NULL AND "seen" < $1 AND "retrievedAt" < $3 AND "id" <> ALL($4::text[]) RETURNING "id"`,
    [snapshot, at, knownSince, unread],
  );
  const events = removed.map(({ id }) => ({ adId: id, kind: JobAdEventKind.REMOVED, at }));
  if (writesEvents) await writeEvents(manager, events, at);
  const ids = removed.map(({ id }) => id);
  await deleteWordsOfEvents(manager, ids);
  return ids;
}

/** The number of stored ads that are published. */
export async function countPublished(manager: EntityManager): Promise<number> {
  const [row]: { published: number }[] = await manager.query(
    'SELECT count(*)::int AS "published" FROM "job_ad" WHERE "removedAt" IS NULL',
  );
  return row?.published ?? 0;
}

/** Removes ads that have passed their last day, which the source does not report. Returns their ids. */
export async function removeExpired(manager: EntityManager, now: Date): Promise<string[]> {
  // For an UPDATE the driver returns the rows and their number.
  const [removed]: [{ id: string; lastPublished: Date }[], number] = await manager.query(
    `UPDATE "job_ad" SET ${WITHOUT_CONTENT}, "removedAt" = "lastPublished"
       WHERE "removedAt" IS NULL AND "lastPublished" < $1 RETURNING "id", "lastPublished"`,
    [now],
  );
  const events = removed.map(({ id, lastPublished: at }) => ({ adId: id, kind: JobAdEventKind.REMOVED, at }));
  await writeEvents(manager, events, now);
  const ids = removed.map(({ id }) => id);
  await deleteWordsOfEvents(manager, ids);
  return ids;
}

/** Removes samples, once real ads have arrived. */
export async function removeSamples(manager: EntityManager): Promise<void> {
  await manager.query(
    `WITH samples AS (DELETE FROM "job_ad" WHERE "isSample" RETURNING "id")
     DELETE FROM "job_ad_event" WHERE "adId" IN (SELECT "id" FROM samples)`,
  );
}

/** Skips a number in the log and returns it. Cursors before a gap in time then differ from cursors after it. */
export async function skipEventNumber(manager: EntityManager): Promise<number> {
  const [row]: { seq: string }[] = await manager.query(
    `SELECT nextval(pg_get_serial_sequence('job_ad_event', 'seq')) AS "seq"`,
  );
  return Number(row?.seq);
}

/** Deletes old events, and ads that were removed long ago. Returns the number of the last deleted event. */
export async function deleteOld(
  manager: EntityManager,
  { eventsBefore, adsBefore }: { eventsBefore: Date; adsBefore: Date },
): Promise<number> {
  const [row]: { last: string | null }[] = await manager.query(
    `WITH deleted AS (DELETE FROM "job_ad_event" WHERE "toldAt" < $1 RETURNING "seq")
     SELECT max("seq") AS "last" FROM deleted`,
    [eventsBefore],
  );
  await manager.query('DELETE FROM "job_ad" WHERE "removedAt" < $1', [adsBefore]);
  return Number(row?.last ?? 0);
}

/** A snapshot may be older than changes that were read before it; the stored ad is then newer. */
function isOlder({ changedAt }: StreamedAd, before: KnownRow): boolean {
  const known = before.removedAt ?? before.changedAt;
  return changedAt !== null && known !== null && changedAt < known;
}

const idOf = ({ ad, removal }: AdChange): string => (ad ? ad.ad.nativeId : removal.id);

/** An ad whose last day has passed when it arrives is treated as removed. */
function expired({ ad, lastPublished, occupations, places }: StreamedAd, now: Date): AdRemoval | null {
  if (!lastPublished || lastPublished >= now) return null;
  return { id: ad.nativeId, at: lastPublished, occupations, places };
}

async function knownRows(manager: EntityManager, ids: string[]): Promise<Map<string, KnownRow>> {
  const rows: KnownRow[] = await manager.query(
    'SELECT "id", "digest", "changedAt", "removedAt" FROM "job_ad" WHERE "id" = ANY($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface Facts {
  retrievedAt: Date;
  isSample: boolean;
}

async function writeAds(
  manager: EntityManager,
  rows: readonly WrittenAd[],
  { retrievedAt, isSample, seen }: Facts & { seen: number },
): Promise<void> {
  await manager.query(
    `INSERT INTO "job_ad" ("id", "ad", "digest", "isSample", "retrievedAt", "publishedAt", "lastPublished", "changedAt", "removedAt",
       "occupations", "places", "skills", "organisationNumber", "employer", "isRemote", "seen", "words")
     SELECT r."id", r."ad", r."digest", $2, $3, r."publishedAt", r."lastPublished", r."changedAt", NULL,
       r."occupations", r."places", r."skills", r."organisationNumber", r."employer", r."isRemote", $4,
       to_tsvector('graph_swedish', r."text")
     FROM jsonb_to_recordset($1::jsonb) AS r("id" text, "ad" jsonb, "digest" text, "publishedAt" timestamptz,
       "lastPublished" timestamptz, "changedAt" timestamptz, "occupations" text[], "places" text[], "skills" text[],
       "organisationNumber" text,
       "employer" text, "isRemote" boolean, "text" text)
     ON CONFLICT ("id") DO UPDATE SET "ad" = excluded."ad", "digest" = excluded."digest",
       "isSample" = excluded."isSample", "retrievedAt" = excluded."retrievedAt", "publishedAt" = excluded."publishedAt",
       "lastPublished" = excluded."lastPublished", "changedAt" = excluded."changedAt", "removedAt" = NULL, "occupations" = excluded."occupations",
       "places" = excluded."places", "skills" = excluded."skills",
       "organisationNumber" = excluded."organisationNumber", "employer" = excluded."employer",
       "isRemote" = excluded."isRemote", "seen" = GREATEST("job_ad"."seen", excluded."seen"), "words" = excluded."words"`,
    [toJson(rows), isSample, retrievedAt, seen],
  );
}

/**
 * Deletes the content of removed ads, their words too. The codes that they are found by stay for a while, so that
 * listeners with a filter get the removal.
 */
async function writeRemovals(
  manager: EntityManager,
  removals: readonly AdRemoval[],
  { retrievedAt, isSample }: Facts,
): Promise<void> {
  if (removals.length === 0) return;
  const rows = removals.map((removal) => ({ ...removal, at: removal.at ?? retrievedAt }));
  await manager.query(
    `INSERT INTO "job_ad" ("id", "ad", "digest", "isSample", "retrievedAt", "publishedAt", "removedAt", "occupations", "places", "words")
     SELECT r."id", NULL, '', $2, $3, r."at", r."at", r."occupations", r."places", ''
     FROM jsonb_to_recordset($1::jsonb) AS r("id" text, "at" timestamptz, "occupations" text[], "places" text[])
     ON CONFLICT ("id") DO UPDATE SET ${WITHOUT_CONTENT}, "removedAt" = excluded."removedAt"`,
    [toJson(rows), isSample, retrievedAt],
  );
  await deleteWordsOfEvents(
    manager,
    rows.map(({ id }) => id),
  );
}

/** Events of a change hold the words of the ad before it. */
async function deleteWordsOfEvents(manager: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await manager.query(
    `UPDATE "job_ad_event" SET "words" = NULL, "employer" = NULL WHERE "adId" = ANY($1) AND "words" IS NOT NULL`,
    [ids],
  );
}

async function writeEvents(
  manager: EntityManager,
  events: readonly Event[],
  recordedAt: Date,
): Promise<void> {
  if (events.length === 0) return;
  const ordered = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  const rows = ordered.map((event, place) => ({ ...event, place }));
  await manager.query(
    `INSERT INTO "job_ad_event" ("adId", "kind", "at", "toldAt", "publishedAt", "occupations", "places", "skills",
       "organisationNumber", "employer", "isRemote", "words")
     SELECT r."adId", r."kind", r."at", $2, a."publishedAt", a."occupations", a."places", a."skills",
       a."organisationNumber", a."employer", a."isRemote", a."words"
     FROM jsonb_to_recordset($1::jsonb) AS r("adId" text, "kind" text, "at" timestamptz, "place" int)
     LEFT JOIN "job_ad" a ON a."id" = r."adId" AND r."kind" = 'CHANGED'
     ORDER BY r."place"`,
    [toJson(rows), recordedAt],
  );
}
