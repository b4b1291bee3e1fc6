import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import type { Problem } from './content-error.ts';

/** A content file on disk. */
export interface PackFile {
  /** Path relative to the current folder, for messages. */
  file: string;
  /** Its absolute path. */
  path: string;
  /** Name of the folder and path in it, for the origin of records. */
  name: string;
  /** The first part of the path within the folder, without ending: `topics`, `articles`. */
  type: string;
  /** Null where it cannot be read. */
  bytes: Buffer | null;
  /** Place of its folder among those that are read. What a later folder declares corrects the earlier ones. */
  layer: number;
}

/** The YAML files of the folders, in the order of folders and paths. Other files are ignored. */
export async function readFolders(
  folders: readonly string[],
): Promise<{ files: PackFile[]; problems: Problem[] }> {
  const files: PackFile[] = [];
  const problems: Problem[] = [];
  for (const [layer, folder] of folders.entries()) {
    const paths = await yamlPaths(folder);
    if (paths === null) {
      problems.push({
        file: shown(folder),
        line: 1,
        field: '',
        message: 'is not a folder that can be read; correct the path',
      });
      continue;
    }
    for (const path of paths) {
      const parts = path.split(sep);
      const first = parts[0] ?? '';
      files.push({
        file: shown(join(folder, path)),
        path: resolve(folder, path),
        name: [basename(resolve(folder)), ...parts].join('/'),
        type: parts.length > 1 ? first : basename(first, extname(first)),
        bytes: await readFile(join(folder, path)).catch(() => null),
        layer,
      });
    }
  }
  return { files, problems };
}

async function yamlPaths(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return (
      entries
        .filter((entry) => isFileOrLink(entry) && ['.yaml', '.yml'].includes(extname(entry.name)))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        // These are manifests of originals, which the importer reads.
        .filter((path) => path.split(sep)[0] !== 'imports')
        // Kubernetes keeps the files of a mounted ConfigMap in such a folder, and links to them.
        .filter((path) => !path.split(sep).some((part) => part.startsWith('.')))
        .sort()
    );
  } catch {
    return null;
  }
}

/** A link may lead to a file. */
export const isFileOrLink = (entry: Dirent): boolean => entry.isFile() || entry.isSymbolicLink();

function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? resolve(path) : fromHere;
}
