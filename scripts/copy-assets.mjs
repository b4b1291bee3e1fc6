// Copies what the program reads beside its code (queries, styles, scripts, samples) from src to dist;
// the compiler takes only TypeScript along.
import { cpSync, statSync } from 'node:fs';

cpSync('src', 'dist', {
  recursive: true,
  filter: (path) => statSync(path).isDirectory() || !/\.(ts|md)$/.test(path),
});
