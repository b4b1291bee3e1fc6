import { expect, it } from 'vitest';
import { createContent } from '../../src/content/snapshot.ts';
import { emptyRecords } from '../../src/database/content-types.ts';
import { entity } from '../../src/entities/node.ts';
import { Position } from '../../src/entities/position.ts';
import { Question } from '../../src/entities/question.ts';
import { PositionStatus, QuestionKind, Stance } from '../../src/entities/vocabulary.ts';

const origin = { file: 'example.yaml' };
const question = (key: string, sv: string, earlierKey: string | null = null) =>
  entity(Question, {
    key,
    questionnaireKey: key.slice(0, key.indexOf('/')),
    number: Number(key.slice(key.indexOf('/') + 1)),
    earlierKey,
    text: { sv },
    shortTitle: { sv },
    kind: QuestionKind.PROPOSITION,
    proposition: { sv },
    topicKeys: [],
    origin,
  });
const position = (questionKey: string, party: string, stance: Stance, status = PositionStatus.ANSWERED) =>
  entity(Position, {
    key: `${questionKey}/${party}`,
    questionKey,
    partyKey: `SE/${party}`,
    status,
    stance,
    rationale: null,
    summary: null,
    editorNote: null,
    language: null,
    spokespersonKeys: [],
    topicKeys: [],
    origin,
  });

it('two questionnaires compare question by question, and a changed stance shows', () => {
  const records = emptyRecords();
  records.question.push(
    question('a/1', 'Ska data vara öppna?'),
    question('a/2', 'Ska staten köpa öppen källkod?'),
    question('a/3', 'Ska frågan tas bort?'),
    question('b/1', 'Ska  data vara ÖPPNA'),
    question('b/2', 'Ska staten alltid köpa öppen källkod?', 'a/2'),
    question('b/3', 'Är detta nytt?'),
  );
  records.position.push(
    position('a/1', 'C', Stance.SUPPORTS),
    position('a/1', 'KD', Stance.OPPOSES),
    position('a/1', 'S', Stance.NONE, PositionStatus.NO_RESPONSE),
    position('b/1', 'C', Stance.OPPOSES),
    position('b/1', 'KD', Stance.OPPOSES),
    position('b/1', 'S', Stance.SUPPORTS),
    position('b/1', 'MP', Stance.SUPPORTS),
  );

  const changes = createContent(records).changesBetween('a', 'b');

  expect(changes.map(({ kind, earlier, later }) => [kind, earlier?.key ?? null, later?.key ?? null])).toEqual(
    [
      ['SAME', 'a/1', 'b/1'],
      ['CHANGED', 'a/2', 'b/2'],
      ['NEW', null, 'b/3'],
      ['DROPPED', 'a/3', null],
    ],
  );
  expect(
    changes[0]?.positions.map(({ partyKey, stanceChanged, statusChanged, earlier, later }) => [
      partyKey,
      stanceChanged,
      statusChanged,
      earlier?.stance ?? null,
      later?.stance ?? null,
    ]),
  ).toEqual([
    ['SE/C', true, false, 'SUPPORTS', 'OPPOSES'],
    ['SE/KD', false, false, 'OPPOSES', 'OPPOSES'],
    // Without an answer there is no stance to compare.
    ['SE/S', null, true, 'NONE', 'SUPPORTS'],
    ['SE/MP', null, false, null, 'SUPPORTS'],
  ]);
});
