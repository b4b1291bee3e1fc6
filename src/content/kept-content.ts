import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import {
  type ContentRecords,
  contentTypeNames,
  declarationOf,
  emptyRecords,
} from '../database/content-types.ts';
import { migrations } from '../database/migrations/index.ts';
import type { OwnContent } from '../entities/own-content.ts';
import type { TaxonomySource } from '../taxonomy/taxonomy-index.ts';
import type { Taxonomy } from '../taxonomy/taxonomy-store.ts';
import { type Letters, lettersOf } from './appropriation-letters.ts';

const { version }: { version: string } = createRequire(import.meta.url)('../../package.json');

/** A file that another version of the program, of V8 or of the tables has written is not read. */
const writer = [version, process.versions.v8, migrations.at(-1)?.name].join(' ');

/** All that content is made of. */
export interface StoredContent {
  records: ContentRecords;
  taxonomy: Taxonomy | null;
  letters: Letters;
}

/** What a file of kept content holds. The taxonomy is read when it is used. */
interface Kept {
  records: Record<string, { className: string; fields: object }[]>;
  taxonomy: Uint8Array | null;
  letters: Letters;
}

const stampShape = z.object({
  writer: z.string(),
  packVersion: z.string(),
  /** Digests. */
  content: z.string(),
  database: z.string(),
});

const contentFile = (database: string): string => `${database}.content`;
const stampFile = (database: string): string => `${database}.content.json`;

/**
 * The content of the embedded database, in a file beside it, for a start that answers before the database is open. The file
 * is used only where nobody has opened the database since it was sealed: PostgreSQL writes its control file whenever it
 * starts.
 */
export class KeptContent {
  private stamp: { packVersion: string; content: string } | null = null;
  private changes = 0;
  private isFollowed = false;

  constructor(
    private readonly database: string,
    private readonly log: { warn(facts: object, message: string): void },
  ) {}

  /** The kept content of a database folder, or of the seed of one that is not there yet; null where there is none. */
  async read(
    seed: string,
    packVersion: string,
  ): Promise<(Omit<StoredContent, 'taxonomy'> & { taxonomy: TaxonomySource }) | null> {
    const folder = existsSync(this.database) ? this.database : seed;
    try {
      const stamp = stampShape.parse(JSON.parse(await readFile(stampFile(folder), 'utf8')));
      if (stamp.writer !== writer || stamp.packVersion !== packVersion) return null;
      if (stamp.database !== (await digestOfDatabase(folder))) return null;
      const bytes = await readFile(contentFile(folder));
      if (stamp.content !== digestOf(bytes)) return null;
      const read = readKept(bytes);
      if (folder !== this.database) await copyFile(contentFile(folder), contentFile(this.database));
      this.stamp = { packVersion, content: stamp.content };
      return read;
    } catch {
      return null;
    }
  }

  /** From now on `outdated` is called with every change. Without it nothing is sealed. */
  follow(): void {
    this.isFollowed = true;
  }

  /** The content in the database has changed. The number belongs to what is read after it. */
  outdated(): number {
    this.stamp = null;
    this.changes += 1;
    return this.changes;
  }

  /** Writes what was read, unless it has changed since. */
  async write(stored: StoredContent, packVersion: string, of = this.changes): Promise<void> {
    try {
      const bytes = bytesOf(stored);
      await writeWhole(contentFile(this.database), bytes);
      if (of === this.changes) this.stamp = { packVersion, content: digestOf(bytes) };
    } catch (error) {
      // The next start reads the database.
      this.log.warn({ err: error }, 'the content could not be kept for the next start');
    }
  }

  /** To be called when the database is closed. What may have changed is deleted. */
  async seal(): Promise<void> {
    try {
      await rm(stampFile(this.database), { force: true });
      if (!this.stamp || !this.isFollowed) {
        // What was deleted from the database must not stay here.
        await rm(contentFile(this.database), { force: true });
        return;
      }
      const stamp = { writer, ...this.stamp, database: await digestOfDatabase(this.database) };
      await writeWhole(stampFile(this.database), Buffer.from(JSON.stringify(stamp)));
    } catch (error) {
      this.log.warn({ err: error }, 'the content could not be kept for the next start');
    }
  }
}

function bytesOf({ records, taxonomy, letters }: StoredContent): Buffer {
  const rows = contentTypeNames.map((type) => {
    // Not by the names of the classes themselves, which a bundle may change.
    const names = new Map<unknown, string>(
      Object.entries(declarationOf(type).classes).map(([name, ofRow]) => [ofRow, name]),
    );
    return [
      type,
      records[type].map((row) => ({ className: names.get(row.constructor) ?? '', fields: { ...row } })),
    ];
  });
  const kept: Kept = {
    records: Object.fromEntries(rows),
    taxonomy: taxonomy && serialize(taxonomy),
    letters,
  };
  return serialize(kept);
}

function readKept(bytes: Buffer): Omit<StoredContent, 'taxonomy'> & { taxonomy: TaxonomySource } {
  const { records: found, taxonomy, letters }: Kept = deserialize(bytes);
  const records = emptyRecords();
  for (const type of contentTypeNames) {
    const { classes } = declarationOf(type);
    const rows: OwnContent[] = records[type];
    for (const { className, fields } of found[type] ?? []) {
      const OfRow = classes[className];
      if (!OfRow) throw new TypeError(`there is no class ${className}`);
      rows.push(Object.assign(new OfRow(), fields));
    }
  }
  return { records, letters: lettersOf(letters), taxonomy: taxonomy && (() => stepsOf(taxonomy)) };
}

function* stepsOf(bytes: Uint8Array): Generator<undefined, Taxonomy> {
  const taxonomy: Taxonomy = deserialize(bytes);
  yield;
  return taxonomy;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const digestOfDatabase = async (folder: string): Promise<string> =>
  digestOf(await readFile(join(folder, 'global/pg_control')));

/** A file that is whole or absent. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, bytes, { mode: 0o600 });
  await rename(unfinished, file);
}
