import { createSchema, printSdl } from '../schema.ts';

/** Prints the GraphQL schema. */
export async function schema(): Promise<void> {
  process.stdout.write(printSdl(createSchema()));
}
