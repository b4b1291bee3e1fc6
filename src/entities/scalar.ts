import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';

/** A day, `YYYY-MM-DD`, stored as text. */
export const DateScalar = GraphQLDate;
/** A point in time, ISO 8601 with time zone, stored as a Date or as text. */
export const DateTimeScalar = GraphQLDateTime;
