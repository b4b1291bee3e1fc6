// The bundle that production runs. Its courtesy towards the real sources and its time-outs would
// end a load test on a busy machine, so they are taken off.
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';

const folder = fileURLToPath(new URL('../../dist/bench', import.meta.url));
export const program = `${folder}/main.js`;

const withoutCourtesy = {
  name: 'without-courtesy',
  transform: {
    filter: { id: /\/dist\/sources\/registry\.js$/ },
    handler: (code) => ({
      code: `${code}
for (const source of registry)
  Object.assign(source, { budget: { limit: 1_000_000, windowSeconds: 1 }, concurrency: 256, timeoutMs: 60_000 });`,
      map: null,
    }),
  },
};

/** Builds it of the modules that `npm run build` has compiled. */
export const makeProgram = () => bundle(folder, [withoutCourtesy]);
