import { type Answer, doubtfulState } from '../saved-queries/answer.ts';
import { sourceWords } from '../saved-queries/source-lines.ts';

/** What an answer must be cited with: sources with state, day and licence, whom to name, and what is missing. */
export function citedWith(answer: Answer): object {
  const state = doubtfulState(answer);
  return {
    ...(state && { warning: sourceWords('en').marks[state] }),
    ...(answer.errors.length > 0 && {
      missing: answer.errors.slice(0, 10).map(({ message, path }) => ({ path: path?.join('.'), message })),
    }),
    sources: answer.sources,
    ...(answer.attributions.length > 0 && { attributions: answer.attributions }),
  };
}
