import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { onTestFinished } from 'vitest';
import { ZipFile } from 'yazl';

let last = 0;

/** An ad as the files of the archive have it: of a developer in Stockholm, in 2023. */
export function archived(changes: object = {}): object {
  last++;
  return {
    id: String(last).padStart(40, '0'),
    original_id: String(30_000_000 + last),
    label: '[]',
    headline: 'Exempel: utvecklare',
    description: { text: 'Exempel på en text', text_formatted: null },
    employment_type: [
      { concept_id: 'PFZr_Syz_cUq', label: 'Vanlig anställning', legacy_ams_taxonomy_id: '1' },
    ],
    occupation: concept('fg7B_yov_smw', '2419'),
    occupation_group: concept('DJh5_yyF_hEM', '2512'),
    occupation_field: concept('apaJ_2ja_LuF', '3'),
    workplace_address: stockholm,
    publication_date: '2023-05-04T12:00:00',
    removed: true,
    ...changes,
  };
}

export const concept = (id: string | null, code: string | null) => ({
  concept_id: id,
  label: 'Exempel',
  legacy_ams_taxonomy_id: code,
});

export const address = (
  municipality: [id: string | null, code: string] | null,
  region: [string | null, string] | null,
) => ({
  municipality_concept_id: municipality?.[0] ?? null,
  municipality_code: municipality?.[1] ?? null,
  region_concept_id: region?.[0] ?? null,
  region_code: region?.[1] ?? null,
  country: 'Sverige',
  country_code: '199',
  country_concept_id: 'i46j_HmG_v64',
});

export const stockholm = address(['AvNB_uwa_6n6', '0180'], ['CifL_Rzy_Mku', '01']);
export const goteborg = address(['PVZL_BQT_XtL', '1480'], ['zdoY_6u5_Krt', '14']);

/** A folder of the test's own. */
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'archive-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes a file for the length of a test, and gives its path. */
export function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

export const jsonLines = (ads: readonly object[]): string =>
  ads.map((ad) => `${JSON.stringify(ad)}\n`).join('');

/** A zip of files by their names; packed, or as they are. */
export async function zipOf(
  name: string,
  files: Readonly<Record<string, string>>,
  compress = true,
): Promise<string> {
  const path = join(folder(), name);
  const zip = new ZipFile();
  for (const [entry, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), entry, { compress });
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(path)));
  return path;
}
