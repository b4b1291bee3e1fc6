import { createUnionType } from 'type-graphql';
import type { Content } from '../../content/snapshot.ts';
import type { Ref } from '../../entities/commentary.ts';
import { Organisation } from '../../entities/organisation.ts';
import { Person } from '../../entities/person.ts';

export const Author = createUnionType({
  name: 'Author',
  description: 'Who wrote something.',
  types: () => [Person, Organisation] as const,
});

/** The persons and organisations that references point at. */
export function authorsOf(content: Content, refs: readonly Ref[]): (Person | Organisation)[] {
  return refs
    .map((ref) => content.find(ref))
    .filter((found) => found instanceof Person || found instanceof Organisation);
}
