import type { Education } from '../../entities/education.ts';
import type { Provenance } from '../../entities/provenance.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import { defineKind } from './kind.ts';

/** An occupation name that a source reads out of a text. */
export interface OccupationHit {
  /** Concept id in the JobTech taxonomy. */
  conceptId: string;
  label: string;
  /** SSYK 2012, four digits. */
  ssyk: string | null;
}

/** The occupations of a text, the likeliest first, and the words by which they were found. */
export interface TextOccupations {
  hits: OccupationHit[];
  keywords: string[];
  provenance: Provenance;
}

/** What every register of educations answers. */
export interface EducationOperations {
  /** Educations that lead to an occupation name, by its concept id in the JobTech taxonomy. */
  educationsForOccupation(conceptId: string, limit: number, call: Call): Promise<Education[]>;
  /** Educations that lead to a job title; in one county when its SCB code is given. */
  educationsForTitle(title: string, county: string | null, limit: number, call: Call): Promise<Education[]>;
  /** Occupations that a text speaks of. Absent for a register that cannot read texts. */
  occupationsInText?(text: string, limit: number, call: Call): Promise<TextOccupations>;
}

const text = 'Vi söker en sjuksköterska';
/** Grundutbildad sjuksköterska. */
const nurse = 'bXNH_MNX_dUR';

export const education = defineKind<EducationOperations>({
  publicKind: SourceKind.EDUCATION,
  examples: {
    'educations for a title': (source, call) => source.educationsForTitle('sjuksköterska', '01', 3, call),
    'occupations in a text': async (source, call) =>
      (await source.occupationsInText?.(text, 3, call)) ?? null,
    'educations for an occupation': async (source, call) => {
      const found = await source.occupationsInText?.(text, 3, call);
      return source.educationsForOccupation(found?.hits[0]?.conceptId ?? nurse, 3, call);
    },
  },
});

/** Whether a register reads texts. */
export function readsTexts({ operations }: { operations: EducationOperations }): boolean {
  return operations.occupationsInText !== undefined;
}

/** Lists of several occupation names or registers as one: the first of each list, then the second of each, each once. */
export function mergedEducations(lists: readonly (readonly Education[])[]): Education[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const found = new Map<string, Education>();
  for (let at = 0; at < longest; at++) {
    for (const list of lists) {
      const one = list[at];
      const key = one && [one.title, one.provider, one.form].join('\n');
      if (one && key !== undefined && !found.has(key)) found.set(key, one);
    }
  }
  return [...found.values()];
}
