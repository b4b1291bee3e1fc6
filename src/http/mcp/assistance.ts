import type { GraphQLSchema } from 'graphql';
import type { NameOfSource } from '../saved-queries/answer.ts';
import type { SavedQuery } from '../saved-queries/query.ts';

/** What the tools have of the gateway. */
export interface Assistance {
  saved: () => readonly SavedQuery[];
  schema: GraphQLSchema;
  /** Only saved queries are answered. */
  isSavedOnly: boolean;
  nameOfSource: NameOfSource;
  version: string;
}

/** The same for one client. */
export interface ClientAssistance extends Assistance {
  /** Where links of the answers lead. */
  origin: string;
  /** Asks the GraphQL endpoint for the client, within its limits. Gives the body of the answer. */
  ask: (document: string, variables: Readonly<Record<string, unknown>>) => Promise<string>;
}
