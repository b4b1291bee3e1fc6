import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '../content/pack/content-error.ts';
import { maxFileBytes } from './decode-text.ts';
import { ImportError } from './import-error.ts';
import { digestOf, type OriginalFile } from './interpret.ts';
import { isManifest, type ManifestFinder, shownPath } from './manifest-finder.ts';
import { formatOf } from './read-original.ts';
import type { Warning } from './warning.ts';

/**
 * Reads the originals at the given paths, each with its manifest. A file without a manifest is an error where the path
 * names the file, and a warning where it lies in a named folder.
 */
export async function collectOriginals(
  paths: readonly string[],
  manifests: ManifestFinder,
): Promise<{ originals: OriginalFile[]; warnings: Warning[] }> {
  const originals: OriginalFile[] = [];
  const warnings: Warning[] = [];
  const problems: Problem[] = [];
  for (const { path, isNamed } of await filesAt(paths, problems)) {
    const shown = shownPath(path);
    const { size } = await stat(path);
    if (size > maxFileBytes) {
      const message = `has ${Math.round(size / 1024 / 1024)} MB, and the limit is ${maxFileBytes / 1024 / 1024} MB; save its text as a file of its own and import that`;
      problems.push({ file: shown, line: 1, field: '', message });
      continue;
    }
    const bytes = await readFile(path);
    const sha256 = digestOf(bytes);
    try {
      const found = await manifests.find(path, sha256);
      if (found) {
        const { manifest, written } = found;
        originals.push({ name: basename(path), path: shown, bytes, sha256, manifest, written });
      } else if (isNamed)
        problems.push({
          file: shown,
          line: 1,
          field: '',
          message: `has no manifest; ${manifestAdvice(path)}`,
        });
      else {
        const message = `is skipped because it has no manifest; ${manifestAdvice(path)}`;
        warnings.push({ file: shown, line: 1, message });
      }
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      problems.push(...error.problems);
    }
  }
  problems.push(...duplicateSlugs(originals));
  // An `import.yaml` is checked once for each file of its folder; its mistakes are listed once.
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  if (distinct.size > 0) throw new ImportError([...distinct.values()]);
  return { originals, warnings };
}

function manifestAdvice(path: string): string {
  return `write ${basename(path)}.import.yaml beside it, with slug, kind, language and access`;
}

async function filesAt(
  paths: readonly string[],
  problems: Problem[],
): Promise<{ path: string; isNamed: boolean }[]> {
  const files: { path: string; isNamed: boolean }[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) files.push({ path, isNamed: true });
    else if (found?.isDirectory()) {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      const inside = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !isManifest(file) && formatOf(file) !== null);
      files.push(...inside.sort().map((file) => ({ path: file, isNamed: false })));
    } else {
      const message = 'is not a file or folder that can be read; correct the path';
      problems.push({ file: shownPath(path), line: 1, field: '', message });
    }
  }
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function duplicateSlugs(originals: readonly OriginalFile[]): Problem[] {
  const first = new Map<string, OriginalFile>();
  const problems: Problem[] = [];
  for (const original of originals) {
    const { slug } = original.manifest;
    const earlier = first.get(slug);
    if (!earlier) first.set(slug, original);
    else {
      const message = `has the same slug "${slug}" as ${earlier.path}; change the slug in one of the two manifests`;
      problems.push({ file: original.path, line: 1, field: '', message });
    }
  }
  return problems;
}
