import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { themeStyle } from '../saved-queries/drawing/palette.ts';

const asset = (name: string): string => readFileSync(new URL(`./assets/${name}`, import.meta.url), 'utf8');

/** What sites load to have the element `jobtech-graph`: the script with its style in it. */
export function embedScript(): { body: string; etag: string } {
  const colours = themeStyle({
    light: ':host',
    dark: ':host([theme="dark"])',
    auto: ':host(:not([theme="light"]))',
  });
  const style = `${colours}${asset('embed.css').replace(/\s+/g, ' ').trim()}`;
  // A function, since a text may hold `$&`.
  const body = asset('embed.js').replace("'__STYLE__'", () => JSON.stringify(style));
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
