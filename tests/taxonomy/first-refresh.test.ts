import { pino } from 'pino';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startGateway } from '../../src/gateway.ts';
import { fetchVersion } from '../../src/taxonomy/fetch-version.ts';
import { FirstRefresh } from '../../src/taxonomy/first-refresh.ts';
import { referenceDate, referenceTaxonomy } from '../../src/taxonomy/reference-taxonomy.ts';
import { loadTaxonomy, storeTaxonomy } from '../../src/taxonomy/taxonomy-store.ts';
import { silentLogger } from '../../src/upstream/logger.ts';
import { days, hours } from '../../src/upstream/time.ts';
import { describeOnBothDatabases, emptyDatabase, openContentDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { taxonomyRoutes } from '../support/fake-taxonomy.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';

/** A load takes about a second of a free processor. */
const patient = { timeout: 30_000, interval: 100 };

it('reads the date of the package’s taxonomy without the rest of it', async () => {
  expect(await referenceDate()).toEqual(referenceTaxonomy().loadedAt);
});

describeOnBothDatabases('the taxonomy of the package', (database) => {
  beforeEach(async () => {
    await emptyDatabase(database());
    await database().dataSource.query('TRUNCATE "taxonomy_concept", "setting"');
  });

  /** A gateway that started when the taxonomy of the package was so many days old. */
  async function started(age: number, routes = taxonomyRoutes()) {
    const upstream = await fakeUpstream(routes);
    const clock = new FakeClock();
    const warnings: string[] = [];
    const refresh = new FirstRefresh({
      dataSource: database().dataSource,
      referenceDate: async () => new Date(clock.wall() - days(age)),
      fetch: (signal) =>
        fetchVersion({
          addresses: { taxonomy: upstream.url, esco: undefined },
          ...{ version: null, english: false, userAgent: 'test', logger: silentLogger, signal },
          tell: () => {},
        }),
      logger: { ...silentLogger, warn: (_, message) => warnings.push(message) },
      clock,
    });
    refresh.start();
    onTestFinished(() => refresh.stop());
    return { upstream, clock, warnings, refresh };
  }
  const loaded = async () => (await loadTaxonomy(database().dataSource))?.version ?? null;

  it('is replaced by the newest version when it is older than a year', async () => {
    const { refresh } = await started(366);
    await refresh.finished();

    expect(await loaded()).toBe(31);
  });

  it('is served when it is younger, and no source is asked', async () => {
    const { upstream, refresh } = await started(364);
    await refresh.finished();

    expect(upstream.asked).toEqual([]);
    expect(await loaded()).toBeNull();
  });

  it('does not replace a version that was loaded', async () => {
    await storeTaxonomy(database().dataSource, { version: 12, loadedAt: new Date(0), concepts: [] });
    const { upstream, refresh } = await started(4_000);
    await refresh.finished();

    expect(upstream.asked).toEqual([]);
    expect(await loaded()).toBe(12);
  });

  it('does not replace a version that an operator loads meanwhile', async () => {
    let answer = () => {};
    const operatorIsDone = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const routes = taxonomyRoutes();
    const versions = routes['/main/versions'];
    if (typeof versions !== 'object') throw new TypeError('a reply');
    const { refresh } = await started(366, {
      ...routes,
      '/main/versions': { ...versions, after: operatorIsDone },
    });
    await storeTaxonomy(database().dataSource, { version: 12, loadedAt: new Date(0), concepts: [] });
    answer();
    await refresh.finished();

    expect(await loaded()).toBe(12);
  });

  it('is served while the source fails; that is one line in the log, and the load is tried again', async () => {
    let fails = true;
    const { refresh, warnings, clock } = await started(
      366,
      taxonomyRoutes((type, concepts) => (fails && type === 'skill' ? null : concepts)),
    );
    await expect.poll(() => clock.asleep, patient).toBe(1);
    expect(warnings).toHaveLength(1);
    expect(await loaded()).toBeNull();

    fails = false;
    await clock.advance(hours(6));
    await refresh.finished();

    expect(await loaded()).toBe(31);
    expect(warnings).toHaveLength(1);
  });
});

describe('a gateway that starts a year after the taxonomy of its package', () => {
  const prefLabel = { query: '{ occupation(code: "2512") { prefLabel } }' };

  async function startedIn(SOURCES: string) {
    const upstream = await fakeUpstream(taxonomyRoutes());
    vi.useFakeTimers({ toFake: ['Date'], now: (await referenceDate()).getTime() + days(366) });
    onTestFinished(() => void vi.useRealTimers());
    const config = readConfig({
      ...{ SOURCES, PORT: '0', SOURCE_ESCO_ENABLED: 'false', SOURCE_TAXONOMY_URL: upstream.url },
    });
    // Its own, closed before the clock goes back a year: timers of PGlite that end so late would run all the time.
    const gateway = await startGateway(config, pino({ level: 'silent' }), openContentDatabase());
    onTestFinished(() => gateway.close());
    const label = async () => {
      const answer = await gateway.server.inject({ method: 'POST', url: '/graphql', payload: prefLabel });
      return answer.json().data.occupation.prefLabel;
    };
    return { upstream, label };
  }

  it('serves the newest version as soon as it has come', async () => {
    const { label } = await startedIn('auto');

    await expect.poll(label, patient).toBe('Exempel: systemutvecklare');
  });

  it('serves that of the package where the sources are samples', async () => {
    const { upstream, label } = await startedIn('sample');

    expect(await label()).toBe('Mjukvaru- och systemutvecklare m.fl.');
    expect(upstream.asked).toEqual([]);
  });
});
