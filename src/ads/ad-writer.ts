import { setImmediate as turn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { JobAdEventKind } from '../entities/job-ad-event.ts';
import type { AdChange, AdRemoval, StreamedAd } from '../sources/kinds/job-stream.ts';
import { toJson, type WrittenAd, writtenAd } from './ad-row.ts';

/** What came at once, and what is to be made of it. */
export interface Arrival {
  changes: readonly AdChange[];
  retrievedAt: Date;
  isSample: boolean;
  /** The snapshot that it is a part of; null for changes. */
  snapshot: number | null;
  /**
   * Ads that were not known count as published when they were so since then; older ones have changed. Null when every
   * ad is known, so that an unknown one is new.
   */
  newSince: Date | null;
  /** False for the first snapshot, which tells nobody anything new. */
  tells: boolean;
}

/** Ads written by one statement: in an embedded database it runs in the gateway's own thread, and all else waits. */
const AT_ONCE = 25;

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

/** Takes in what came, each ad once. What is known already changes nothing and is told to nobody. */
export async function writeArrival(manager: EntityManager, arrival: Arrival): Promise<void> {
  const { retrievedAt, isSample, snapshot } = arrival;
  const latest = new Map(arrival.changes.map((change) => [idOf(change), change]));
  const known = await knownRows(manager, [...latest.keys()]);
  const written: WrittenAd[] = [];
  const same: string[] = [];
  const removed: AdRemoval[] = [];
  const events: Event[] = [];
  for (const [id, { ad, removal }] of latest) {
    const before = known.get(id);
    const gone = ad ? expired(ad, retrievedAt) : removal;
    if (!ad || gone) {
      if (!gone || before?.removedAt) continue;
      removed.push(gone);
      events.push({ adId: id, kind: JobAdEventKind.REMOVED, at: gone.at ?? retrievedAt });
      continue;
    }
    if (written.length % AT_ONCE === AT_ONCE - 1) await turn();
    const row = writtenAd(ad, retrievedAt);
    const isKnown = before && !before.removedAt && (before.digest === row.digest || isOlder(ad, before));
    if (isKnown) {
      same.push(id);
      continue;
    }
    if (snapshot !== null && before?.removedAt && isOlder(ad, before)) continue;
    written.push(row);
    const isNew = before
      ? before.removedAt !== null
      : arrival.newSince === null || row.publishedAt >= arrival.newSince;
    const kind = isNew ? JobAdEventKind.PUBLISHED : JobAdEventKind.CHANGED;
    events.push({ adId: id, kind, at: ad.changedAt ?? (isNew ? row.publishedAt : retrievedAt) });
  }
  // Before the ads themselves, since an event keeps what the ad was found by until now.
  if (arrival.tells) await writeEvents(manager, events, retrievedAt);
  for (let at = 0; at < written.length; at += AT_ONCE) {
    await writeAds(manager, written.slice(at, at + AT_ONCE), { retrievedAt, isSample, seen: snapshot ?? 0 });
    await turn();
  }
  await writeRemovals(manager, removed, { retrievedAt, isSample });
  if (snapshot !== null && same.length > 0) {
    await manager.query('UPDATE "job_ad" SET "seen" = $2 WHERE "id" = ANY($1)', [same, snapshot]);
  }
}

interface WholeSnapshot {
  snapshot: number;
  at: Date;
  knownSince: Date;
  /** Ads that were in it, but could not be read. */
  unread: readonly string[];
  tells: boolean;
}

/** Ends a snapshot that proved to be whole: what has been known since before it, and was not in it, is gone. */
export async function removeUnseen(
  manager: EntityManager,
  { snapshot, at, knownSince, unread, tells }: WholeSnapshot,
): Promise<number> {
  // Of an UPDATE the driver gives the rows and their number.
  const [gone]: [{ id: string }[], number] = await manager.query(
    `UPDATE "job_ad" SET "ad" = NULL, "digest" = '', "removedAt" = $2
       WHERE "removedAt" IS NULL AND "seen" < $1 AND "retrievedAt" < $3 AND "id" <> ALL($4::text[]) RETURNING "id"`,
    [snapshot, at, knownSince, unread],
  );
  const events = gone.map(({ id }) => ({ adId: id, kind: JobAdEventKind.REMOVED, at }));
  if (tells) await writeEvents(manager, events, at);
  return gone.length;
}

/** How many ads are kept as published. */
export async function countKept(manager: EntityManager): Promise<number> {
  const [row]: { kept: number }[] = await manager.query(
    'SELECT count(*)::int AS "kept" FROM "job_ad" WHERE "removedAt" IS NULL',
  );
  return row?.kept ?? 0;
}

/** Takes out what has passed its last day, which the source does not tell. */
export async function removeExpired(manager: EntityManager, now: Date): Promise<number> {
  // Of an UPDATE the driver gives the rows and their number.
  const [gone]: [{ id: string; lastPublished: Date }[], number] = await manager.query(
    `UPDATE "job_ad" SET "ad" = NULL, "digest" = '', "removedAt" = "lastPublished"
       WHERE "removedAt" IS NULL AND "lastPublished" < $1 RETURNING "id", "lastPublished"`,
    [now],
  );
  const events = gone.map(({ id, lastPublished: at }) => ({ adId: id, kind: JobAdEventKind.REMOVED, at }));
  await writeEvents(manager, events, now);
  return gone.length;
}

/** Examples go as soon as something real has come. */
export async function removeSamples(manager: EntityManager): Promise<void> {
  await manager.query(
    `WITH gone AS (DELETE FROM "job_ad" WHERE "isSample" RETURNING "id")
     DELETE FROM "job_ad_event" WHERE "adId" IN (SELECT "id" FROM gone)`,
  );
}

/** Leaves a number out of the log, so that no place in it lies at the end and before a gap at once. */
export async function skipNumber(manager: EntityManager): Promise<number> {
  const [row]: { seq: string }[] = await manager.query(
    `SELECT nextval(pg_get_serial_sequence('job_ad_event', 'seq')) AS "seq"`,
  );
  return Number(row?.seq);
}

/** Forgets old events, and what was gone before the oldest that is left. Gives the last event that was forgotten. */
export async function forget(
  manager: EntityManager,
  { eventsBefore, adsBefore }: { eventsBefore: Date; adsBefore: Date },
): Promise<number> {
  const [row]: { last: string | null }[] = await manager.query(
    `WITH gone AS (DELETE FROM "job_ad_event" WHERE "toldAt" < $1 RETURNING "seq") SELECT max("seq") AS "last" FROM gone`,
    [eventsBefore],
  );
  await manager.query('DELETE FROM "job_ad" WHERE "removedAt" < $1', [adsBefore]);
  return Number(row?.last ?? 0);
}

/** A snapshot may be older than the changes that were read before it: what it says of these is out of date. */
function isOlder({ changedAt }: StreamedAd, before: KnownRow): boolean {
  const known = before.removedAt ?? before.changedAt;
  return changedAt !== null && known !== null && changedAt < known;
}

const idOf = ({ ad, removal }: AdChange): string => (ad ? ad.ad.nativeId : removal.id);

/** An ad whose last day has passed when it comes is as good as taken down. */
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

/** What a removed ad said goes; what it was found by stays for a while, so that its removal is told to whom it concerns. */
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
     ON CONFLICT ("id") DO UPDATE SET "ad" = NULL, "digest" = '', "removedAt" = excluded."removedAt"`,
    [toJson(rows), isSample, retrievedAt],
  );
}

async function writeEvents(manager: EntityManager, events: readonly Event[], toldAt: Date): Promise<void> {
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
    [toJson(rows), toldAt],
  );
}
