import { existsSync } from 'node:fs';
import { packFolders } from '../content/open-content.ts';

/** The folders of content; that of the installation only once it is there. */
export function foldersOf(contentDir: string | null): string[] {
  return packFolders(contentDir !== null && existsSync(contentDir) ? contentDir : null);
}
