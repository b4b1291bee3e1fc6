import DataLoader from 'dataloader';
import type { Kind, OperationsByKind } from '../sources/kinds/kinds.ts';
import type { Sources } from '../sources/open-sources.ts';
import { asItIs, gather } from './gather.ts';

/** The loader key of a record of one source: `riksdagen:HD024089`. */
export const sourceKey = (sourceId: string, id: string): string => `${sourceId}:${id}`;

/** The parts of such a key. A source id never contains a colon. */
export function splitSourceKey(key: string): { sourceId: string; id: string } {
  const colon = key.indexOf(':');
  return { sourceId: key.slice(0, Math.max(0, colon)), id: key.slice(colon + 1) };
}

/**
 * A loader of records whose keys name their source. Each source is called once for all its keys, and a failure affects
 * only the keys of that source. A key of an unknown source gives null; a key of a source that is switched off gives an
 * error.
 */
export function loaderBySource<K extends Kind, T>(
  sources: Sources,
  kind: K,
  ask: (operations: OperationsByKind[K], ids: readonly string[]) => Promise<readonly (T | Error | null)[]>,
  options?: DataLoader.Options<string, T | null>,
): DataLoader<string, T | null> {
  return new DataLoader(
    async (keys) => {
      const parts = keys.map(splitSourceKey);
      const bySource = new Map<string, string[]>();
      for (const { sourceId, id } of parts) {
        const ids = bySource.get(sourceId);
        if (ids) ids.push(id);
        else bySource.set(sourceId, [id]);
      }
      const found = new Map<string, T | Error | null>();
      await Promise.all(
        [...bySource].map(async ([sourceId, ids]) => {
          const answers = await answersOf(sourceId, ids);
          for (const [at, id] of ids.entries()) found.set(sourceKey(sourceId, id), answers[at] ?? null);
        }),
      );
      return parts.map(({ sourceId, id }) => found.get(sourceKey(sourceId, id)) ?? null);
    },
    { ...gather<string, string>(asItIs), ...options },
  );

  async function answersOf(sourceId: string, ids: readonly string[]): Promise<readonly (T | Error | null)[]> {
    try {
      const source = sources.member(kind, sourceId);
      return source ? await ask(source.operations, ids) : [];
    } catch (error) {
      return ids.map(() => (error instanceof Error ? error : new Error(String(error))));
    }
  }
}

/** Calls `ask` once for each id. The failure of one id does not affect the others. */
export function forEachId<Id, T>(ids: readonly Id[], ask: (id: Id) => Promise<T>): Promise<(T | Error)[]> {
  return Promise.all(ids.map((id) => ask(id).catch((error: Error) => error)));
}
