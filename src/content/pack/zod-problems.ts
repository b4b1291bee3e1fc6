import type { z } from 'zod';
import { entryOf } from '../../text/entry-of.ts';
import type { Problem } from './content-error.ts';
import { suggestion } from './known-keys.ts';
import { fieldName, type Path, type YamlFile } from './yaml-file.ts';

/** The issues of a schema as problems with line and advice. */
export function zodProblems(yaml: YamlFile, error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        at(yaml, [...issue.path, key], 'is an unknown field; correct its spelling or remove it'),
      );
    }
    return [at(yaml, issue.path, advice(issue, valueAt(yaml.value, issue.path)))];
  });
}

/** A problem at a field of a file. */
export function at(yaml: YamlFile, path: Path, message: string): Problem {
  const place = yaml.placeOf?.(path);
  return {
    file: yaml.file,
    line: yaml.lineOf(path),
    field: fieldName(path),
    message,
    ...(place !== undefined && { place }),
  };
}

function advice(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    const valid = issue.values.map(String);
    const list = `one of ${valid.join(', ')}`;
    if (value === undefined) return `is missing; give ${list}`;
    if (typeof value !== 'string') return `must be ${list}`;
    return `"${value}" is not ${list}; ${suggestion(value, valid)}`;
  }
  if (issue.code === 'invalid_type') {
    if (value === undefined)
      return `is missing; add it (${entryOf(words, issue.expected) ?? issue.expected})`;
    const wanted = entryOf(words, issue.expected) ?? issue.expected;
    if (issue.expected === 'string' && typeof value === 'number') {
      return `must be ${wanted}, not a number; put it in quotes`;
    }
    return `must be ${wanted}, not ${describeType(value)}`;
  }
  return issue.message;
}

const words: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

function describeType(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return entryOf(words, typeof value) ?? typeof value;
}

function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Reflect.get(found, step);
  }
  return found;
}
