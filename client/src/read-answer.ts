import type { Answer } from './answer.ts';
import { type AnswerError, flattened, GraphError } from './errors.ts';

/** A JSON body of the gateway. `/q/{name}.json` has sources and attributions beside the data, `/graphql` in `extensions`. */
interface Body<Data> extends Partial<Facts> {
  data?: Data | null;
  errors?: readonly unknown[];
  extensions?: Partial<Facts>;
}
type Facts = Pick<Answer<unknown>, 'sources' | 'attributions' | 'failures'>;

/** The answer in a response. Throws a `GraphError` where there is no data. */
export async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  const text = await response.text();
  try {
    return answerOf<Data>(JSON.parse(text), response);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw noAnswer(response);
  }
}

/** The answer in a JSON body. */
export function answerOf<Data>(
  body: Body<Data> | null,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
): Answer<Data> {
  const errors = Array.isArray(body?.errors) ? body.errors.map(flattened) : [];
  const { data } = body ?? {};
  if (data === undefined || data === null) {
    const [first = noAnswer({ status, headers }).error, ...others] = errors;
    throw new GraphError(status, [first, ...others], headers.get('retry-after'));
  }
  const facts = { ...body, ...body?.extensions };
  const { sources = [], attributions = [], failures = [] } = facts;
  return { data, errors, sources, attributions, failures };
}

function noAnswer({ status, headers }: Pick<Response, 'status' | 'headers'>): GraphError {
  const error: AnswerError = {
    code: 'NO_ANSWER',
    message: `The response with status ${status} is not an answer of the gateway.`,
  };
  return new GraphError(status, [error], headers.get('retry-after'));
}
