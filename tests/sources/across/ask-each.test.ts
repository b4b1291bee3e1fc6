import { expect, it } from 'vitest';
import { askEach, foundIn, merged } from '../../../src/sources/across/ask-each.ts';
import { CursorError } from '../../../src/sources/across/list-cursor.ts';
import { SourceError, UnexpectedSourceError } from '../../../src/upstream/errors.ts';

const members = (...ids: string[]) => ({ on: ids.map((id) => ({ id })), off: [] });
const down = new SourceError('two', 'SOURCE_UNAVAILABLE', 'is down');

it('makes an error that no decoder foresees the failure of its source, with the cause for the log', async () => {
  const cause = new RangeError('Invalid time value');

  const { answers, failures } = await askEach(members('one', 'two'), async ({ id }) => {
    if (id === 'two') throw cause;
    return id;
  });

  expect(answers).toEqual([{ id: 'one', value: 'one' }]);
  expect(failures).toMatchObject([{ sourceId: 'two', code: 'SOURCE_BAD_RESPONSE', cause }]);
  expect(failures[0]).toBeInstanceOf(UnexpectedSourceError);
  expect(failures[0]?.message).not.toContain('Invalid time value');
});

it('leaves a wrong cursor an error of the client', async () => {
  await expect(
    askEach(members('one'), () => Promise.reject(new CursorError('after is not a cursor of this list'))),
  ).rejects.toThrow(CursorError);
});

it('is null only when no source answered', () => {
  const join = (values: string[]) => values.join();

  expect(merged({ answers: [], failures: [down] }, join).value).toBeNull();
  expect(merged({ answers: [{ id: 'one', value: 'a' }], failures: [down] }, join).value).toBe('a');
});

it('does not say that there is no such thing while a source that may have it fails', () => {
  const first = (one: string) => one;

  expect(() => foundIn({ answers: [{ id: 'one', value: null }], failures: [down] }, first)).toThrow(down);
  expect(foundIn({ answers: [{ id: 'one', value: 'a' }], failures: [down] }, first)).toBe('a');
  expect(foundIn<string>({ answers: [{ id: 'one', value: null }], failures: [] }, first)).toBeNull();
});
