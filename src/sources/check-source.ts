import type { Call } from '../upstream/call.ts';
import { SourceError } from '../upstream/errors.ts';
import { Ledger } from '../upstream/ledger.ts';
import { systemClock } from '../upstream/time.ts';
import type { SeenAnswer } from '../upstream/upstream.ts';
import type { LookUpExample } from './kinds/kind.ts';
import { type Kind, kinds, type OperationsByKind } from './kinds/kinds.ts';
import { openSources } from './open-sources.ts';
import type { AnySource } from './registry.ts';

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

/** Runs one example on the operations of the source that it was taken for. */
type RunExample = (operations: OperationsByKind[Kind], call: Call) => Promise<unknown>;

/** The examples of a source by name: those of its kind, and its own in their place where it has any. */
export function examplesOf(source: AnySource): ReadonlyMap<string, RunExample> {
  // Kind and operations belong together by the declaration's type, which a union of kinds hides.
  const all = { ...kinds[source.kind].examples, ...source.examples } as Record<string, RunExample>;
  const lookUps = [...lookUpsOf(source)].map(([name, lookUp]): [string, RunExample] => [
    name,
    async (operations, call) => {
      const [id] = (await lookUp.known(operations, call)) ?? [];
      return id === undefined ? null : lookUp.ask(operations, id, call);
    },
  ]);
  return new Map([...Object.entries(all), ...lookUps]);
}

/** The look-ups of the source's kind by name. */
export function lookUpsOf(source: AnySource): ReadonlyMap<string, LookUpExample<OperationsByKind[Kind]>> {
  const { lookUps = {} }: { lookUps?: object } = kinds[source.kind];
  return new Map(Object.entries(lookUps));
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
    const [opened] = sources.ofKind(source.kind);
    if (!opened) return;
    for (const [check, ask] of examplesOf(source)) {
      answers = [];
      const startedAt = systemClock.now();
      const call = {
        // Some examples ask twice: for a list, and for its first item.
        deadline: startedAt + 2 * source.timeoutMs,
        signal: AbortSignal.timeout(2 * source.timeoutMs),
        ledger: new Ledger(),
      };
      const outcome = await ask(opened.operations, call).catch((error: unknown) => error);
      const problem = problemOf(outcome);
      const milliseconds = Math.round(systemClock.now() - startedAt);
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
