import { entryOf } from '../text/entry-of.ts';
import { codeOf } from './database-error.ts';
import { StartupError } from './startup-error.ts';

/** The error for a failed connection. It shows the address without user and password. */
export function connectFailure(error: unknown, url: string): StartupError {
  if (error instanceof StartupError) return error;
  const { place, name } = describe(url);
  const code = codeOf(error);
  switch (code) {
    case '28P01':
    case '28000':
      return fail(
        error,
        `The database at ${place} refuses the user or password of DATABASE_URL: correct them.`,
      );
    case '3D000':
      return fail(error, `There is no database ${name} at ${place}: create it, or correct DATABASE_URL.`);
    case '42501':
      return fail(
        error,
        `The user of DATABASE_URL may not create tables or the extension unaccent in ${name} at ${place}: make it the owner of the database.`,
      );
    case '0A000':
    case '58P01':
      return fail(
        error,
        `The PostgreSQL at ${place} lacks the extension unaccent: install the package postgresql-contrib on its machine.`,
      );
    default:
      return fail(
        error,
        `The database at ${place} cannot be used (${entryOf(reasons, code) ?? (code || 'no answer')}): start it, correct DATABASE_URL, or unset DATABASE_URL to use the embedded database.`,
      );
  }
}

/** The error for an embedded database that cannot be opened. */
export function openFailure(error: unknown, dataDir: string): StartupError {
  if (error instanceof StartupError) return error;
  return fail(
    error,
    `The embedded database in ${dataDir} cannot be opened: free some disk space or memory, put back a copy of the folder, or point DATA_DIR to another folder.`,
  );
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'no answer in time',
  EHOSTUNREACH: 'host unreachable',
  ECONNRESET: 'connection reset',
  '53300': 'too many connections',
  '57P03': 'it is starting up',
};

function fail(cause: unknown, message: string): StartupError {
  // The driver's error may hold connection details, so only its class name is kept.
  return new StartupError(message, { cause: cause instanceof Error ? cause.name : undefined });
}

function describe(url: string): { place: string; name: string } {
  try {
    const { hostname, port, pathname } = new URL(url);
    return { place: `${hostname}:${port || '5432'}`, name: decodeURIComponent(pathname.slice(1)) };
  } catch {
    return { place: 'the address in DATABASE_URL', name: 'of that name' };
  }
}
