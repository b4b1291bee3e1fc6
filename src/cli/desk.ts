import type { Change } from '../content/table-changes.ts';
import { DeskError } from '../desk/desk-error.ts';
import { missingIn } from '../desk/missing.ts';
import { openBundle } from '../desk/open-bundle.ts';
import { type Publication, place, planPublication, planRemoval, takeBack } from '../desk/publish.ts';
import type { CommandIO } from './io.ts';
import { MistakesFound } from './mistakes-found.ts';
import { foldersOf } from './pack-folders.ts';
import { readSettings } from './settings.ts';

export interface DeskOptions {
  /** Prints the result as JSON. */
  json?: boolean;
  /** Says what would change, and changes nothing. */
  dryRun?: boolean;
}

/** Checks what an editor has written. It reads files alone, so a running gateway is not disturbed. */
export async function check(io: CommandIO, path: string, { json = false }: DeskOptions): Promise<void> {
  const { contentDir } = await readSettings(io.environment);
  io.console.error(`reading ${path} and the content`);
  const opened = await openBundle(path, { folders: foldersOf(contentDir), contentDir });
  const { slug, problems, after } = opened;
  const missing = after ? missingIn(after.records, slug) : {};
  const corrections = after?.corrections ?? [];
  if (json)
    io.console.log(JSON.stringify({ ok: after !== null, slug, problems, missing, corrections }, null, 2));
  else if (after) io.console.log([`${slug} has no mistakes.`, ...missingLines(missing)].join('\n'));
  if (!after) throw new MistakesFound(problems, json);
}

/** Validates a bundle, says what changes, and places it where running gateways take it up. */
export async function publish(
  io: CommandIO,
  path: string,
  { json = false, dryRun = false }: DeskOptions,
): Promise<void> {
  const settings = await readSettings(io.environment);
  const contentDir = contentDirOf(settings.contentDir);
  io.console.error(`reading ${path} and the content`);
  const opened = await openBundle(path, { folders: foldersOf(contentDir), contentDir });
  if (!opened.after) {
    if (json)
      io.console.log(JSON.stringify({ ok: false, slug: opened.slug, problems: opened.problems }, null, 2));
    throw new MistakesFound(opened.problems, json);
  }
  const plan = planPublication(opened, contentDir);
  const missing = missingIn(opened.after.records, opened.slug);
  if (!dryRun && plan.changes.length > 0) {
    io.console.error(`placing ${plan.file}`);
    await place(opened, contentDir);
  }
  if (json) io.console.log(JSON.stringify({ ok: true, published: !dryRun, ...plan, missing }, null, 2));
  else {
    const end =
      plan.changes.length === 0
        ? 'Nothing has changed.'
        : dryRun
          ? 'Nothing has been published; leave out --dry-run to publish.'
          : `Published as ${plan.file}. A running gateway with this CONTENT_DIR serves it within seconds.`;
    io.console.log([...planLines(plan), ...missingLines(missing), end].join('\n'));
  }
}

/** Takes a publication back whole. */
export async function unpublish(
  io: CommandIO,
  slug: string,
  { json = false, dryRun = false }: DeskOptions,
): Promise<void> {
  const { contentDir: set } = await readSettings(io.environment);
  const contentDir = contentDirOf(set);
  io.console.error('reading the content');
  const plan = await planRemoval(slug, { folders: foldersOf(contentDir), contentDir });
  if (!dryRun) await takeBack(plan);
  if (json) io.console.log(JSON.stringify({ ok: true, unpublished: !dryRun, ...plan }, null, 2));
  else {
    const end = dryRun
      ? 'Nothing has been taken back; leave out --dry-run to do so.'
      : 'Taken back. A running gateway with this CONTENT_DIR stops serving it within seconds. What was imported from an original stays: cli forget document.';
    io.console.log([...planLines(plan), end].join('\n'));
  }
}

function contentDirOf(contentDir: string | null): string {
  if (contentDir) return contentDir;
  throw new DeskError(
    'CONTENT_DIR is not set. Set it to a folder, for this command and for the gateway: publications are placed there.',
  );
}

function missingLines(missing: Record<string, number>): string[] {
  const texts: Record<string, string> = {
    STANCE: 'answers without a stance that somebody has read',
    RATIONALE: 'stances without a reason',
    SUMMARY: 'answers without a summary',
    TRANSLATION: 'texts without a translation',
  };
  const lines = Object.entries(missing).map(([kind, count]) => `  ${count} ${texts[kind] ?? kind}`);
  return lines.length > 0 ? ['To be written later (the API says so):', ...lines] : [];
}

const signs: Record<Change['kind'], string> = { new: '+', changed: '~', removed: '-' };

function planLines({ changes, corrections }: Publication): string[] {
  const counts = new Map<string, number>();
  // Every row of a questionnaire names its title and address as its origin.
  const isOriginOnly = ({ fields }: Change) => fields.length === 1 && fields[0] === 'origin';
  const told = changes.filter((change) => !isOriginOnly(change));
  const others = changes.length - told.length;
  for (const { type, kind } of told) {
    const line = `${signs[kind]} ${type}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const detail = told.filter(({ kind }) => kind === 'changed').slice(0, 100);
  return [
    ...[...counts].map(([line, count]) => `${line}: ${count}`),
    ...detail.map(({ type, key, fields }) => `  ~ ${type}:${key} (${fields.join(', ')})`),
    ...(others > 0 ? [`  ~ the title or address that ${others} rows name as their origin`] : []),
    ...corrections.map(({ type, key, instead }) => `  corrects ${type} ${key} of ${instead}`),
  ];
}
