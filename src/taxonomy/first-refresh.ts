import type { DataSource } from 'typeorm';
import type { WholeVersion } from '../sources/taxonomy/whole-version.ts';
import type { Logger } from '../upstream/logger.ts';
import { type Clock, days, hours, systemClock } from '../upstream/time.ts';
import { isTaxonomyLoaded, storeTaxonomy } from './taxonomy-store.ts';

const oldAfter = days(365);
const tryAgainAfter = hours(6);

export interface FirstRefreshSettings {
  dataSource: DataSource;
  /** When the taxonomy of the package was retrieved. */
  referenceDate(): Promise<Date>;
  /** Fetches the newest version; ends with the signal. */
  fetch(signal: AbortSignal): Promise<WholeVersion>;
  logger: Logger;
  /** Called after each try. */
  onTried?: (succeeded: boolean) => void;
  clock?: Clock;
}

/**
 * Loads the newest taxonomy in the background where that of the package is older than a year and none was ever loaded.
 * A version that an operator has loaded stays, however old it is.
 */
export class FirstRefresh {
  private readonly closing = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly settings: FirstRefreshSettings) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves when nothing more is tried. */
  finished(): Promise<void> {
    return this.running;
  }

  async stop(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { clock = systemClock, logger } = this.settings;
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.refreshOnce(clock);
        this.settings.onTried?.(true);
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.settings.onTried?.(false);
        logger.warn(
          { err: error },
          'the newest taxonomy could not be loaded; the one of the package is served, and the load is tried again in six hours',
        );
      }
      await clock.sleep(tryAgainAfter, signal);
    }
  }

  private async refreshOnce(clock: Clock): Promise<void> {
    const { dataSource, referenceDate, fetch, logger } = this.settings;
    const retrievedAt = await referenceDate();
    if (clock.wall() - retrievedAt.getTime() <= oldAfter) return;
    if (await isTaxonomyLoaded(dataSource)) return;
    const whole = await fetch(this.closing.signal);
    const taxonomy = { ...whole, loadedAt: new Date(clock.wall()) };
    // Another replica, or an operator, may have loaded a version meanwhile.
    if (await storeTaxonomy(dataSource, taxonomy, { unlessLoaded: true }))
      logger.info(
        {},
        `version ${whole.version} of the taxonomy is loaded: that of the package was over a year old`,
      );
  }
}
