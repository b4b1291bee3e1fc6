import { printSdl } from '../resolvers/support/sdl.ts';
import { createSchema } from '../schema.ts';
import type { CommandIO } from './io.ts';

/** Prints the GraphQL schema. */
export async function schema(io: CommandIO): Promise<void> {
  io.stdout.write(printSdl(createSchema()));
}
