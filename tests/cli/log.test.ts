import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { logTo } from '../../src/cli/log.ts';

function written(
  format: 'auto' | 'text' | 'json',
  isTTY: boolean,
  log: (to: ReturnType<typeof logTo>) => void,
) {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
  log(logTo(stream, 'info', format));
  return String(stream.read());
}

describe('the log', () => {
  it('is a line for a person on a terminal', () => {
    const text = written('auto', true, (log) => log.warn({ source: 'riksdagen', attempts: 2 }, 'no answer'));

    expect(text).toMatch(/^\d\d:\d\d:\d\d WARN no answer \(source=riksdagen, attempts=2\)\n$/);
  });

  it('is JSON where nobody reads along', () => {
    const text = written('auto', false, (log) => log.info({ source: 'riksdagen' }, 'an answer'));

    expect(JSON.parse(text)).toMatchObject({ level: 30, source: 'riksdagen', msg: 'an answer' });
  });

  it('is what LOG_FORMAT says, in either place', () => {
    expect(written('json', true, (log) => log.info({}, 'one'))).toMatch(/^\{/);
    expect(written('text', false, (log) => log.info({}, 'one'))).toMatch(/^\d\d:\d\d:\d\d one\n$/);
  });

  it('has the stack of an error below its line', () => {
    const text = written('text', true, (log) => log.error({ err: new TypeError('wrong') }, 'failed'));

    expect(text).toMatch(/ERROR failed\nTypeError: wrong\n\s+at /);
  });
});
