import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Content } from '../../content/snapshot.ts';

const file = fileURLToPath(new URL('../../../reference/legacy-codes.json', import.meta.url));

const codes = z.object({
  occupations: z.record(z.string(), z.tuple([z.string()], z.string())),
  fields: z.record(z.string(), z.string()),
});

/** The legacy numbers of an ad from before concept ids. */
interface OldCodes {
  /** Numbers of occupations. */
  names: readonly string[];
  /** SSYK 2012. */
  groups: readonly string[];
  fields: readonly string[];
}

/** The corresponding taxonomy concepts; null for an unknown number. */
export interface KnownConcepts {
  name: string | null;
  group: { id: string; code: string } | null;
  field: string | null;
}

/** Maps legacy occupation numbers to taxonomy concepts, with the reference file. */
export class LegacyCodes {
  constructor(
    private readonly known: z.output<typeof codes>,
    private readonly content: Content,
  ) {}

  /** The concepts of legacy numbers. Group and field are also found when only the occupation is known. */
  concepts({ names, groups, fields }: OldCodes): KnownConcepts {
    const [name, ssyk] = first(names, (number) => this.known.occupations[number]) ?? [];
    const { occupations, concepts } = this.content.taxonomyIndex;
    const group = first([...(ssyk ? [ssyk] : []), ...groups], (code) => {
      const id = occupations.get(code)?.taxonomyId;
      return id ? { id, code } : null;
    });
    const field =
      first(fields, (number) => this.known.fields[number]) ??
      first(
        concepts.get(group?.id ?? '')?.broaderKeys ?? [],
        (key) => concepts.get(key)?.type === 'occupation-field' && key,
      );
    return { name: name ?? null, group: group ?? null, field: field || null };
  }
}

/** The first result that is not empty. */
function first<T, R>(list: readonly T[], find: (one: T) => R): NonNullable<R> | null {
  for (const one of list) {
    const found = find(one);
    if (found) return found;
  }
  return null;
}

/** Reads the reference file. */
export async function legacyCodes(content: Content): Promise<LegacyCodes> {
  return new LegacyCodes(codes.parse(JSON.parse(await readFile(file, 'utf8'))), content);
}
