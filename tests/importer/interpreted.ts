import { join } from 'node:path';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Interpreted, Interpreter } from '../../src/importer/interpret.ts';
import { knownKeysOf } from '../../src/importer/known-keys.ts';
import { manifestSchema } from '../../src/importer/manifest.ts';

const root = join(import.meta.dirname, '../..');
let opened: Promise<{ interpreter: Interpreter; schema: ReturnType<typeof manifestSchema> }> | null = null;

/** The importer with the parties of Sweden and Norway, and the association's own content. */
function open() {
  opened ??= readPack([join(root, 'reference'), join(root, 'content')]).then((pack) => ({
    interpreter: new Interpreter(pack),
    schema: manifestSchema(knownKeysOf(pack)),
  }));
  return opened;
}

/** What the importer finds in a document with the least manifest, or with more fields. */
export async function interpreted(
  name: string,
  content: string | Uint8Array,
  manifest: Record<string, unknown> = {},
): Promise<Interpreted> {
  const { interpreter, schema } = await open();
  const given = {
    slug: 'provdokument',
    kind: 'QUESTIONNAIRE',
    language: 'sv',
    access: 'FULL',
    publisher: 'swedish-jobtech',
    ...manifest,
  };
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const file = { name, path: name, bytes, sha256: '', manifest: schema.parse(given), written: {} };
  return interpreter.interpret(file);
}

/** The status and the text of each position, by question and party: `1/S`. */
export function answersOf({ original }: Interpreted): Record<string, string> {
  const { rows, texts } = original.document;
  const answers: Record<string, string> = {};
  for (const { type, fields } of rows) {
    if (type !== 'Position') continue;
    const text = texts.find(({ ref }) => ref === `Position:${fields.key}`)?.body;
    const note = fields['editorNote'];
    const said = text ?? (typeof note === 'string' ? note : '');
    answers[fields.key.slice('provdokument/'.length)] = `${fields['status']} ${said}`.trim();
  }
  return answers;
}

/** Lines and messages of the doubts. */
export function doubtsOf({ warnings }: Interpreted): string[] {
  return warnings.map(({ line, message }) => `${line} ${message}`);
}
