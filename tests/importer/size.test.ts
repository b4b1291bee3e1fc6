import { expect, it } from 'vitest';
import { Interpreter } from '../../src/importer/interpret.ts';
import { knownKeysOf } from '../../src/importer/known-keys.ts';
import { manifestSchema } from '../../src/importer/manifest.ts';
import { examplePack } from './support.ts';

it.each(['ARTICLE', 'STATEMENT', 'QUESTIONNAIRE'])(
  'reads a %s of 20,000 paragraphs in at most 45 times the time of 2,000, so not in quadratic time',
  async (documentType) => {
    const pack = examplePack();
    const manifest = manifestSchema(knownKeysOf(pack)).parse({
      slug: 'lang',
      kind: documentType,
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

    // Quadratic work would take a hundred times as long. The margin is for a busy machine.
    expect(many).toBeLessThan(few * 45 + 500);
  },
);
