import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { errorFormatter } from '../../src/http/errors.ts';
import { UnexpectedSourceError } from '../../src/upstream/errors.ts';

it('logs the cause of an unforeseen failure of a source, and gives the client the failure alone', () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const thrown = new UnexpectedSourceError('nav', new RangeError('Invalid time value'));
  const error = new GraphQLError(thrown.message, { originalError: thrown, path: ['jobAds'] });

  const formatted = errorFormatter(logger)(error.toJSON(), error);

  expect(formatted).toMatchObject({ extensions: { code: 'SOURCE_BAD_RESPONSE', source: 'nav' } });
  expect(JSON.stringify(formatted)).not.toContain('Invalid time value');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ source: 'nav', path: ['jobAds'] });
  expect(lines[0]).toContain('Invalid time value');
});
