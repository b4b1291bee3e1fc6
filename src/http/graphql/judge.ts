import type { BaseContext } from '@apollo/server';
import { z } from 'zod';
import { keptByFields } from '../answers/kept-by-fields.ts';
import { type Cacheability, unknownOrigin } from '../answers/made-answer.ts';
import type { Executed } from './executed.ts';
import type { GraphQLOptions } from './options.ts';
import { codeOf } from './result.ts';

/** What may be done with an answer besides sending it. */
export interface Verdict {
  facts: Cacheability;
  /** Others who ask for the same at the same time may get it. */
  isShared: boolean;
}

/** Errors that are about one client. */
const ofOneClient = new Set(['RATE_LIMITED', 'SOURCE_RATE_LIMITED']);
const failures = z.array(z.object({ code: z.string() }));

/** Says of an executed query how long its answer may be stored, and who may read it. */
export function judgeOf<Context extends BaseContext>({
  schema,
  cacheability,
  variants = {},
}: GraphQLOptions<Context>): (executed: Executed<Context>) => Verdict {
  const keptBy = keptByFields(schema);

  return ({ result: { errors = [], extensions }, document, context }) => {
    const told = extensions?.['failures'];
    const failed = told === undefined ? [] : (failures.safeParse(told).data ?? []);
    const codes = [...errors.map(codeOf), ...failed.map(({ code }) => code)];
    const facts = cacheability?.(context) ?? unknownOrigin;
    const varies = [...facts.varies];
    const isKeyed = varies.every((header) => header in variants);
    const keptFor = keptBy(document);
    const isStored = facts.freshFor !== null && codes.length === 0 && keptFor > 0;
    return {
      facts: {
        ...facts,
        varies,
        freshFor: isStored ? Math.min(facts.freshFor ?? 0, keptFor) : null,
        isRepeatable: facts.isRepeatable && isKeyed,
      },
      isShared: isKeyed && !codes.some((code) => ofOneClient.has(code)),
    };
  };
}
