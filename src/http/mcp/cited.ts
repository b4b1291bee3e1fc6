import { type Answer, doubtfulState } from '../saved-queries/answer.ts';
import { sourceWords } from '../saved-queries/source-lines.ts';
import type { ClientAssistance } from './assistance.ts';

/** What an answer must be cited with: sources with state, day and licence, whom to name, and what is missing. */
export function citedWith(answer: Answer, { nameOfSource }: Pick<ClientAssistance, 'nameOfSource'>): object {
  const state = doubtfulState(answer);
  return {
    ...(state && { warning: sourceWords('en').marks[state] }),
    ...(answer.errors.length > 0 && {
      missing: answer.errors.slice(0, 10).map(({ message, path }) => ({ path: path?.join('.'), message })),
    }),
    sources: answer.sources.map(({ source, state: ofSource, retrievedAt, licence, error }) => ({
      source,
      name: nameOfSource(source),
      state: ofSource,
      retrievedAt,
      licence,
      ...(error && { error }),
    })),
    ...(answer.attributions.length > 0 && { attributions: answer.attributions }),
  };
}
