import type { BaseContext } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { DocumentNode } from 'graphql';
import type { SentRequest } from '../answers/key.ts';
import type { Executed } from './executed.ts';

/** A subscription that passed validation and the limits. */
export interface CheckedSubscription {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

/** A GraphQL request, and what happens on its way to an answer. */
export interface Asking<Context extends BaseContext> {
  sent: SentRequest;
  /** Its lines have the id of the request. */
  logger: FastifyBaseLogger;
  /** Makes the context of the request when it runs. */
  context(): Promise<Context> | Context;
  /** Charges the client for the cost; throws when that is too much. */
  charge(cost: number): void;
  /** Is told of a query that was executed; left out where nobody asks. */
  observe?: ((executed: Executed<Context>) => void) | undefined;
  /** Runs the subscription of the request; without it a subscription is refused. */
  subscribe?(subscription: CheckedSubscription): void;
}

/** The answer to it, as text. */
export interface Asked {
  status: number;
  headers: readonly (readonly [string, string])[];
  text: string;
}

/** Answers a request. */
export type Ask<Context extends BaseContext> = (asking: Asking<Context>) => Promise<Asked>;
