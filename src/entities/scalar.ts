import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';

/** A day, `YYYY-MM-DD`, kept as text. */
export const DateScalar = GraphQLDate;
/** An instant, ISO 8601 with zone; kept as a Date or as text. */
export const DateTimeScalar = GraphQLDateTime;
