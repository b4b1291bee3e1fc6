import { stringify } from 'yaml';
import { PositionStatus, QuestionKind, Stance } from '../entities/vocabulary.ts';
import type { NewQuestionnaire } from './questionnaire-draft.ts';

/** A new questionnaire as a content file. What an editor must decide is empty, so that a check names it. */
export function yamlOf(one: NewQuestionnaire): string {
  const own = (text: string) => ({ [one.language]: text });
  const value = {
    slug: one.slug,
    title: own(one.title),
    ...(one.election && { election: one.election }),
    electionBasis: one.election ? 'STATED' : 'INFERRED',
    publisher: one.publisher,
    ...(one.publishedOn && { publishedOn: one.publishedOn }),
    language: one.language,
    ...(one.url && { origin: { url: one.url } }),
    participants: one.parties.map(({ code }) => ({ party: `${one.country}/${code}`, status: null })),
    questions: one.questions.map(({ number, text, kind }) => ({
      number,
      shortTitle: own(text.slice(0, 40)),
      text: own(text),
      kind: kind || null,
      topics: [],
      positions: one.cells
        .filter(({ question }) => question === number)
        .map(({ party, status, stance, note }) => ({
          party: `${one.country}/${party}`,
          status: status || null,
          ...(stance && stance !== Stance.NONE && { stance }),
          ...(note && { editorNote: note }),
        })),
    })),
  };
  const newParties = one.parties.filter(({ name }) => name !== '');
  const bundle = {
    ...(newParties.length > 0 && {
      parties: {
        parties: newParties.map(({ code, name }) => ({ code, country: one.country, name: own(name) })),
      },
    }),
    questionnaires: value,
  };
  return `# kind: ${Object.values(QuestionKind).join(', ')}
# status: ${Object.values(PositionStatus).join(', ')}
# stance, for every answer to a PROPOSITION: ${Object.values(Stance)
    .filter((stance) => stance !== Stance.NONE)
    .join(', ')}
# summary: { sv: …, en: … } and rationale may follow later. A PROPOSITION has a proposition: { sv: …, en: … }.
${stringify(bundle, { lineWidth: 0 })}`;
}
