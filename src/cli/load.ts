import { legacyCodes } from '../ads/years/legacy-codes.ts';
import { type LoadedYear, loadYear } from '../ads/years/year-load.ts';
import { openContent } from '../content/open-content.ts';
import type { CommandIO } from './io.ts';
import { logTo } from './log.ts';
import { readSettings } from './settings.ts';

/** Counts a year of historical ads from files. Nothing changes unless every file could be read. */
export async function loadHistorical(
  io: CommandIO,
  paths: string[],
  { year }: { year: number },
): Promise<void> {
  const config = await readSettings(io.environment);
  const { database, content } = await openContent(config, logTo(io.stderr, 'warn'));
  try {
    const loaded = await loadYear({
      year,
      paths,
      database: database.dataSource,
      legacy: await legacyCodes(content),
      now: new Date(),
      onProgress: (line) => io.console.error(line),
    });
    io.console.log(describe(loaded));
  } finally {
    await database.close();
  }
}

function describe(loaded: LoadedYear): string {
  const { year, isNew, read, counted, otherYears, duplicates, unreadable, rows } = loaded;
  const { withoutGroup, withoutConcepts, emptyMonths } = loaded;
  const lines = [
    isNew
      ? `${year} is loaded: ${counted} ads counted of ${read} read, in ${rows} rows. Running gateways answer from them at once.`
      : `${year} was loaded before with the same counts: ${counted} ads of ${read} read. Nothing has changed.`,
  ];
  if (otherYears > 0) lines.push(`Left out: ${otherYears} ads of other years.`);
  if (duplicates > 0) lines.push(`Left out: ${duplicates} ads that came again.`);
  if (unreadable > 0) lines.push(`Left out: ${unreadable} ads that could not be read.`);
  if (emptyMonths.length > 0) {
    lines.push(
      `No ad was published in ${emptyMonths.join(', ')}: if a file is missing, load the year again with all of them.`,
    );
  }
  if (withoutConcepts > 0) {
    lines.push(
      `${withoutConcepts} ads name their occupation by an old number that has no concept, and ${withoutGroup} of these have no occupation group either. If they are more than one ad in a hundred, trends of occupations still use the Historical API.`,
    );
  }
  return lines.join('\n');
}
