export type { Answer, SourceFailure, SourceLine } from './answer.ts';
export { type ClientOptions, JobtechGraph, type RequestOptions } from './client.ts';
export type { GraphQLDocument } from './document.ts';
export {
  type AnswerError,
  type ErrorCode,
  GraphError,
  type RequestErrorCode,
  requestErrorCodes,
  type SourceErrorCode,
  sourceErrorCodes,
} from './errors.ts';
export type { Page } from './pages.ts';
export * from './queries.ts';
