import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '../content/pack/content-error.ts';
import { largestFile } from './bytes.ts';
import type { Doubt } from './document.ts';
import { ImportError } from './import-error.ts';
import { digestOf, type Given } from './interpret.ts';
import { isManifest, type Manifests, shownPath } from './manifests.ts';
import { formatOf } from './read.ts';

/** The originals at some paths, each with its manifest; a folder's files without one are left alone, and told of. */
export async function collect(
  paths: readonly string[],
  manifests: Manifests,
): Promise<{ originals: Given[]; doubts: Doubt[] }> {
  const originals: Given[] = [];
  const doubts: Doubt[] = [];
  const problems: Problem[] = [];
  for (const { path, named } of await filesAt(paths, problems)) {
    const shown = shownPath(path);
    const { size } = await stat(path);
    if (size > largestFile) {
      const message = `has ${Math.round(size / 1024 / 1024)} MB, and no text is larger than ${largestFile / 1024 / 1024}; import its text alone`;
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
      } else if (named) problems.push({ file: shown, line: 1, field: '', message: withoutManifest(path) });
      else doubts.push({ file: shown, line: 1, message: `is left alone: ${withoutManifest(path)}` });
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      problems.push(...error.problems);
    }
  }
  problems.push(...doubles(originals));
  // A manifest for a whole folder is read for each of its files, and its mistakes are one.
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  if (distinct.size > 0) throw new ImportError([...distinct.values()]);
  return { originals, doubts };
}

function withoutManifest(path: string): string {
  return `has no manifest; write ${basename(path)}.import.yaml beside it with slug, kind, language and access`;
}

async function filesAt(
  paths: readonly string[],
  problems: Problem[],
): Promise<{ path: string; named: boolean }[]> {
  const files: { path: string; named: boolean }[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) files.push({ path, named: true });
    else if (found?.isDirectory()) {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      const inside = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !isManifest(file) && formatOf(file) !== null);
      files.push(...inside.sort().map((file) => ({ path: file, named: false })));
    } else {
      const message = 'is no file or folder that can be read; correct the path';
      problems.push({ file: shownPath(path), line: 1, field: '', message });
    }
  }
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

function doubles(originals: readonly Given[]): Problem[] {
  const first = new Map<string, Given>();
  const problems: Problem[] = [];
  for (const original of originals) {
    const { slug } = original.manifest;
    const earlier = first.get(slug);
    if (!earlier) first.set(slug, original);
    else {
      const message = `has the slug "${slug}", which ${earlier.path} has too; give one of them another in its manifest`;
      problems.push({ file: original.path, line: 1, field: '', message });
    }
  }
  return problems;
}
