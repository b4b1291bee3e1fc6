import { type Problem, problemLine } from '../content/pack/content-error.ts';

/** What was checked has mistakes, which the message lists. */
export class MistakesFound extends Error {
  override readonly name = 'MistakesFound';

  constructor(problems: readonly Problem[], isListed: boolean) {
    const list = isListed ? '' : `:\n${problems.map((problem) => `  ${problemLine(problem)}`).join('\n')}`;
    super(`There are ${problems.length} mistakes; nothing was published${list}`);
  }
}
