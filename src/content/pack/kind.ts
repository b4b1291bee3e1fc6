import type { z } from 'zod';
import type { ContentRecords } from '../../database/content-types.ts';
import { entity } from '../../entities/node.ts';
import type { Origin, OwnContent } from '../../entities/own-content.ts';
import type { Problem } from './content-error.ts';
import type { ContentFields } from './fields.ts';
import type { Path, YamlFile } from './yaml-file.ts';
import { at, zodProblems } from './zod-problems.ts';

/** A key that a file declares, and the field that does so. */
export interface DeclaredKey {
  type: string;
  key: string;
  path: Path;
}

/** What a record's fields may say of its origin. */
interface StatedOrigin {
  of?: string | undefined;
  document?: string | undefined;
  lines?: [number, number] | undefined;
  url?: string | undefined;
  licence?: string | null | undefined;
  retrievedAt?: string | undefined;
}

/** Title and address of each document of the pack, by its slug. */
type Documents = ReadonlyMap<string, { title?: string; url?: string }>;

/** Where a file's records go. */
export class Into {
  readonly records: ContentRecords;
  readonly problems: Problem[];
  private readonly yaml: YamlFile;
  private readonly documents: Documents;

  constructor(yaml: YamlFile, records: ContentRecords, documents: Documents, problems: Problem[]) {
    this.yaml = yaml;
    this.records = records;
    this.documents = documents;
    this.problems = problems;
  }

  /** Appends an instance; its place in the order is its place in the list. */
  add<L extends OwnContent, T extends L>(list: L[], type: new () => T, fields: Partial<T>): void {
    const added = entity(type, fields);
    added.position = list.length;
    list.push(added);
  }

  /** The origin of a record: what its file says, then what it says itself. */
  origin(...stated: (StatedOrigin | undefined)[]): Origin {
    const origin: Origin = { file: this.yaml.name };
    for (const { of, licence, ...rest } of stated.flatMap((one) => one ?? [])) {
      const document = of === undefined ? undefined : this.documents.get(of);
      if (document?.title !== undefined) origin.document = document.title;
      if (document?.url !== undefined) origin.url = document.url;
      if (licence) origin.licence = licence;
      for (const [key, value] of Object.entries(rest)) {
        if (value !== undefined) Object.assign(origin, { [key]: value });
      }
    }
    return origin;
  }

  problem(path: Path, message: string): void {
    this.problems.push(at(this.yaml, path, message));
  }
}

/** A kind of content file: what it is called, what it declares, and how its records are made. */
export interface Kind {
  /** Name of the file without its ending, or of the folder that holds such files. */
  name: string;
  /** The keys it declares, read leniently, so that other files can be checked even if this one has mistakes. */
  declares(value: unknown): DeclaredKey[];
  read(yaml: YamlFile, fields: ContentFields, into: Into): void;
}

/** Makes a kind from a schema and a function that turns what the schema read into records. */
export function kind<S extends z.ZodType>(spec: {
  name: string;
  declares: (value: unknown) => DeclaredKey[];
  schema: (fields: ContentFields) => S;
  build: (value: z.output<S>, into: Into) => void;
}): Kind {
  return {
    name: spec.name,
    declares: spec.declares,
    read(yaml, fields, into) {
      const parsed = spec.schema(fields).safeParse(yaml.value);
      if (parsed.success) spec.build(parsed.data, into);
      else into.problems.push(...zodProblems(yaml, parsed.error));
    },
  };
}

/** The keys of a file that holds a list of things. */
export function keysOf(
  value: unknown,
  list: string,
  type: string,
  field = 'slug',
  prefix = '',
): DeclaredKey[] {
  const items = get(value, list);
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown, index) => {
    const key = get(item, field);
    return typeof key === 'string' ? [{ type, key: prefix + key, path: [list, index, field] }] : [];
  });
}

/** The key of a file that holds one thing. */
export function keyOf(value: unknown, type: string, field = 'slug'): DeclaredKey[] {
  const key = get(value, field);
  return typeof key === 'string' ? [{ type, key, path: [field] }] : [];
}

/** A field of something that may be no object. */
export function get(value: unknown, field: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
