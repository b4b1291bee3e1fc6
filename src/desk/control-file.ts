import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** How a command on the same machine reaches the gateway that holds an embedded database. */
const control = z.object({ port: z.int().min(1).max(65_535), token: z.string().min(32) });
export type Control = z.output<typeof control>;

const pathIn = (dataDir: string): string => join(dataDir, 'control.json');

export const newToken = (): string => randomBytes(32).toString('hex');

/** Writes a file that only the user of the gateway can read: who can read the database itself. */
export async function writeControl(dataDir: string, one: Control): Promise<void> {
  const temporary = `${pathIn(dataDir)}.${process.pid}.part`;
  await writeFile(temporary, JSON.stringify(one), { mode: 0o600 });
  await rename(temporary, pathIn(dataDir));
}

/** Null where no gateway has written one. */
export async function readControl(dataDir: string): Promise<Control | null> {
  try {
    return control.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

export async function removeControl(dataDir: string, { token }: Control): Promise<void> {
  // Another gateway may have written its own by now.
  if ((await readControl(dataDir))?.token === token) await rm(pathIn(dataDir), { force: true });
}
