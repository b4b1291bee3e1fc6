import { inspect } from 'node:util';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable, databaseError, StatementError } from '../../src/database/database-error.ts';
import { FailureLog } from '../../src/database/failure-log.ts';
import { query } from '../../src/database/query.ts';
import { describeOnBothDatabases } from '../support/database.ts';

const secret = 'anna.svensson@example.com';

describeOnBothDatabases('a failed statement', (database) => {
  it.each([
    ['a value of the wrong type', 'SELECT $1::text::int', '22P02'],
    ['a broken rule', `INSERT INTO "setting" VALUES ($1, NULL)`, '23502'],
    ['a key that exists', `INSERT INTO "setting" VALUES ($1, '1'), ($1, '2')`, '23505'],
    ['a mistake in the statement', 'SELECT $1::text FROM "nowhere_at_all"."x"', null],
    ['a wrong column', 'SELECT "no_such_column" FROM "setting" WHERE "key" = $1', '42703'],
  ])('leaves its parameters out of the error: %s', async (_, sql, code) => {
    const failures = await Promise.all([
      database()
        .dataSource.query(sql, [secret])
        .catch((error: unknown) => error),
      query(database().dataSource, sql, [secret]).catch((error: unknown) => error),
    ]);

    for (const error of failures) {
      expect(error).toBeInstanceOf(Error);
      if (code !== null) expect(error).toMatchObject({ code });
      expect(inspect(error, { depth: 9, showHidden: true }) + logged(error)).not.toContain(secret);
    }
  });
});

describe('an error of the driver', () => {
  const postgres = (code: string) => Object.assign(new Error(`value "${secret}"`), { code });

  it.each([
    ['ECONNREFUSED', postgres('ECONNREFUSED')],
    ['a shutdown', postgres('57P01')],
    ['a full disk', postgres('53100')],
    ['too many connections', postgres('53300')],
    ['a statement that takes too long', postgres('57014')],
    ['a deadlock', postgres('40P01')],
    ['a read-only replica after a failover', postgres('25006')],
    ['a password that was changed', postgres('28P01')],
    ['a table that is missing', postgres('42P01')],
    ['a lost connection', new Error('Connection terminated unexpectedly')],
    ['several addresses', new AggregateError([postgres('ECONNREFUSED')])],
  ])('may be gone at the next try: %s', (_, error) => {
    const found = databaseError(error, 'SELECT 1');

    expect(found).toBeInstanceOf(DatabaseUnavailable);
    expect(found).toMatchObject({ extensions: { code: 'DATABASE_UNAVAILABLE', retryAfterSeconds: 5 } });
    expect(logged(found)).not.toContain(secret);
  });

  it.each(['22P02', '23505', '42601', '42703', '0A000'])('may be a fault of the program: %s', (code) => {
    expect(databaseError(postgres(code), 'SELECT 1')).toBeInstanceOf(StatementError);
  });
});

it('logs one line a minute, with the number of failures since the last', () => {
  let now = 0;
  const lines: object[] = [];
  const failures = new FailureLog({ warn: (facts) => lines.push(facts) }, () => now);

  for (now = 0; now < 120_000; now += 100) failures.report(new DatabaseUnavailable('ECONNREFUSED'));

  expect(lines).toEqual([
    { code: 'ECONNREFUSED', failures: 1 },
    { code: 'ECONNREFUSED', failures: 600 },
  ]);
});

/** What a log has of an error. */
function logged(err: unknown): string {
  let text = '';
  pino({}, { write: (line: string) => (text += line) }).warn({ err }, 'failed');
  return text;
}
