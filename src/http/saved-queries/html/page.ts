import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, Markup } from '../../markup.ts';
import { themeStyle } from '../drawing/palette.ts';
import type { PageLanguage } from '../front-matter.ts';

const style = new Markup(
  `${themeStyle({ light: ':root', dark: '[data-theme="dark"]', auto: '[data-theme="auto"]' })}${readFileSync(new URL('./page.css', import.meta.url), 'utf8').trim()}`,
);
const styleHash = createHash('sha256').update(style.text).digest('base64');

/** A page has no script, and loads nothing, if it says no more. Only embeds may be shown in frames of other sites. */
const policyOf = (ancestors: string, ...more: string[]) =>
  [
    "default-src 'none'",
    ...more,
    `style-src 'sha256-${styleHash}'`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');

export const pagePolicy = policyOf("'none'");
/** The page that shows an embed while it is being chosen runs the script that sites load. */
export const builderPolicy = policyOf("'none'", "script-src 'self'", "connect-src 'self'");
export const embedPolicy = policyOf('*');

interface Page {
  lang: PageLanguage;
  title: string;
  theme?: 'light' | 'dark' | 'auto';
  /** Links for machines. */
  head?: readonly Markup[];
  body: Markup;
}

/** A whole page. */
export function pageOf({ lang, title, theme = 'auto', head = [], body }: Page): string {
  return html`<!doctype html>
<html lang="${lang}" data-theme="${theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}<style>${style}</style></head>
<body>
${body}
</body>
</html>
`.text;
}
