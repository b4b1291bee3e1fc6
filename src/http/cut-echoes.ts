/** Letters of what a client has sent that an error repeats. */
const maxEcho = 100;
/** Of a whole message. Those of the gateway itself are shorter, addresses of files and lists of choices included. */
const maxMessage = 4_000;
/** Facts that repeat what a client has sent; others, such as the address of a file, are only of use as a whole. */
const echoes = new Set(['argument', 'dimension', 'field', 'operation', 'parameter', 'value', 'variable']);

const cut = (text: string): string => `${text.slice(0, maxEcho)}…`;

/** A message without long quotes of the request: what is in quotation marks, and values that graphql-js writes out. */
export function cutEchoes(message: string): string {
  if (message.length <= maxEcho) return message;
  const text = message.length > maxMessage * 4 ? withoutMiddle(message) : message;
  const quoted = text.replace(/"((?:[^"\\]|\\.)*)"|“([^”]*)”/g, (all, plain?: string, curly?: string) => {
    const inside = plain ?? curly ?? '';
    if (inside.length <= maxEcho) return all;
    return plain === undefined ? `“${cut(inside)}”` : `"${cut(inside)}"`;
  });
  const written = quoted.replace(
    /(got invalid value |found |value: |Expected value of type [^,]*, )([[{].{101,}?)(; |$)/s,
    (_, before: string, value: string, after: string) => `${before}${cut(value)}${after}`,
  );
  // What stands there without marks: a number, or the name of a tool.
  const short = written.replace(/\w{101,}/g, cut);
  return short.length > maxMessage ? `${short.slice(0, maxMessage)}…` : short;
}

/** The beginning and the end of a message that is mostly one quote, which would take long to search. */
function withoutMiddle(message: string): string {
  return `${message.slice(0, maxMessage)}${message.slice(-maxEcho)}`;
}

/** The facts of an error without long values that a client has sent. */
export function cutFacts<Facts extends Readonly<Record<string, unknown>>>(facts: Facts): Facts {
  const isLong = (name: string, value: unknown) =>
    typeof value === 'string' && value.length > (echoes.has(name) ? maxEcho : maxMessage);
  if (!Object.entries(facts).some(([name, value]) => isLong(name, value))) return facts;
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    isLong(name, value) ? cut(String(value)) : value,
  ]);
  return { ...facts, ...Object.fromEntries(entries) };
}
