import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Days of the check, by the slug of the indicator. */
const file = z.record(z.string(), z.string());
const fileIn = (dataDir: string): string => join(dataDir, 'verified-indicators.json');

/** Indicators that a check has found at their agency. A file that is missing or cannot be read verifies none. */
export async function verifiedIndicators(dataDir: string): Promise<ReadonlySet<string>> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '{}');
  try {
    return new Set(Object.keys(file.parse(JSON.parse(text))));
  } catch {
    return new Set();
  }
}

/** Notes what a check has found, and takes out what it no longer finds. */
export async function noteVerified(
  dataDir: string,
  checked: readonly { slug: string; problem: string | null }[],
): Promise<void> {
  const before = await verifiedIndicators(dataDir);
  const gone = new Set(checked.filter(({ problem }) => problem !== null).map(({ slug }) => slug));
  const found = checked.filter(({ problem }) => problem === null).map(({ slug }) => slug);
  const today = new Date().toISOString().slice(0, 10);
  const slugs = [...new Set([...before, ...found])].filter((slug) => !gone.has(slug)).sort();
  await mkdir(dataDir, { recursive: true });
  await writeFile(
    fileIn(dataDir),
    `${JSON.stringify(Object.fromEntries(slugs.map((slug) => [slug, today])), null, 2)}\n`,
  );
}
