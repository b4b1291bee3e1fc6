import { errorBody } from '../../errors.ts';
import type { Format } from '../format.ts';

/** The answer as GraphQL gives it, with its sources; without timings, so that equal answers have equal bytes. */
export const json: Format = {
  ending: 'json',
  contentType: 'application/json; charset=utf-8',
  fits: ({ isQuery }) => isQuery,
  write: ({ answer: { data, errors, sources, attributions } }) =>
    JSON.stringify({
      data,
      ...(errors.length > 0 && { errors }),
      sources,
      ...(attributions.length > 0 && { attributions }),
    }),
  refuse: ({ code, message, facts }) => JSON.stringify(errorBody(code, message, { ...facts })),
};
