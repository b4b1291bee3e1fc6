import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../content/table-changes.ts';
import { type ContentRecords, contentTypeNames } from '../database/content-types.ts';
import type { OwnContent } from '../entities/own-content.ts';

/** What differs between two packs, by type and key. The order of a list and the name of a file are no change. */
export function comparePacks(before: ContentRecords, after: ContentRecords): Change[] {
  return contentTypeNames.flatMap((type): Change[] => {
    const old = new Map<string, OwnContent>(before[type].map((row) => [row.key, row]));
    const now = new Map<string, OwnContent>(after[type].map((row) => [row.key, row]));
    const removed = [...old.values()].filter(({ key }) => !now.has(key));
    return [
      ...[...now.values()].flatMap((row): Change[] => {
        const stored = old.get(row.key);
        if (!stored) return [{ type: row.constructor.name, key: row.key, kind: 'new', fields: [] }];
        const fields = differing(stored, row);
        if (fields.length === 0) return [];
        return [{ type: row.constructor.name, key: row.key, kind: 'changed', fields }];
      }),
      ...removed.map(
        (row): Change => ({ type: row.constructor.name, key: row.key, kind: 'removed', fields: [] }),
      ),
    ];
  });
}

function differing(one: OwnContent, other: OwnContent): string[] {
  const { file: _file, ...origin } = one.origin;
  const { file: _other, ...otherOrigin } = other.origin;
  const fields = Object.keys(other).filter((field) => field !== 'position' && field !== 'origin');
  const changed = fields.filter(
    (field) => !isDeepStrictEqual(Reflect.get(one, field), Reflect.get(other, field)),
  );
  return isDeepStrictEqual(origin, otherOrigin) ? changed : [...changed, 'origin'];
}
