import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { TaxonomyConcept } from '../entities/taxonomy-concept.ts';
import { finish, type Steps } from './steps.ts';
import type { Taxonomy } from './taxonomy-store.ts';

const file = new URL('../../reference/taxonomy-lists.json', import.meta.url);

/** The place of a row in the list that it points to. */
type At = number;
type Code = string;

/** The columns are named in the file itself. */
interface Lists {
  origin: { document: string; url: string; licence: string; retrievedAt: string };
  version: number;
  fields: [id: string, label: string, groups: Code[]][];
  groups: [code: Code, id: string, label: string, english: string | null, isco: string[]][];
  names: [id: string, label: string, group: Code, searches: number][];
  titles: [id: string, label: string, names: At[]][];
  forms: [form: string, names: At[]][];
  skills: [id: string, label: string][];
  groupSkills: [group: Code, skills: At[]][];
  substitutes: [name: At, close: At[], partly: At[]][];
  escoByLabel: [name: At, id: string, english: string][];
  english: [label: string, groups: Code[]][];
}

/** A way to say an occupation that is no label of a concept: an inflected, compound or misspelt form, or an English label. */
export interface Wording {
  text: string;
  /** Concept ids of occupation names, or SSYK codes of groups. */
  meant: readonly string[];
}

export interface ReferenceTaxonomy extends Taxonomy {
  wordings: readonly Wording[];
  /** How often Platsbanken was searched for an occupation name, by its id. */
  searches: ReadonlyMap<string, number>;
}

/** Its forty thousand objects are let go once the index is made of them. */
let last: WeakRef<ReferenceTaxonomy> | null = null;

/** The taxonomy of the package, until a version is loaded. */
export const referenceTaxonomy = (): ReferenceTaxonomy => finish(referenceSteps());

export function* referenceSteps(): Steps<ReferenceTaxonomy> {
  const kept = last?.deref();
  if (kept) return kept;
  const text = readFileSync(file, 'utf8');
  yield;
  const lists: Lists = JSON.parse(text);
  yield;
  const read = yield* taxonomyOf(lists);
  last = new WeakRef(read);
  return read;
}

/** Its origin stands first in the file, so that its date can be read without the rest. */
const headBytes = 2_048;

/** When the taxonomy of the package was retrieved. */
export async function referenceDate(): Promise<Date> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const [, date] = /"retrievedAt": *"([^"]+)"/.exec(buffer.toString('utf8', 0, bytesRead)) ?? [];
    if (date === undefined) throw new TypeError('taxonomy-lists.json does not begin with its origin');
    return new Date(date);
  } finally {
    await opened.close();
  }
}

const blank = {
  english: null,
  altLabels: [],
  definition: null,
  code: null,
  iscoCodes: [],
  broaderKeys: [],
  relatedKeys: [],
  exactMatch: [],
  substitutes: [],
  replacedBy: null,
};

function* taxonomyOf(lists: Lists): Steps<ReferenceTaxonomy> {
  const { groups, names, skills } = lists;
  const idOfName = (at: At) => names[at]?.[0] ?? [];
  const idOfGroup = new Map(groups.map(([code, id]) => [code, id]));
  const fieldsOfGroup = new Map<Code, string[]>();
  for (const [id, , codes] of lists.fields) {
    for (const code of codes) fieldsOfGroup.set(code, [...(fieldsOfGroup.get(code) ?? []), id]);
  }
  const skillsOfGroup = new Map(
    lists.groupSkills.map(([code, found]) => [code, found.flatMap((at) => skills[at]?.[0] ?? [])]),
  );
  const substitutes = new Map(
    lists.substitutes.map(([name, close, partly]) => [
      name,
      [
        ...close.flatMap(idOfName).map((key) => ({ key, percentage: 75 })),
        ...partly.flatMap(idOfName).map((key) => ({ key, percentage: 25 })),
      ],
    ]),
  );
  const esco = new Map(lists.escoByLabel.map(([name, id, english]) => [name, { id, english }]));

  yield;
  const concepts: TaxonomyConcept[] = [
    ...lists.fields.map(([key, label]) => ({ ...blank, key, type: 'occupation-field', label })),
    ...groups.map(([code, key, label, english, iscoCodes]) => ({
      ...blank,
      ...{ key, type: `ssyk-level-${code.length}`, label, english, code, iscoCodes },
      broaderKeys: [idOfGroup.get(code.slice(0, -1)) ?? [], fieldsOfGroup.get(code) ?? []].flat(),
      relatedKeys: skillsOfGroup.get(code) ?? [],
    })),
    ...names.map(([key, label, group], at) => {
      const match = esco.get(at);
      const broader = idOfGroup.get(group);
      return {
        ...blank,
        ...{ key, type: 'occupation-name', label, english: match?.english ?? null },
        broaderKeys: broader === undefined ? [] : [broader],
        substitutes: substitutes.get(at) ?? [],
        closeMatch: match ? [`http://data.europa.eu/esco/occupation/${match.id}`] : [],
      };
    }),
  ];
  yield;
  for (const [key, label, related] of lists.titles)
    concepts.push({ ...blank, ...{ key, type: 'job-title', label, relatedKeys: related.flatMap(idOfName) } });
  yield;
  for (const [key, label] of skills) concepts.push({ ...blank, key, type: 'skill', label });
  yield;
  return {
    version: lists.version,
    loadedAt: new Date(lists.origin.retrievedAt),
    origin: { file: 'taxonomy-lists', ...lists.origin },
    concepts,
    wordings: [
      ...lists.forms.map(([text, at]) => ({ text, meant: at.flatMap(idOfName) })),
      ...lists.english.map(([text, meant]) => ({ text, meant })),
    ],
    searches: new Map(names.map(([id, , , searches]) => [id, searches])),
  };
}
