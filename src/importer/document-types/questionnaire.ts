import { ParticipationStatus, PositionStatus, QuestionKind, Stance } from '../../entities/vocabulary.ts';
import { fold } from '../../text/fold.ts';
import type { Block } from '../block.ts';
import { type Draft, spanOf } from '../draft.ts';
import { mistake } from '../import-error.ts';
import type { AnswerRules } from '../manifest.ts';
import { PartyLines } from './party-lines.ts';
import { findQuestions, type QuestionPart } from './question-finder.ts';

/** A question with its heading, notes, answers by party code, and comment. */
interface AskedQuestion {
  number: number;
  text: string;
  heading: Block;
  notes: Block[];
  answers: Map<string, Block[]>;
  commentary: Block | null;
}

/** Reads an election compass: questions, a position for every question and party, notes and comments. */
export function readQuestionnaire(draft: Draft): void {
  const rules = draft.manifest.questionnaire;
  const parts = findQuestions(draft, rules);
  const parties = new PartyLines(draft, rules);
  const asked = parts.map((part) => readAnswers(draft, rules, parties, part));
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
  for (const code of order) addParticipation(draft, rules, code, asked, statuses);
  for (const question of asked) addCommentary(draft, rules, question);
  for (const { by, line } of rules.announced) {
    draft.at(line, 'the announcement of a comment');
    draft.addRow('Commentary', `${slug}/commentary/announced-${line}`, [line, line], {
      about: `Questionnaire:${slug}`,
      summary: null,
      announcedOnly: true,
      partyKeys: [],
      authors: [by],
    });
  }
  for (const { question, party } of rules.overrides) {
    if (order.includes(party) && asked.some(({ number }) => number === question)) continue;
    draft.warn(
      1,
      `the manifest sets the status of question ${question} for ${party}, which the document does not have; correct the manifest`,
    );
  }
}

function readAnswers(
  draft: Draft,
  rules: AnswerRules,
  parties: PartyLines,
  part: QuestionPart,
): AskedQuestion {
  const { number, text, heading } = part;
  const asked: AskedQuestion = { number, text, heading, notes: [], answers: new Map(), commentary: null };
  let open: Block[] | null = null;
  for (const block of part.blocks) {
    const shown = draft.shown(block);
    const code = parties.codeIn(block);
    if (code !== null) {
      if (asked.answers.has(code))
        throw mistake(
          draft.path,
          block.lineFrom,
          `${code} answers question ${number} twice; join the two answers`,
        );
      open = [];
      asked.answers.set(code, open);
      block.role = 'HEADING';
      block.level = 3;
      block.list = null;
    } else if (/^\(.*\)$/su.test(shown)) {
      block.role = 'EDITORIAL_NOTE';
      asked.notes.push(block);
    } else if (open) open.push(block);
    else
      draft.warn(
        block.lineFrom,
        `this text is below question ${number} and above the first party, and is not read as an answer; check it`,
      );
  }
  const last = [...asked.answers.values()].at(-1);
  if (rules.commentary && last && last.length > 1) asked.commentary = last.pop() ?? null;
  else if (rules.commentary)
    draft.warn(heading.lineFrom, `question ${number} has no comment after its last answer; check it`);
  return asked;
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
    stance: Stance.NONE,
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
  const text = fold(draft.join(blocks));
  if (text === '') {
    draft.warn(
      asked.heading.lineFrom,
      `${code} has no answer to question ${asked.number}; its status is NO_RESPONSE`,
    );
    return PositionStatus.NO_RESPONSE;
  }
  if (rules.silent.some((words) => text.startsWith(fold(words)))) return PositionStatus.NO_RESPONSE;
  if (rules.declined.some((words) => text.startsWith(fold(words)))) return PositionStatus.DECLINED;
  return PositionStatus.ANSWERED;
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
