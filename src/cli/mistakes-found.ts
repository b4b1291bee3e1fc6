import { type Problem, problemLine } from '../content/pack/content-error.ts';

/** More cells with the same mistake than this are told by the first of them and their number. */
const shownCells = 3;

/** What was checked has mistakes, which the message lists. */
export class MistakesFound extends Error {
  override readonly name = 'MistakesFound';

  constructor(problems: readonly Problem[], isListed: boolean) {
    const count = problems.length === 1 ? 'There is 1 mistake' : `There are ${problems.length} mistakes`;
    const list = isListed ? '' : `:\n${linesOf(problems).join('\n')}`;
    super(`${count}; nothing was published${list}`);
  }
}

/** A line a mistake; the same mistake in many cells of a column is one line. */
function linesOf(problems: readonly Problem[]): string[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const column = problem.place?.replace(/\d+$/, '');
    const key = column === undefined ? problemLine(problem) : `${problem.file} ${column} ${problem.message}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(problem);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length <= shownCells) return group.map((problem) => `  ${shown(problem)}`);
    const last = group.at(-1)?.place?.split('!').at(-1) ?? '';
    return [`  ${first.place} to ${last} (${group.length} cells): ${first.message}`];
  });
}

/** The workbook is known; the cell is what an editor looks for. */
function shown(problem: Problem): string {
  return problem.place === undefined ? problemLine(problem) : `${problem.place}: ${problem.message}`;
}
