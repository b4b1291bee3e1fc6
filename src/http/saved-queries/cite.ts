import { createHash } from 'node:crypto';
import { doubtfulState } from './answer.ts';
import type { CitedAnswers } from './cited-answers.ts';
import type { Rendering } from './format.ts';
import { json } from './formats/json.ts';
import { Problem } from './problem.ts';

/** Types with words of persons or about them that sources give out, which are never kept. */
const personalTypes = [
  ...['JobAd', 'JobAdMatch', 'JobAdEvent', 'MemberOfParliament', 'Speech', 'Vote', 'InformationRequest'],
  'Person',
];

/** How an answer is cited. */
export interface Citation {
  title: string;
  /** The answer as it is now. */
  address: string;
  /** The answer as it was. */
  citedAddress: string;
  time: string;
  /** SHA-256 of the answer as JSON, which `citedAddress` gives. */
  hash: string;
  sources: Rendering['answer']['sources'];
  attributions: readonly string[];
  /** Until when `citedAddress` answers; null where the answer is not kept. */
  keptUntil: string | null;
  /** Why it is not kept. */
  reason: string | null;
  /** For a list of references. */
  text: string;
}

/** Cites an answer, and keeps it where it may be kept. `asked` is the path of the query with what was given. */
export async function cite(
  rendering: Rendering,
  asked: string,
  kept: CitedAnswers | null,
  now: Date,
): Promise<Citation> {
  const { query, answer, lang, addressOf } = rendering;
  const body = String(await json.write(rendering));
  const hash = createHash('sha256').update(body).digest('hex');
  const time = now.toISOString();
  const address = addressOf('json');
  const citedAddress = `${address}${address.includes('?') ? '&' : '?'}at=${time}~${hash}`;
  let reason = kept ? reasonNotToKeep(rendering) : 'This gateway keeps no answers.';
  if (kept && reason === null) {
    const sources = answer.sources.map(({ source }) => source);
    const key = keyOf(asked, `${time}~${hash}`);
    // The citation stands without it.
    const stored = await kept.put({ key, citedAt: now, body, sources }).then(
      () => true,
      () => false,
    );
    if (!stored) reason = 'The database cannot store it now.';
  }
  const named = answer.attributions.length > 0 ? ` ${answer.attributions.join('; ')}.` : '';
  return {
    title: query.title[lang],
    address,
    citedAddress,
    time,
    hash: `sha256-${hash}`,
    sources: answer.sources,
    attributions: answer.attributions,
    keptUntil: kept && reason === null ? kept.keptUntil(now).toISOString() : null,
    reason,
    text: `${query.title[lang]}.${named} JobTech Graph, ${time}. ${citedAddress}`,
  };
}

function reasonNotToKeep({ query, answer }: Rendering): string | null {
  if (query.name.startsWith('-/')) return 'Only answers of saved queries are kept.';
  const personal = personalTypes.find((type) => query.plan.types.has(type));
  if (personal) return `Answers that may name persons (${personal}) are not kept.`;
  const state = doubtfulState(answer);
  if (state) return `Answers with ${state} data are not kept.`;
  return answer.errors.length > 0 || answer.sources.some(({ error }) => error)
    ? 'Answers that lack a part are not kept.'
    : null;
}

const citedAt = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)~([\da-f]{64})$/;

/** The cited answer as it was, as JSON. Throws a `Problem` with its time and hash where it is not kept. */
export async function readCited(
  asked: string,
  at: string,
  kept: CitedAnswers | null,
  now: Date,
): Promise<string> {
  const [, time, hash] = citedAt.exec(at) ?? [];
  if (!time || !hash)
    throw new Problem(
      'BAD_USER_INPUT',
      {
        en: 'at must be the time and hash of a citation: 2026-01-31T12:00:00.000Z~….',
        sv: '”at” ska vara tiden och summan i en hänvisning: 2026-01-31T12:00:00.000Z~….',
      },
      {
        argument: 'at',
      },
    );
  const body = await kept?.get(keyOf(asked, at), now).catch(() => {
    throw new Problem('DATABASE_UNAVAILABLE', 'The database cannot answer now.', { retryAfterSeconds: 5 });
  });
  if (body) return body;
  throw new Problem(
    'NOT_KEPT',
    {
      en: `The answer of ${time} with the hash sha256-${hash} is not kept. Leave out “at” for the answer of today.`,
      sv: `Svaret från ${time} med summan sha256-${hash} finns inte kvar. Utelämna ”at” för dagens svar.`,
    },
    { time, hash: `sha256-${hash}` },
  );
}

const keyOf = (asked: string, at: string): string =>
  createHash('sha256')
    .update(JSON.stringify([asked, at]))
    .digest('base64url');
