import type { Party } from '../../entities/party.ts';
import { ParticipationStatus, PositionStatus, QuestionKind, Stance } from '../../entities/vocabulary.ts';
import { fold } from '../../text/fold.ts';
import type { Block } from '../document.ts';
import { type Draft, spanOf } from '../draft.ts';
import { mistake } from '../import-error.ts';
import type { AnswerRules } from '../manifest.ts';

/** A question, its heading, and what stands under it. */
interface Asked {
  number: number;
  text: string;
  heading: Block;
  notes: Block[];
  answers: Map<string, Block[]>;
  commentary: Block | null;
}

/** Reads an election compass: questions, a cell for every question and party, notes and comments. */
export function readQuestionnaire(draft: Draft): void {
  const rules = draft.manifest.questionnaire;
  const stretches = findQuestions(draft, rules);
  const parties = new PartyLines(draft, rules);
  const asked = stretches.map((stretch) => readStretch(draft, rules, parties, stretch));
  const order = [...new Set(asked.flatMap(({ answers }) => [...answers.keys()]))];
  if (order.length === 0) {
    throw mistake(
      draft.path,
      asked[0]?.heading.lineFrom ?? 1,
      'no party answers any question: each answer must stand under a line with the party’s code or name alone',
    );
  }
  const { slug, manifest } = draft;
  draft.addRow('Questionnaire', slug, null, {
    title: { [manifest.language]: draft.title },
    summary: null,
    electionKey: rules.election ?? null,
    electionBasis: rules.electionBasis,
    publishedOn: manifest.publishedOn ?? draft.read.stated.publishedOn ?? null,
    publisherKey: manifest.publisher ?? null,
  });
  const cells = asked.map((question) => addQuestion(draft, rules, question, order));
  for (const code of order) addParticipation(draft, rules, code, asked, cells);
  for (const question of asked) addCommentary(draft, rules, question);
  for (const { by, line } of rules.announced) {
    draft.at(line, 'an announced comment');
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
    draft.doubt(
      1,
      `the manifest sets question ${question} for ${party}, which the document does not have; correct it`,
    );
  }
}

interface Stretch {
  number: number;
  text: string;
  heading: Block;
  blocks: Block[];
}

/** Finds the questions in the list at the beginning, each again as a heading, and what stands between the headings. */
function findQuestions(draft: Draft, rules: AnswerRules): Stretch[] {
  const listed = listedQuestions(draft);
  const headings = listed.length > 0 ? headingsOfList(draft, rules, listed) : markedHeadings(draft);
  if (headings.length === 0) {
    throw mistake(
      draft.path,
      1,
      'no question is found: number them 1., 2., 3. in a list at the beginning, and again above the answers',
    );
  }
  return headings.map(({ number, text, heading }, index) => {
    const next = headings[index + 1]?.heading;
    heading.role = 'HEADING';
    heading.level ??= 2;
    heading.list = null;
    const from = draft.blocks.indexOf(heading) + 1;
    const blocks = draft.blocks.slice(from, next ? draft.blocks.indexOf(next) : undefined);
    return { number, text, heading, blocks: blocks.filter(({ role }) => role !== 'FURNITURE') };
  });
}

interface Numbered {
  number: number;
  text: string;
  line: number;
  block: Block;
}

/** The first list that counts 1, 2, 3 …, with more than one entry, or with one that comes again. */
function listedQuestions(draft: Draft): Numbered[] {
  const lists = new Map<number, Block[]>();
  for (const block of draft.content) {
    if (block.role !== 'LIST_ITEM' || block.list === null || block.ordinal === null) continue;
    lists.set(block.list, [...(lists.get(block.list) ?? []), block]);
  }
  for (const items of lists.values()) {
    const counts = items.every(({ ordinal }, index) => ordinal === index + 1);
    if (!counts || items.length < 2) continue;
    return items.map((block) => ({
      number: block.ordinal ?? 0,
      text: draft.shown(block),
      line: block.lineFrom,
      block,
    }));
  }
  return [];
}

function headingsOfList(draft: Draft, rules: AnswerRules, listed: Numbered[]): Omit<Stretch, 'blocks'>[] {
  const last = Math.max(...listed.map(({ line }) => line));
  let after = last;
  return listed.map(({ number, text, line }) => {
    const given = rules.headings[String(number)];
    const heading =
      given === undefined ? headingOf(draft, number, text, after) : draft.at(given, `question ${number}`);
    if (!heading) {
      throw mistake(
        draft.path,
        line,
        `question ${number} of the list is not found again as a heading above its answers; repeat it there word for word, or give the line in the manifest under questionnaire.headings`,
      );
    }
    after = heading.lineFrom;
    return { number, text, heading };
  });
}

/** A question as a heading: alone in a block, with or without its number, or at the end of the paragraph before. */
function headingOf(draft: Draft, number: number, text: string, after: number): Block | null {
  const wanted = fold(text);
  for (const block of draft.content) {
    if (block.lineFrom <= after) continue;
    const shown = fold(draft.shown(block));
    const isAlone = shown === wanted || shown === fold(`${number}. ${text}`);
    if (isAlone) return block;
    if (!shown.endsWith(wanted)) continue;
    const parts = draft.splitBefore(block, `${number}. ${text}`);
    if (!parts) continue;
    for (const part of parts) part.defects.push('GLUED_HEADING');
    parts[1].text = parts[1].text.replace(/^\d+\.\s*/, '');
    return parts[1];
  }
  return null;
}

/** Headings of the format itself, where the questions are not listed first. */
function markedHeadings(draft: Draft): Omit<Stretch, 'blocks'>[] {
  const found: Omit<Stretch, 'blocks'>[] = [];
  for (const block of draft.content) {
    const shown = draft.shown(block);
    const printed = block.ordinal === null ? shown : `${block.ordinal}. ${shown}`;
    const match = /^(\d{1,2})[.)]\s+(.+)$/u.exec(printed);
    const isHeading = block.role === 'HEADING' || /\?$/.test(shown);
    if (!match || !isHeading || Number(match[1]) !== found.length + 1) continue;
    found.push({ number: found.length + 1, text: match[2] ?? shown, heading: block });
  }
  return found;
}

/** Tells the lines that name a party alone. */
class PartyLines {
  private readonly codes = new Map<string, string>();
  private readonly country: string;
  private readonly draft: Draft;

  constructor(draft: Draft, { country }: AnswerRules) {
    this.draft = draft;
    this.country = country;
    for (const party of draft.pack.party.filter((one) => one.country === country)) this.learn(party);
  }

  private learn({ code, formerCodes, name }: Party): void {
    for (const one of [...Object.values(name), ...formerCodes, code]) this.codes.set(one.toLowerCase(), code);
  }

  /** The party's code where the block names a party and nothing else. */
  of(block: Block): string | null {
    const shown = this.draft.shown(block).replace(/:$/, '');
    const code = this.codes.get(shown.toLowerCase());
    const isCode = /^\p{Lu}{1,4}$/u.test(shown);
    if (code !== undefined && (isCode || shown.length > 4)) return code;
    if (!isCode) return null;
    const known = this.draft.pack.party.filter((one) => one.country === this.country).map((one) => one.code);
    throw mistake(
      this.draft.path,
      block.lineFrom,
      `"${shown}" stands where a party's code should, and ${this.country} has no such party; codes are ${known.join(', ')}`,
    );
  }
}

function readStretch(draft: Draft, rules: AnswerRules, parties: PartyLines, stretch: Stretch): Asked {
  const { number, text, heading } = stretch;
  const asked: Asked = { number, text, heading, notes: [], answers: new Map(), commentary: null };
  let open: Block[] | null = null;
  for (const block of stretch.blocks) {
    const shown = draft.shown(block);
    const code = parties.of(block);
    if (code !== null) {
      if (asked.answers.has(code))
        throw mistake(
          draft.path,
          block.lineFrom,
          `${code} answers question ${number} twice; join the answers`,
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
      draft.doubt(
        block.lineFrom,
        `this stands under question ${number} and before any party; it is no answer`,
      );
  }
  const last = [...asked.answers.values()].at(-1);
  if (rules.commentary && last && last.length > 1) asked.commentary = last.pop() ?? null;
  else if (rules.commentary)
    draft.doubt(heading.lineFrom, `question ${number} has no comment after its last answer`);
  return asked;
}

type Cells = Map<string, PositionStatus>;

function addQuestion(draft: Draft, rules: AnswerRules, asked: Asked, order: readonly string[]): Cells {
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
  draft.keepText(ref, asked.text, [asked.heading.lineFrom, asked.heading.lineTo]);
  for (const note of asked.notes) note.ref = ref;
  const cells: Cells = new Map();
  for (const code of order) {
    const status = addPosition(draft, rules, asked, code);
    cells.set(code, status);
  }
  return cells;
}

function addPosition(draft: Draft, rules: AnswerRules, asked: Asked, code: string): PositionStatus {
  const blocks = asked.answers.get(code);
  const key = `${draft.slug}/${asked.number}/${code}`;
  const status = statusOf(draft, rules, asked, code);
  const isSilent = status === PositionStatus.NO_RESPONSE;
  const hasAnswer = !isSilent && status !== PositionStatus.NOT_SHOWN;
  const text = blocks ? draft.join(blocks) : '';
  const kind = rules.kinds[String(asked.number)];
  const named = blocks?.flatMap((block) => draft.names.in(draft.shown(block))) ?? [];
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

function statusOf(draft: Draft, rules: AnswerRules, asked: Asked, code: string): PositionStatus {
  const set = rules.overrides.find(({ question, party }) => question === asked.number && party === code);
  if (set) return set.status;
  const blocks = asked.answers.get(code);
  if (!blocks) return PositionStatus.NOT_SHOWN;
  const text = fold(draft.join(blocks));
  if (text === '') {
    draft.doubt(
      asked.heading.lineFrom,
      `${code} has no answer to question ${asked.number}; taken as silence`,
    );
    return PositionStatus.NO_RESPONSE;
  }
  if (rules.silent.some((words) => text.startsWith(fold(words)))) return PositionStatus.NO_RESPONSE;
  if (rules.declined.some((words) => text.startsWith(fold(words)))) return PositionStatus.DECLINED;
  return PositionStatus.ANSWERED;
}

/** A party took part if it answered anything; else what it said instead, the plainest first. */
function addParticipation(
  draft: Draft,
  rules: AnswerRules,
  code: string,
  asked: readonly Asked[],
  cells: readonly Cells[],
): void {
  const found = cells.map((one) => one.get(code));
  const status =
    [ParticipationStatus.ANSWERED, ParticipationStatus.NO_POSITION, ParticipationStatus.DECLINED].find(
      (one) => found.some((cell) => cell === PositionStatus[one]),
    ) ?? ParticipationStatus.NO_RESPONSE;
  const blocks = asked.flatMap(({ answers }) => answers.get(code) ?? []);
  draft.addRow('Participation', `${draft.slug}/${code}`, spanOf(blocks), {
    questionnaireKey: draft.slug,
    partyKey: `${rules.country}/${code}`,
    status,
    note: null,
  });
}

function addCommentary(draft: Draft, rules: AnswerRules, { number, commentary }: Asked): void {
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
