import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Problem } from './content-error.ts';

export type Path = readonly PropertyKey[];

/** A parsed content file, with the line of each field. */
export interface YamlFile {
  /** For messages. */
  file: string;
  /** Name of the folder and path in it, for the origin of records. */
  name: string;
  value: unknown;
  lineOf(path: Path): number;
  /** The cell of a field, where the file is a spreadsheet. */
  placeOf?(path: Path): string;
}

/** A path as messages show it: `questions[3].topics[0]`. */
export function fieldName(path: Path): string {
  let name = '';
  for (const step of path) {
    if (typeof step === 'number') name += `[${step}]`;
    else name += name === '' ? String(step) : `.${String(step)}`;
  }
  return name;
}

/** Parses one file. A file that is not readable YAML gives null and at least one problem. */
export function parseYaml(
  file: string,
  name: string,
  bytes: Uint8Array,
): { yaml: YamlFile | null; problems: Problem[] } {
  const refuse = (message: string, line = 1) => ({
    yaml: null,
    problems: [{ file, line, field: '', message }],
  });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('is not UTF-8; save it again with that encoding');
  }
  try {
    return parseText(file, name, text);
  } catch (error) {
    // The library throws for aliases without an anchor and for too deep nesting; it lists all other errors.
    return refuse(`cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseText(file: string, name: string, text: string) {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    uniqueKeys: false,
  });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problems: Problem[] = document.errors.map((error) => ({
    file,
    line: lineAt(error.pos[0]),
    field: '',
    message: `is not valid YAML: ${error.message}`,
  }));
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const line = lineAt(key.range?.[0] ?? 0);
        const before = seen.get(String(key.value));
        seen.set(String(key.value), before ?? line);
        if (before === undefined) continue;
        problems.push({
          file,
          line,
          field: String(key.value),
          message: `is given twice, first in line ${before}; keep one of them`,
        });
      }
    },
  });
  if (problems.length > 0) return { yaml: null, problems };
  const value: unknown = document.toJS();
  if (value === null || value === undefined) {
    return {
      yaml: null,
      problems: [{ file, line: 1, field: '', message: 'is empty; fill it or delete it' }],
    };
  }
  const lineOf = (path: Path) => lineAt(offsetOf(document.contents, path));
  return { yaml: { file, name, value, lineOf }, problems: [] };
}

/** The offset of a field. For an absent field, the offset of its parent. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
      continue;
    }
    if (!isSeq(node) || typeof step !== 'number') return offset;
    const item = node.items[step];
    if (!isNode(item) || isAlias(item)) return offset;
    offset = item.range?.[0] ?? offset;
    node = item;
  }
  return offset;
}
