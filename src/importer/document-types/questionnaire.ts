import { ParticipationStatus, PositionStatus, QuestionKind, Stance } from '../../entities/vocabulary.ts';
import { type Draft, spanOf } from '../draft.ts';
import { mistake } from '../import-error.ts';
import type { AnswerRules } from '../manifest.ts';
import { type AskedQuestion, leaveOutClosings, statusByWords } from './answers.ts';
import { findAnswers } from './find-answers.ts';
import { PartyNames } from './party-names.ts';
import { separateParties } from './separate-parties.ts';

/** Reads an election compass: questions, a position for every question and party, notes and comments. */
export function readQuestionnaire(draft: Draft): void {
  const rules = draft.manifest.questionnaire;
  const parties = new PartyNames(
    draft.pack.party.filter(({ country }) => country === rules.country),
    rules.parties,
  );
  separateParties(draft, parties);
  const asked = findAnswers(draft, rules, parties);
  leaveOutClosings(draft, rules, asked);
  const order = [...new Set(asked.flatMap(({ answers }) => [...answers.keys()]))];
  if (order.length === 0) {
    throw mistake(
      draft.path,
      asked[0]?.heading.lineFrom ?? 1,
      'no answers are found; put each answer below a line with only the code or the name of its party',
    );
  }
  const { slug, manifest } = draft;
  draft.addRow('Questionnaire', slug, null, {
    title: { [manifest.language]: draft.title },
    summary: null,
    electionKey: rules.election ?? null,
    electionBasis: rules.electionBasis,
    publishedOn: manifest.publishedOn ?? draft.read.metadata.publishedOn ?? null,
    publisherKey: manifest.publisher ?? null,
  });
  const statuses = asked.map((question) => addQuestion(draft, rules, question, order));
  doubtMissing(draft, asked, statuses);
  for (const code of order) addParticipation(draft, rules, code, asked, statuses);
  for (const question of asked) addCommentary(draft, rules, question);
  for (const { by, line } of rules.announced) {
    const block = draft.at(line, 'the announcement of a comment');
    const ref = draft.addRow('Commentary', `${slug}/commentary/announced-${line}`, [line, line], {
      about: `Questionnaire:${slug}`,
      summary: null,
      announcedOnly: true,
      partyKeys: [],
      authors: [by],
    });
    if (block) block.ref ??= ref;
  }
  for (const { question, party } of rules.overrides) {
    if (order.includes(party) && asked.some(({ number }) => number === question)) continue;
    draft.warn(
      1,
      `the manifest sets the status of question ${question} for ${party}, which the document does not have; correct the manifest`,
    );
  }
}

/** The status of each party's position on one question. */
type Statuses = Map<string, PositionStatus>;

function addQuestion(
  draft: Draft,
  rules: AnswerRules,
  asked: AskedQuestion,
  order: readonly string[],
): Statuses {
  const { slug, manifest } = draft;
  const key = `${slug}/${asked.number}`;
  const span = spanOf([
    asked.heading,
    ...[...asked.answers.values()].flat(),
    ...(asked.commentary ? [asked.commentary] : []),
  ]);
  const own = { [manifest.language]: asked.text };
  const kind = rules.kinds[String(asked.number)] ?? QuestionKind.OPEN;
  const ref = draft.addRow('Question', key, span, {
    questionnaireKey: slug,
    number: asked.number,
    text: own,
    shortTitle: own,
    kind,
    proposition: kind === QuestionKind.PROPOSITION ? own : null,
    topicKeys: [],
  });
  asked.heading.ref = ref;
  draft.attachText(ref, asked.text, [asked.heading.lineFrom, asked.heading.lineTo]);
  for (const note of asked.notes) note.ref = ref;
  const statuses: Statuses = new Map();
  for (const code of order) {
    const status = addPosition(draft, rules, asked, code);
    statuses.set(code, status);
  }
  return statuses;
}

function addPosition(draft: Draft, rules: AnswerRules, asked: AskedQuestion, code: string): PositionStatus {
  const blocks = asked.answers.get(code);
  const key = `${draft.slug}/${asked.number}/${code}`;
  const status = statusOf(draft, rules, asked, code);
  const isSilent = status === PositionStatus.NO_RESPONSE;
  const hasAnswer = !isSilent && status !== PositionStatus.NOT_SHOWN;
  const text = blocks ? draft.join(blocks) : '';
  const kind = rules.kinds[String(asked.number)];
  const named = blocks?.flatMap((block) => draft.names.mentionsIn(draft.shown(block))) ?? [];
  const ref = draft.addRow('Position', key, spanOf(blocks ?? []) ?? spanOf([asked.heading]), {
    questionKey: `${draft.slug}/${asked.number}`,
    partyKey: `${rules.country}/${code}`,
    status,
    // A stance is an editor's judgement, never read from a document.
    stance:
      kind === QuestionKind.PROPOSITION && status === PositionStatus.ANSWERED
        ? Stance.NOT_ASSESSED
        : Stance.NONE,
    rationale: null,
    summary: null,
    editorNote: isSilent ? text : null,
    language: hasAnswer ? draft.manifest.language : null,
    spokespersonKeys:
      kind === QuestionKind.NAMED_PERSON
        ? [...new Set(named.flatMap(({ target }) => (target.startsWith('Person:') ? [target.slice(7)] : [])))]
        : [],
    topicKeys: [],
  });
  for (const block of blocks ?? []) {
    block.ref = ref;
    if (isSilent) block.role = 'EDITORIAL_NOTE';
  }
  if (hasAnswer && blocks) draft.addText(ref, blocks);
  return status;
}

function statusOf(draft: Draft, rules: AnswerRules, asked: AskedQuestion, code: string): PositionStatus {
  const set = rules.overrides.find(({ question, party }) => question === asked.number && party === code);
  if (set) return set.status;
  const blocks = asked.answers.get(code);
  if (!blocks) return PositionStatus.NOT_SHOWN;
  const text = draft.join(blocks);
  if (text === '') {
    draft.warn(
      asked.heading.lineFrom,
      `${code} has no answer to question ${asked.number}; its status is NO_RESPONSE`,
    );
    return PositionStatus.NO_RESPONSE;
  }
  const line = blocks[0]?.lineFrom ?? asked.heading.lineFrom;
  const found = statusByWords(rules, text);
  if (found === null) return PositionStatus.ANSWERED;
  const excerpt = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  if (!found.isCertain) {
    draft.warn(
      line,
      `${code} begins “${excerpt}” as a refusal and goes on; it is read as an answer to question ${asked.number}. Set its status in the manifest, under questionnaire.overrides`,
    );
    return PositionStatus.ANSWERED;
  }
  if (found.isUsual)
    draft.confirm(
      line,
      `“${excerpt}” of ${code}, question ${asked.number}, is read as ${found.status} by the usual words; questionnaire.overrides in the manifest sets another status`,
    );
  return found.status;
}

/** A party that answered one question and is missing in another was perhaps not recognised there. */
function doubtMissing(draft: Draft, asked: readonly AskedQuestion[], statuses: readonly Statuses[]): void {
  const answered = new Map<string, number>();
  for (const [index, one] of statuses.entries())
    for (const [code, status] of one)
      if (status === PositionStatus.ANSWERED && !answered.has(code))
        answered.set(code, asked[index]?.number ?? 0);
  for (const [index, { number, heading }] of asked.entries()) {
    for (const [code, status] of statuses[index] ?? []) {
      const before = answered.get(code);
      if (status === PositionStatus.NOT_SHOWN && before !== undefined)
        draft.warn(
          heading.lineFrom,
          `${code} answers question ${before} and is missing below question ${number}; check that its name is there as a line of its own`,
        );
    }
  }
}

/** The best status of any of the party's positions: a party that answered one question took part. */
function addParticipation(
  draft: Draft,
  rules: AnswerRules,
  code: string,
  asked: readonly AskedQuestion[],
  statuses: readonly Statuses[],
): void {
  const found = statuses.map((one) => one.get(code));
  const status =
    [ParticipationStatus.ANSWERED, ParticipationStatus.NO_POSITION, ParticipationStatus.DECLINED].find(
      (one) => found.includes(PositionStatus[one]),
    ) ?? ParticipationStatus.NO_RESPONSE;
  const blocks = asked.flatMap(({ answers }) => answers.get(code) ?? []);
  draft.addRow('Participation', `${draft.slug}/${code}`, spanOf(blocks), {
    questionnaireKey: draft.slug,
    partyKey: `${rules.country}/${code}`,
    status,
    note: null,
  });
}

function addCommentary(draft: Draft, rules: AnswerRules, { number, commentary }: AskedQuestion): void {
  if (!commentary || !rules.commentary) return;
  const ref = draft.addRow('Commentary', `${draft.slug}/commentary/${number}`, spanOf([commentary]), {
    about: `Question:${draft.slug}/${number}`,
    summary: null,
    announcedOnly: false,
    partyKeys: [],
    authors: [rules.commentary.by],
  });
  draft.addText(ref, [commentary]);
}
