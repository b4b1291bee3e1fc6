/** The deepest nesting of brackets in a document, counted without a parser. Strings and comments do not count. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '#') at = endOfLine(text, at);
    else if (char === '"') at = endOfString(text, at);
    else if (char === '{' || char === '[' || char === '(') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (char === '}' || char === ']' || char === ')') depth -= 1;
  }
  return deepest;
}

function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\n' || text[at] === '\r') return at;
  }
  return text.length;
}

/** As in the parser, an unclosed string ends at the end of its line, so that it cannot hide brackets after it. */
function endOfString(text: string, start: number): number {
  if (text.startsWith('"""', start)) {
    let end = text.indexOf('"""', start + 3);
    while (end > 0 && text[end - 1] === '\\') end = text.indexOf('"""', end + 3);
    return end < 0 ? text.length : end + 2;
  }
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"' || text[at] === '\n' || text[at] === '\r') return at;
  }
  return text.length;
}
