import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { goalCells } from './table.mjs';

const folder = new URL('../results/', import.meta.url);
const history = new URL('history.md', folder);
const latest = new URL('latest.md', folder);

const line = (cells) => `| ${cells.join(' | ')} |\n`;

/** Writes the goals of this run, and adds a line to the history, so that a slower commit is seen. */
export function writeResults(rows, { rounds, database }) {
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 16).replace('T', ' ');
  const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${database}, medians of ${rounds} rounds`;
  const names = ['goal', 'stood at', 'now', 'at most', 'holds'];
  writeFileSync(
    latest,
    `# Goals at ${commit}\n\n${date}, ${machine}.\n\n${line(names)}${line(names.map(() => '---'))}${rows
      .map((row) => line([row.name, ...Object.values(goalCells(row))]))
      .join('')}`,
  );
  const head = ['commit', 'date', 'rounds', ...rows.map(({ name }) => name)];
  const title = line(head) + line(head.map(() => '---'));
  const before = existsSync(history) ? readFileSync(history, 'utf8') : '';
  // Other goals begin a table of their own.
  const isSame = before.includes(title);
  const cells = [commit, date, rounds, ...rows.map((row) => goalCells(row).now)];
  const introduction =
    '# History\n\nOne line a run of `npm run bench -- quick` or `goals`. Ratios count; machines differ.\n';
  writeFileSync(history, `${before || introduction}${isSame ? '' : `\n${title}`}${line(cells)}`);
}
