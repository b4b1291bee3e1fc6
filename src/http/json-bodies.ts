import type { FastifyInstance } from 'fastify';

/** UTF-8 and what is part of it; JSON between systems has no other encoding. */
const charsets = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/** A browser lets any site send forms, plain text and multipart without a preflight, so only JSON is accepted. */
export function acceptOnlyJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = charsetOf(request.headers['content-type'] ?? '');
    if (!charsets.has(charset)) {
      done(refusal(415, `The charset ${charset.slice(0, 40)} is not supported: send the body as UTF-8.`));
      return;
    }
    let text: string;
    try {
      text = utf8.decode(body as Buffer);
    } catch {
      done(refusal(400, 'The body is not valid UTF-8.'));
      return;
    }
    const excess = excessOf(text);
    if (excess !== null) {
      done(refusal(400, excess));
      return;
    }
    parseJson(request, text, done);
  });
}

/** Deeper than any variables are. What walks or writes a value by recursion would exhaust the stack on one of some thousands. */
const maxNesting = 200;

/** Names and items in objects and lists: all that the limits on variables allow, several times over. */
const maxParts = 20_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** What is too much in a body, found before it is parsed: an object of some ten thousand names takes the parser long. */
function excessOf(json: string): string | null {
  let depth = 0;
  let parts = 0;
  let isString = false;
  // Character by character, since a pattern for strings takes quadratic time on one that never ends.
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (isString && code === BACKSLASH) at += 1;
    else if (code === QUOTE) isString = !isString;
    else if (isString) continue;
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    else if (code === COMMA) parts += 1;
    if (depth > maxNesting) return `The body is nested more than ${maxNesting} deep.`;
    if (parts >= maxParts) return `The body holds more than ${maxParts} names and items. Split it.`;
  }
  return null;
}

function charsetOf(contentType: string): string {
  const named = /;\s*charset\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(contentType);
  return (named?.[1] ?? named?.[2] ?? 'utf-8').toLowerCase();
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
