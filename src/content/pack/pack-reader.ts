import type { z } from 'zod';
import type { DeclaredKey } from './declared-keys.ts';
import type { ContentFields } from './fields.ts';
import type { RecordWriter } from './record-writer.ts';
import type { YamlFile } from './yaml-file.ts';
import { zodProblems } from './zod-problems.ts';

/** Reads one type of content file: the keys that it declares, and the records that it holds. */
export interface PackReader {
  /** Name of such a file without its ending, or of the folder that holds such files. */
  name: string;
  /** The keys that a file declares, also where it has mistakes, so that the references of other files can be checked. */
  declares(value: unknown): DeclaredKey[];
  read(yaml: YamlFile, fields: ContentFields, into: RecordWriter): void;
}

/** Makes a reader of a schema and a function that writes what the schema has read. */
export function packReader<S extends z.ZodType>(spec: {
  name: string;
  declares: (value: unknown) => DeclaredKey[];
  schema: (fields: ContentFields) => S;
  build: (value: z.output<S>, into: RecordWriter) => void;
}): PackReader {
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
