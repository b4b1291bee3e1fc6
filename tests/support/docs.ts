import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './program.ts';

/** A block of code in a page: the first word behind its fence is the language, the others say what it is for. */
export interface Snippet {
  /** The page and the line, as editors open them. */
  at: string;
  language: string;
  /** Whether the page says that it runs as it stands. */
  isRun: boolean;
  text: string;
  /** The block behind it, where that is what it prints. */
  printed: string | null;
}

const pages = ['README.md', 'CONTRIBUTING.md', 'client/README.md', ...names('docs')];

export function readSnippets(): Snippet[] {
  return pages.flatMap((path) => snippetsOf(path, readFileSync(join(root, path), 'utf8')));
}

export function snippetsOf(path: string, text: string): Snippet[] {
  const blocks = [...text.matchAll(/^( *)```(\w+)([^\n]*)\n([\s\S]*?)^ *```$/gm)];
  return blocks.map((block, index) => {
    const [whole, , language = '', flags = '', code = ''] = block;
    const next = blocks[index + 1];
    // Nothing but white space stands between a snippet and what it prints.
    const isNext = next && text.slice(block.index + whole.length, next.index).trim() === '';
    return {
      at: `${path}:${text.slice(0, block.index).split('\n').length}`,
      language,
      isRun: flags.trim() === 'run',
      text: code,
      printed: isNext && next[2] === 'json' ? (next[4] ?? null) : null,
    };
  });
}

let isBuilt = false;

/** Builds the pages, which a server on the source code reads too. */
export function buildDocs(): void {
  if (!isBuilt) execFileSync(process.execPath, ['scripts/docs.mjs'], { cwd: root, stdio: 'inherit' });
  isBuilt = true;
}

function names(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}
