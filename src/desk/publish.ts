import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { ContentError } from '../content/pack/content-error.ts';
import type { Correction } from '../content/pack/corrections.ts';
import { bundleType, type PackOptions, readWholePack } from '../content/pack/pack.ts';
import type { Change } from '../content/table-changes.ts';
import { comparePacks } from './compare-packs.ts';
import { DeskError } from './desk-error.ts';
import { bundlePath, type OpenedBundle } from './open-bundle.ts';

export interface Publication {
  slug: string;
  /** The file that the gateway reads. */
  file: string;
  changes: Change[];
  corrections: Correction[];
}

/** What publishing a bundle would change. A mistake in it is a `ContentError`. */
export function planPublication(
  { slug, problems, before, after }: OpenedBundle,
  contentDir: string,
): Publication {
  if (!after) throw new ContentError(problems);
  const old = new Set(before.corrections.map(({ type, key }) => `${type}:${key}`));
  return {
    slug,
    file: bundlePath(contentDir, slug),
    changes: comparePacks(before.records, after.records),
    corrections: after.corrections.filter(({ type, key }) => !old.has(`${type}:${key}`)),
  };
}

/** Places the bundle in one step: a gateway sees the old file or the new one, never a part. */
export async function place({ bundle, slug }: OpenedBundle, contentDir: string): Promise<void> {
  const path = bundlePath(contentDir, slug);
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${slug}.${process.pid}.part`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(stringify(bundle.value, { lineWidth: 0 }));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** What taking a publication back would change. Content that others refer to stays, and the error names them. */
export async function planRemoval(
  slug: string,
  { folders, contentDir }: { folders: readonly string[]; contentDir: string },
): Promise<Publication> {
  const published = await publishedIn(contentDir);
  if (!published.includes(slug)) {
    const list =
      published.length > 0 ? `Published there: ${published.join(', ')}.` : 'Nothing is published there.';
    throw new DeskError(`${slug} is not published in ${contentDir}. ${list}`);
  }
  const file = bundlePath(contentDir, slug);
  await access(file);
  const parsed: NonNullable<PackOptions['parsed']> = new Map();
  const before = await readWholePack(folders, { parsed });
  const after = await readWholePack(folders, { without: [file], parsed });
  return { slug, file, changes: comparePacks(before.records, after.records), corrections: [] };
}

export async function takeBack({ file }: Publication): Promise<void> {
  await rm(file);
}

/** The slugs of the bundles of an installation. */
export async function publishedIn(contentDir: string): Promise<string[]> {
  const names = await readdir(join(contentDir, bundleType)).catch(() => []);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}
