import { expect, it } from 'vitest';
import { Interpreter } from '../../src/importer/interpret.ts';
import { knownKeysOf } from '../../src/importer/known.ts';
import { manifestSchema } from '../../src/importer/manifest.ts';
import { examplePack } from './support.ts';

it.each(['ARTICLE', 'STATEMENT', 'QUESTIONNAIRE'])(
  'reads a %s of 20 000 paragraphs in about the time that ten of 2 000 take',
  async (kind) => {
    const pack = examplePack();
    const manifest = manifestSchema(knownKeysOf(pack)).parse({
      slug: 'lang',
      kind,
      language: 'sv',
      access: 'FULL',
      publisher: 'exempel',
      counters: { views: 'visningar' },
      lists: [{ kind: 'BENEFIT' }],
    });
    const interpreter = new Interpreter(pack);
    const interpret = async (paragraphs: number) => {
      const answers = 'En rubrik\n\nEtt stycke som slutar.\n\n- En punkt\n\n'.repeat(paragraphs / 4);
      const text = `Titel\n\n1. Ett?\n\n2. Två?\n\n1. Ett?\n\nX\n\n${answers}2. Två?\n\nX\n\nJa.\n`;
      const start = performance.now();
      const { original } = await interpreter.interpret({
        name: 'lang.txt',
        path: 'lang.txt',
        bytes: Buffer.from(text),
        sha256: '',
        manifest,
        written: {},
      });
      expect(original.blocks.length).toBeGreaterThan(paragraphs / 2);
      return performance.now() - start;
    };
    await interpret(2000);

    const few = await interpret(2000);
    const many = await interpret(20_000);

    // Quadratic work would take a hundred times as long; the machine may be busy.
    expect(many).toBeLessThan(few * 45 + 500);
  },
);
