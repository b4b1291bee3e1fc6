import { fork } from 'node:child_process';
import { once } from 'node:events';
import 'reflect-metadata';
import { dataportalSe } from '../../dist/sources/dataportal-se/index.js';
import { openSources } from '../../dist/sources/open-sources.js';
import { Ledger } from '../../dist/upstream/ledger.js';

/** Starts a stub source in a process of its own. */
export async function stub(delay = 20) {
  const child = fork(new URL('./stub.mjs', import.meta.url), [String(delay)]);
  const [{ port }] = await once(child, 'message');
  const tell = async (message) => {
    child.send(message);
    const [answer] = await once(child, 'message');
    return answer;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    fault: (fault, share = 1) => tell({ fault, share }),
    seen: () => tell({}),
    reset: () => tell({ reset: true }),
    close: () => child.disconnect(),
  };
}

/** Sources with the real upstream pipeline at these addresses: `s1`, `s2`, … */
export function roads(urls, changes = {}, settings = {}) {
  const declarations = urls.map((baseUrl, at) => ({
    ...dataportalSe,
    id: `s${at + 1}`,
    budget: { limit: 1_000_000, windowSeconds: 1 },
    concurrency: 16,
    timeoutMs: 2000,
    baseUrl,
    ...changes,
  }));
  return openSources({
    mode: 'live',
    baseUrls: Object.fromEntries(declarations.map(({ id, baseUrl }) => [id, baseUrl])),
    keys: {},
    enabled: {},
    lastGood: null,
    userAgent: 'bench',
    declarations,
    ...settings,
  });
}

export const aCall = (milliseconds = 10_000) => ({
  signal: AbortSignal.timeout(milliseconds),
  deadline: Date.now() + milliseconds,
  ledger: new Ledger(),
});

/** One search; words that differ are questions that differ. */
export const search = (sources, id, words, call = aCall()) =>
  sources.get(id).operations.searchDatasets({ text: words }, { offset: 0, limit: 3 }, call);

/** What came of it, in a word. */
export async function outcome(asked) {
  const startedAt = performance.now();
  const said = await asked.then(
    ({ provenance }) => provenance.state,
    (error) => error.code ?? String(error),
  );
  return { said, milliseconds: Math.round(performance.now() - startedAt) };
}
