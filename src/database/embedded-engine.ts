import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { codeOf, DatabaseUnavailable } from './database-error.ts';
import type { Log } from './query-log.ts';

/** PostgreSQL cannot go on after an error of these severities. */
const lethal = new Set(['PANIC', 'FATAL']);
/** PostgreSQL needs room for a segment of its log, and for what it writes while it recovers. */
const roomNeeded = 32 * 1024 ** 2;
/** From the first attempt to open the database again to the longest pause between two. */
const defaultPauses = { first: 500, longest: 30_000 };
/** So many failed attempts although there is room: only a new process can help. */
const maxAttemptsWithRoom = 3;

type Results = Awaited<ReturnType<PGlite['execProtocolStream']>>;

/**
 * A PGlite that runs nothing more after PostgreSQL in it has ended. In such a PGlite the next statement never returns,
 * and holds up the whole process.
 */
class WatchedPGlite extends PGlite {
  isOver = false;
  private failed: ((code: string) => void) | null = null;

  /** Calls the handler once, when PostgreSQL has ended. */
  whenOver(handler: (code: string) => void): void {
    this.failed = handler;
  }

  override execProtocolRawSync(message: Uint8Array): Uint8Array {
    if (this.isOver) throw new DatabaseUnavailable('57P01');
    return super.execProtocolRawSync(message);
  }

  override async execProtocolStream(...args: Parameters<PGlite['execProtocolStream']>): Promise<Results> {
    try {
      const results = await super.execProtocolStream(...args);
      for (const result of results)
        if (result.name === 'error' && 'severity' in result && lethal.has(String(result.severity)))
          // As an answer the driver would wait for what follows it.
          throw new DatabaseUnavailable('code' in result ? String(result.code) : '');
      return results;
    } catch (error) {
      // Other errors of PostgreSQL come as results: WebAssembly itself has ended.
      this.end(codeOf(error));
      throw error;
    }
  }

  /**
   * Closes the files of a database that has ended. `close` would run PostgreSQL, and only `close` frees the memory of
   * WebAssembly, so each end costs about 170 MB.
   */
  abandon(): void {
    this.isOver = true;
    // Absent where PGlite failed before it was loaded.
    const files: typeof this.Module.FS | undefined = this.Module?.FS;
    for (const stream of files?.streams ?? []) {
      try {
        if (stream) files?.close(stream);
      } catch {
        // It is closed already.
      }
    }
  }

  private end(code: string): void {
    if (this.isOver) return;
    this.isOver = true;
    this.failed?.(code);
  }
}

/** After so many milliseconds of statements, others get their turn. */
const longestStretch = 20;

/** Nothing of PGlite waits for the outside, so statements that follow one another would hold up the process until the last. */
class Turns {
  private begun = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.begun < longestStretch) return;
    await nextTurn();
    this.begun = performance.now();
  }
}

/** First letters of messages that begin a statement, or go on with one: Parse, Bind, Describe, Execute, Close. */
const unfinished = new Set([...'PBDEC'].map((letter) => letter.charCodeAt(0)));

/**
 * What one client of the driver gets as PGlite. The driver sends a statement in several messages, and PGlite carries out
 * each one by itself. All clients share one session: what one of them parses replaces what another has parsed, and PGlite
 * loses results where two messages overlap. Here a statement is carried out as a whole, one after the other.
 */
function wholeStatements(pglite: WatchedPGlite): PGlite {
  let begun: Uint8Array[] = [];
  const turns = new Turns();
  const execProtocolStream: PGlite['execProtocolStream'] = async (message, options) => {
    begun.push(message);
    if (unfinished.has(message[0] ?? 0)) return [];
    const statement = Buffer.concat(begun);
    begun = [];
    await turns.take();
    return pglite.runExclusive(() => pglite.execProtocolStream(statement, options));
  };
  return new Proxy(pglite, {
    get: (of, name) => (name === 'execProtocolStream' ? execProtocolStream : Reflect.get(of, name, of)),
  });
}

interface Listener {
  channel: string;
  handler: (payload: string) => void;
}

export interface EngineSettings {
  /** Where PGlite keeps its files, or `memory://`. */
  dataDir: string;
  log: Log;
  pauses?: typeof defaultPauses;
}

/**
 * The embedded PostgreSQL. When it ends, such as when its log meets a full disk, it is opened again as soon as there is
 * room: PostgreSQL then recovers what was committed. Statements in between fail at once.
 */
export class EmbeddedEngine {
  private readonly listeners = new Set<Listener>();
  private readonly closing = new AbortController();
  private reopening: Promise<void> | null = null;
  private attemptsWithRoom = 0;

  private constructor(
    private pglite: WatchedPGlite,
    private readonly settings: EngineSettings,
  ) {
    this.watch(pglite);
  }

  static async open(settings: EngineSettings): Promise<EmbeddedEngine> {
    return new EmbeddedEngine(await openPGlite(settings.dataDir), settings);
  }

  /** Options for a client of the driver `pg` that lead to the database as it is open now. */
  clientOptions() {
    return createPgConfig(wholeStatements(this.pglite));
  }

  /** Why only a restart of the program can help; null while none is needed. */
  get needsRestart(): string | null {
    if (this.attemptsWithRoom < maxAttemptsWithRoom) return null;
    return 'the embedded database cannot be opened again';
  }

  /** Calls the handler for what is notified on a channel, once a client has sent LISTEN. */
  hear(channel: string, handler: (payload: string) => void): () => void {
    const listener: Listener = { channel, handler };
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.reopening;
    if (!this.pglite.isOver) await this.pglite.close();
  }

  private watch(pglite: WatchedPGlite): void {
    pglite.onNotification((channel, payload) => {
      for (const listener of this.listeners) if (listener.channel === channel) listener.handler(payload);
    });
    pglite.whenOver((code) => {
      this.settings.log.warn(
        { code },
        'The embedded database has ended; it is opened again when there is room',
      );
      pglite.abandon();
      this.reopening = this.reopen().finally(() => {
        this.reopening = null;
      });
    });
  }

  private async reopen(): Promise<void> {
    const { dataDir, log, pauses = defaultPauses } = this.settings;
    if (dataDir.startsWith('memory:')) {
      // What was in memory is gone.
      this.attemptsWithRoom = maxAttemptsWithRoom;
      return;
    }
    for (let pause = pauses.first; ; pause *= 2) {
      const { signal } = this.closing;
      await delay(Math.min(pause, pauses.longest), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      if (!(await hasRoom(dataDir))) continue;
      try {
        await this.replace(await openPGlite(dataDir));
        log.warn({}, 'The embedded database is open again');
        this.attemptsWithRoom = 0;
        return;
      } catch {
        this.attemptsWithRoom++;
      }
    }
  }

  private async replace(pglite: WatchedPGlite): Promise<void> {
    try {
      // No client uses it yet.
      for (const channel of new Set([...this.listeners].map((listener) => listener.channel)))
        await pglite.exec(`LISTEN ${channel}`);
    } catch (error) {
      pglite.abandon();
      throw error;
    }
    this.pglite = pglite;
    this.watch(pglite);
    // Notifications may have been lost in between.
    for (const { handler } of this.listeners) handler('');
  }
}

async function openPGlite(dataDir: string): Promise<WatchedPGlite> {
  const pglite = new WatchedPGlite({ dataDir, extensions: { unaccent } });
  try {
    await pglite.waitReady;
    return pglite;
  } catch (error) {
    pglite.abandon();
    throw error;
  }
}

/** Whether a file of the size that is needed can be written. Quotas count too, so free blocks say too little. */
async function hasRoom(dataDir: string): Promise<boolean> {
  const probe = `${dataDir}.room`;
  try {
    await writeFile(probe, Buffer.alloc(roomNeeded));
    return true;
  } catch {
    return false;
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}
