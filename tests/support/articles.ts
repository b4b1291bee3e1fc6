import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of invented articles with their manifests. */
export function articles(count: number, paragraphs = 1): string {
  const folder = mkdtempSync(join(tmpdir(), 'articles-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (let index = 1; index <= count; index += 1) {
    const text = `# Exempel ${index}\n\n${'Ett exempel på en text.\n\n'.repeat(paragraphs)}`;
    writeFileSync(join(folder, `${index}.md`), text);
    writeFileSync(
      join(folder, `${index}.md.import.yaml`),
      `slug: exempel-${index}\nkind: ARTICLE\nlanguage: sv\naccess: FULL\n`,
    );
  }
  return folder;
}
