import type { ContentRecords } from '../../database/content-types.ts';
import type { PartyResult } from '../../entities/election.ts';
import type { Position } from '../../entities/position.ts';
import type { Coverage, Questionnaire } from '../../entities/questionnaire.ts';
import { type MissingKind, ParticipationStatus } from '../../entities/vocabulary.ts';
import { languagesOf, missingIn, missingOf } from './missing.ts';
import { changesBetween } from './questionnaire-changes.ts';
import { indexRows } from './row-index.ts';
import type { ContentTables } from './tables.ts';

/** Questionnaires with their questions, the answers of parties, and comments on them. */
export function questionnaireIndex(
  records: ContentRecords,
  { questions, questionnaires, elections }: ContentTables,
  resultOf: (partyKey: string, electionKey: string) => PartyResult | null,
) {
  const participantsOf = indexRows(records.participation, ({ questionnaireKey }) => [questionnaireKey]);
  const questionsOf = indexRows(records.question, ({ questionnaireKey }) => [questionnaireKey]);
  const positionsOf = indexRows(records.position, ({ questionKey }) => [questionKey]);
  const positionsOfAll = (key: string) => questionsOf(key).flatMap((question) => positionsOf(question.key));
  const languages = new Map<string, ReadonlySet<string>>();
  return {
    participantsOf,
    questionsOf,
    positionsOf,
    /** Two questionnaires of a series, question by question. */
    changesBetween: (earlierKey: string, laterKey: string) =>
      changesBetween(earlierKey, laterKey, { questionsOf, positionsOf }),
    /** How many of the parties asked have answered, and the seats they won in the questionnaire's election. */
    coverageOf(questionnaire: Questionnaire): Coverage {
      const asked = participantsOf(questionnaire.key);
      const answered = asked.filter((one) => one.status === ParticipationStatus.ANSWERED);
      const election = questionnaire.electionKey ? elections.get(questionnaire.electionKey) : undefined;
      const seats = election
        ? answered.reduce((sum, one) => sum + (resultOf(one.partyKey, election.key)?.seats ?? 0), 0)
        : null;
      return {
        asked: asked.length,
        answered: answered.length,
        seats,
        seatsTotal: election?.seatsTotal ?? null,
      };
    },
    /** How much editors have not written yet, by kind. */
    missingOf: (questionnaire: Questionnaire) =>
      missingOf(questionnaire, questionsOf(questionnaire.key), positionsOfAll(questionnaire.key)),
    /** What editors have not written of one position. */
    missingIn(position: Position): MissingKind[] {
      const key = questions.get(position.questionKey)?.questionnaireKey ?? '';
      const questionnaire = questionnaires.get(key);
      if (!questionnaire) return [];
      const wanted = languages.get(key) ?? languagesOf(questionnaire, questionsOf(key), positionsOfAll(key));
      languages.set(key, wanted);
      return missingIn(position, wanted);
    },
    positionsOfParty: indexRows(records.position, ({ partyKey }) => [partyKey]),
    positionsNaming: indexRows(records.position, ({ spokespersonKeys }) => spokespersonKeys),
    /** The topics of the answer itself; those of its question where an editor has given it none. */
    topicKeysOfPosition({ topicKeys, questionKey }: Position): readonly string[] {
      return topicKeys.length > 0 ? topicKeys : (questions.get(questionKey)?.topicKeys ?? []);
    },
    /** Comments by the reference of what they are about. */
    commentariesOn: indexRows(records.commentary, ({ about }) => [about]),
  };
}
