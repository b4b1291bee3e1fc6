import { setImmediate } from 'node:timers/promises';
import type { BaseContext } from '@apollo/server';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { queryLimits } from '../cost/limits.ts';
import type { errorFormatter } from '../errors.ts';
import { execute } from '../execution/execute.ts';
import type { Ask } from './asking.ts';
import { costOfLong, finish } from './finish.ts';
import { formatResult, hasNotRun } from './format-result.ts';
import type { KnownDocuments } from './known-documents.ts';
import type { GraphQLOptions } from './options.ts';
import { plainRequest } from './plain-request.ts';

/** `Accept` headers that are remembered. */
const maxAccepts = 100;
const jsonTypes = /^application\/(?:json|graphql-response\+json)/;

/**
 * Executes queries whose document Apollo Server has read and validated before, and asks Apollo for everything else: what
 * is new, what it refuses, and what fails before execution. What both answer is the same.
 */
export function fastWay<Context extends BaseContext>(
  byApollo: Ask<Context>,
  options: GraphQLOptions<Context>,
  {
    known,
    checks,
    format,
  }: {
    known: KnownDocuments;
    checks: ReturnType<typeof queryLimits>;
    format: ReturnType<typeof errorFormatter>;
  },
): Ask<Context> {
  const { schema, limits } = options;
  /** The headers with the type that Apollo has chosen, by the `Accept` header. */
  const types = new Map<string, readonly (readonly [string, string])[]>();

  const askApollo: Ask<Context> = async (asking) => {
    const answer = await byApollo(asking);
    const type = answer.headers.find(([name]) => name === 'content-type');
    if (
      answer.status === 200 &&
      type &&
      jsonTypes.test(type[1]) &&
      types.size < maxAccepts &&
      !asking.subscribe
    )
      types.set(asking.sent.headers.accept ?? '', [type]);
    return answer;
  };

  return async (asking) => {
    const { sent, observe } = asking;
    const headers = asking.subscribe ? undefined : types.get(sent.headers.accept ?? '');
    const request = headers && plainRequest(sent);
    if (!request) return askApollo(asking);
    const found =
      'text' in request.query ? known.withText(request.query.text) : known.withHash(request.query.hash);
    const operation = found && getOperationAST(found.document, request.operationName);
    if (!found || operation?.operation !== OperationTypeNode.QUERY) return askApollo(asking);
    const { document } = found;

    const startedAt = performance.now();
    let cost: number;
    try {
      ({ cost } = checks.check(document, operation, request.variables));
    } catch {
      return askApollo(asking);
    }
    try {
      asking.charge(cost);
    } catch (error) {
      return askApollo({
        ...asking,
        charge: () => {
          throw error;
        },
      });
    }
    const made = asking.context();
    const contextValue = made instanceof Promise ? await made : made;
    if (cost > costOfLong) await setImmediate();
    const operationArgs = {
      schema,
      document,
      contextValue,
      variableValues: request.variables,
      operationName: request.operationName,
    };
    const execution = execute(operationArgs, limits.answer);
    const metered = execution instanceof Promise ? await execution : execution;
    if (hasNotRun(metered)) return askApollo({ ...asking, charge: () => {} });
    const { executed, isLong } = metered;
    const formatted = formatResult(executed, format, asking.logger);
    const { result, status = 200 } = finish(options, {
      result: formatted.result,
      errors: executed.errors ?? [],
      contextValue,
      startedAt,
      accept: sent.headers.accept,
      observe,
      document,
      status: formatted.status,
    });
    if (isLong) await setImmediate();
    const { errors, data, extensions } = result;
    return { status, headers, text: `${JSON.stringify({ errors, data, extensions })}\n` };
  };
}
