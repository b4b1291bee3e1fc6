import { z } from 'zod';

const paths = z.array(z.string().min(1).max(4096)).max(10_000);

/** What a command asks of the database. A running gateway does it where the database is its own. */
export const deskJob = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('import'), paths, apply: z.boolean() }),
  z.strictObject({
    do: z.literal('forget document'),
    slug: z.string().max(200),
    exports: paths,
    apply: z.boolean(),
  }),
  z.strictObject({
    do: z.literal('forget person'),
    name: z.string().max(200),
    exports: paths,
    apply: z.boolean(),
  }),
  z.strictObject({ do: z.literal('forget ad'), id: z.string().max(200), apply: z.boolean() }),
  z.strictObject({ do: z.literal('show'), slug: z.string().max(200).nullable() }),
]);
export type DeskJob = z.output<typeof deskJob>;
