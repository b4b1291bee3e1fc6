/** A field a source; nothing else differs between the servers compared. */
export const sdl = `type Query { s1(words: String!): Int  s2(words: String!): Int  s3(words: String!): Int  s4(words: String!): Int }`;
