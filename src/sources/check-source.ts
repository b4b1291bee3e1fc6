import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import type { SeenAnswer } from '../upstream/upstream.ts';
import { checksOf } from './checks.ts';
import { type AnySource, openSources } from './registry.ts';

/** What came of asking one example of an operation. */
export interface Checked {
  check: string;
  verdict: 'whole' | 'in part' | 'nothing' | 'failed';
  /** Why it failed; null when it did not. */
  problem: string | null;
  /** Answers that came from the source for it, in the order they came. */
  answers: SeenAnswer[];
  milliseconds: number;
}

interface CheckSettings {
  baseUrl?: string | undefined;
  key?: string | undefined;
  userAgent: string;
}

/** Asks the real source one question per operation, past every store, and tells how each answer could be read. */
export async function* checkSource(source: AnySource, settings: CheckSettings): AsyncGenerator<Checked> {
  let answers: SeenAnswer[] = [];
  const { id } = source;
  const sources = openSources({
    mode: 'live',
    baseUrls: { [id]: settings.baseUrl },
    keys: { [id]: settings.key },
    enabled: { [id]: true },
    lastGood: null,
    userAgent: settings.userAgent,
    declarations: [source],
    onAnswer: (seen) => answers.push(seen),
  });
  try {
    const operations = sources.get(id)?.operations;
    if (!operations) return;
    for (const [check, ask] of checksOf(source)) {
      answers = [];
      const startedAt = Date.now();
      const call = {
        // Some examples ask twice: for a list, and for its first item.
        deadline: startedAt + 2 * source.timeoutMs,
        signal: AbortSignal.timeout(2 * source.timeoutMs),
        ledger: new Ledger(),
      };
      const outcome = await ask(operations, call).catch((error: unknown) => error);
      const problem = problemOf(outcome);
      const milliseconds = Date.now() - startedAt;
      yield {
        check,
        verdict: problem ? 'failed' : verdictOf(outcome, answers),
        problem,
        answers,
        milliseconds,
      };
    }
  } finally {
    await sources.close();
  }
}

function problemOf(outcome: unknown): string | null {
  if (outcome instanceof Map) return [...outcome.values()].map(problemOf).find((one) => one !== null) ?? null;
  if (outcome instanceof SourceError) return `${outcome.code}: ${outcome.message}`;
  return outcome instanceof Error ? 'failed for a reason in the gateway itself; run it with tests' : null;
}

function verdictOf(outcome: unknown, answers: readonly SeenAnswer[]): Checked['verdict'] {
  if (answers.some(({ read }) => read !== null && read.dropped > 0)) return 'in part';
  return outcome === null ? 'nothing' : 'whole';
}
