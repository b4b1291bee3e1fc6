// Requests that once cost far more than they looked like. `npm run bench -- attacks` measures each; the worst that the
// search for cost has found are in tests/http/cost/.
const times = (count, text) => Array.from({ length: count }, (_, at) => text(at)).join(' ');

const query = (text, variables) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: text, variables }),
});

const syllables = 'ka ri to mens skö ter ska lär are bil för vård tek nik ing en jör and el op'.split(' ');
/** Words that look like words and are none, so that they are compared with everything. */
function unknownWords(length, seed) {
  let state = seed + 1;
  let words = '';
  while (words.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    words += syllables[(state >> 16) % syllables.length] + ((state >> 8) % 4 === 0 ? ' ' : '');
  }
  return words.slice(0, length);
}

export const attacks = {
  'introspection with aliases': query(
    `{ ${times(100, (i) => `a${i}: __schema { ...S }`)} }
    fragment S on __Schema { ${times(100, (i) => `b${i}: types { ...T }`)} }
    fragment T on __Type { ${times(100, (i) => `c${i}: fields { name }`)} }`,
  ),
  'introspection, one level of aliases': query(
    `{ ${times(100, (i) => `a${i}: __schema { types { name description fields { name description } } }`)} }`,
  ),
  'positions of questions of positions': query(
    `{ positions { question { positions { question { positions { ${times(100, (i) => `a${i}: stance`)} } } } } } }`,
  ),
  'positions with the most values': query(
    `{ ${times(9, (i) => `p${i}: positions { question { positions { ${times(99, (i) => `a${i}: stance`)} } } }`)} }`,
  ),
  'aliases in named fragments': query(
    `{ a: places { ...All } b: places { ...All } } fragment All on Place { ${times(30, (i) => `...F${i}`)} } ${times(30, (f) => `fragment F${f} on Place { ${times(100, (i) => `a${f}x${i}: name`)} }`)}`,
  ),
  'long texts again and again': query(
    `{ ${times(20, (i) => `a${i}: documents(first: 100) { nodes { title text sections { heading text } } }`)} }`,
  ),
  'a place of 9,990 letters': query(
    `query ($p: String) { ${times(100, (i) => `a${i}: jobAds(filter: { place: $p }) { totalCount }`)} }`,
    { p: 'å'.repeat(9_990) },
  ),
  'a search for places with 9,990 letters': query(
    `query ($p: String) { ${times(100, (i) => `a${i}: places(query: $p) { name }`)} }`,
    { p: 'å'.repeat(9_990) },
  ),
  'concepts with 9,990 letters': query(
    `query ($p: String) { ${times(100, (i) => `a${i}: concepts(type: "skill", query: $p) { prefLabel }`)} }`,
    { p: 'å '.repeat(4_990) },
  ),
  '100 texts to match': query(
    `{ ${times(100, (i) => `a${i}: matchOccupations(text: "undersköterska ${'lärare snickare '.repeat(20)}${i}") { score }`)} }`,
  ),
  '100 searches': query(`{ ${times(100, (i) => `a${i}: searchHits(query: "data ${i}") { highlight }`)} }`),
  '190 nested fragments': query(
    `{ ...F0 } ${times(190, (i) => `fragment F${i} on Query { ${'... { '.repeat(10)} ${i < 189 ? `...F${i + 1}` : '__typename'} ${'}'.repeat(10)} }`)}`,
  ),
  'fragments that double': query(
    `{ ...F0 } ${times(60, (i) => `fragment F${i} on Query { ${i < 59 ? `a: __typename ...F${i + 1} ... on Query { ...F${i + 1} }` : 'places { name }'} }`)}`,
  ),
  'the same field under the same name': query(
    `{ ${times(99, () => `places { ${times(10, () => 'name county { name code }')} }`)} }`,
  ),
  'one megabyte of comments': query(`{ places { name } } #${'x'.repeat(1_000_000)}`),
  'one megabyte of variables': query('{ places { name } }', {
    x: Array.from({ length: 90 }, () => 'å'.repeat(5_000)),
  }),
  '10,000 tokens': query(
    `{ ${times(99, (i) => `a${i}: place(code: "0180") { ${times(22, (j) => `b${j}: name`)} }`)} }`,
  ),
  'long aliases': query(`{ places { ${times(90, (i) => `${'a'.repeat(10_000)}${i}: name`)} } }`),
  'as many values as the cost allows': query(
    `{ a: places { ${times(99, (i) => `a${i}: name`)} } b: places { ${times(99, (i) => `a${i}: code`)} } }`,
  ),
  'an error for each of many places': query(
    `{ places { ${times(20, (i) => `a${i}: jobAds(query: "") { totalCount }`)} } }`,
  ),
  '60 searches of own content': query(
    `{ ${times(60, (i) => `a${i}: searchHits(query: "data ${i}") { highlight }`)} }`,
  ),
  'node by id, 100 aliases': query(
    `{ ${times(100, (i) => `a${i}: node(id: "${Buffer.from(`JobAd:${i}`).toString('base64')}") { id }`)} }`,
  ),
  '40 long texts, each another': query(
    `query (${times(40, (i) => `$t${i}: String!`)}) { ${times(40, (i) => `a${i}: matchOccupations(text: $t${i}, first: 1) { score }`)} }`,
    Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`t${at}`, unknownWords(9_900, at)])),
  ),
  'as many long texts as the cost allows': query(
    `query (${times(5, (i) => `$t${i}: String!`)}) { ${times(5, (i) => `a${i}: matchOccupations(text: $t${i}, first: 1) { score }`)} }`,
    Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`t${at}`, unknownWords(9_900, at)])),
  ),
  'unknown occupations, as many as the cost allows': query(
    `{ ${times(60, (i) => `a${i}: occupation(code: ${JSON.stringify(unknownWords(190, i))}) { code }`)} }`,
  ),
  'unknown occupations in three fields': query(
    `{ ${times(100, (i) => `a${i}: occupation(code: ${JSON.stringify(unknownWords(30, i))}) { code } b${i}: jobAds(filter: { occupation: ${JSON.stringify(unknownWords(30, i + 100))} }, first: 0) { totalCount } c${i}: jobAds(filter: { skills: [${JSON.stringify(unknownWords(30, i + 200))}] }, first: 0) { totalCount }`)} }`,
  ),
};
