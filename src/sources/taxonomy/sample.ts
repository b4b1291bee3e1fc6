import type { SampleRequest } from '../../upstream/sample.ts';

/** Ids of no concept: the taxonomy's own have no part of four zeros. */
const id = (number: number) => `0000_000_${String(number).padStart(3, '0')}`;

/** One made-up concept of each type, in the wire format; the taxonomyIndex never takes them for real ones. */
export function samples({ operation, query }: SampleRequest): object | null {
  if (operation === 'versions')
    return [{ 'taxonomy/version': 1, 'taxonomy/timestamp': '2024-01-01T00:00:00Z' }];
  if (operation !== 'concepts') return null;
  const text = query.get('query') ?? '';
  const type = /type: "([a-z0-9-]+)"/.exec(text)?.[1] ?? 'skill';
  const offset = Number(/offset: (\d+)/.exec(text)?.[1] ?? 0);
  const level = /^ssyk-level-(\d)$/.exec(type)?.[1];
  const concept = {
    id: id(Number(level ?? 9)),
    type,
    preferred_label: `Exempel: ${type}`,
    alternative_labels: ['Exempel'],
    definition: 'Exempel på en definition; taxonomin har inte nåtts.',
    deprecated: false,
    replaced_by: [],
    code: level ? '0000'.slice(0, Number(level)) : null,
    broader: [],
    related: [],
  };
  return { data: { concepts: offset === 0 ? [concept] : [] } };
}
