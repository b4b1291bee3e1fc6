import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Content } from '../../content/snapshot.ts';

const file = fileURLToPath(new URL('../../../reference/legacy-codes.json', import.meta.url));

const codes = z.object({
  occupations: z.record(z.string(), z.tuple([z.string()], z.string())),
  fields: z.record(z.string(), z.string()),
});

/** What ads said by number before they had concept ids. */
interface OldCodes {
  /** Of occupations. */
  names: readonly string[];
  /** SSYK 2012. */
  groups: readonly string[];
  fields: readonly string[];
}

/** The same as concepts of the taxonomy; null where the number is not known. */
export interface KnownConcepts {
  name: string | null;
  group: { id: string; code: string } | null;
  field: string | null;
}

/** Numbers of occupations from before the taxonomy, as far as the reference files know them. */
export class LegacyCodes {
  constructor(
    private readonly known: z.output<typeof codes>,
    private readonly content: Content,
  ) {}

  /** The concepts that old numbers stand for: the group and the field also by the occupation alone. */
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

/** The first thing that is found. */
function first<T, R>(list: readonly T[], find: (one: T) => R): NonNullable<R> | null {
  for (const one of list) {
    const found = find(one);
    if (found) return found;
  }
  return null;
}

/** Reads the numbers that the reference files know. */
export async function legacyCodes(content: Content): Promise<LegacyCodes> {
  return new LegacyCodes(codes.parse(JSON.parse(await readFile(file, 'utf8'))), content);
}
