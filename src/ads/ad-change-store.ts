import type { DataSource } from 'typeorm';
import { DataState } from '../entities/provenance.ts';
import type { ChangePage, ChangeStore } from '../sources/changes/change-feed.ts';
import type { AdChange } from '../sources/kinds/job-stream.ts';
import type { Clock } from '../upstream/time.ts';
import { removeSamples, writeChanges } from './ad-writer.ts';
import type { StreamLease } from './stream-lease.ts';
import { readState, writeState } from './stream-state.ts';

interface AdChangeStoreSettings {
  database: DataSource;
  lease: StreamLease;
  clock: Clock;
  /** Called with the ids of ads that are gone. */
  onRemoved(ids: readonly string[]): Promise<void>;
  /** Called after each page that was written. */
  onProgress(): Promise<void>;
}

/** Writes changes of ads to the database, with the position in the same transaction. */
export class AdChangeStore implements ChangeStore<AdChange> {
  constructor(private readonly settings: AdChangeStoreSettings) {}

  async position(): Promise<string | null> {
    return (await readState(this.settings.database))?.until?.toISOString() ?? null;
  }

  async apply(page: ChangePage<AdChange>, position: string): Promise<void> {
    const { lease, clock, onProgress, onRemoved } = this.settings;
    await lease.renew();
    const { changes, provenance } = page;
    const retrievedAt = new Date(clock.wall());
    const isSample = provenance.state === DataState.SAMPLE;
    await lease.write(async (manager, { wholeAt }) => {
      if (!isSample) await removeSamples(manager);
      const newSince = wholeAt === null ? new Date(page.position) : null;
      await writeChanges(manager, {
        changes,
        retrievedAt,
        isSample,
        snapshot: null,
        newSince,
        writesEvents: true,
      });
      await writeState(manager, { until: new Date(position), checkedAt: retrievedAt });
    });
    await onRemoved(changes.flatMap(({ removal }) => removal?.id ?? []));
    await onProgress();
  }
}
