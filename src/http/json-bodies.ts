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
    if (isNestedTooDeep(text)) {
      done(refusal(400, `The body is nested more than ${maxNesting} deep.`));
      return;
    }
    parseJson(request, text, done);
  });
}

/** Deeper than any variables are. What walks or writes a value by recursion would exhaust the stack on one of some thousands. */
const maxNesting = 200;

function isNestedTooDeep(json: string): boolean {
  let depth = 0;
  let isString = false;
  // Character by character, since a pattern for strings takes quadratic time on one that never ends.
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (isString && sign === '\\') at += 1;
    else if (sign === '"') isString = !isString;
    else if (isString) continue;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > maxNesting) return true;
  }
  return false;
}

function charsetOf(contentType: string): string {
  const named = /;\s*charset\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(contentType);
  return (named?.[1] ?? named?.[2] ?? 'utf-8').toLowerCase();
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}
