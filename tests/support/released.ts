import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './program.ts';

/** Whether the repository has the tag; a shallow copy has none. */
export function hasTag(tag: string): boolean {
  try {
    execFileSync('git', ['rev-parse', '--verify', '--quiet', `refs/tags/${tag}`], {
      cwd: root,
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

/** Packages of the release that this version no longer has, and what stands in: none of them answers a query. */
const standIns: Record<string, string> = {
  '@graphql-yoga/render-graphiql': "export const renderGraphiQL = () => '';",
  '@fastify/helmet': 'export default async () => {};',
  'pdfjs-dist': 'export {};',
};

/**
 * Builds a released version in a folder of its own, on the packages of this version. Types may differ between them; what
 * runs is what the release says.
 */
export function buildReleased(tag: string): string {
  const folder = mkdtempSync(join(tmpdir(), `released-${tag}-`));
  const archive = execFileSync('git', ['archive', '--format=tar', tag], {
    cwd: root,
    maxBuffer: 512 * 1024 ** 2,
  });
  execFileSync('tar', ['x', '-C', folder], { input: archive });
  const modules = join(folder, 'node_modules');
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const inScope = name.startsWith('@') ? readdirSync(join(root, 'node_modules', name)) : [null];
    for (const part of inScope) {
      const path = part === null ? name : join(name, part);
      mkdirSync(dirname(join(modules, path)), { recursive: true });
      symlinkSync(join(root, 'node_modules', path), join(modules, path));
    }
  }
  for (const [name, code] of Object.entries(standIns)) {
    const at = join(modules, name);
    if (existsSync(at)) continue;
    mkdirSync(at, { recursive: true });
    writeFileSync(
      join(at, 'package.json'),
      JSON.stringify({ name, type: 'module', exports: { '.': './index.js', './*': './index.js' } }),
    );
    writeFileSync(join(at, 'index.js'), code);
  }
  // Errors of types do not stop it.
  execFileSync('node', [join(root, 'node_modules/.bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: folder,
  });
  execFileSync('node', ['scripts/copy-assets.mjs'], { cwd: folder });
  return folder;
}
