import { html, type Markup } from '../markup.ts';

/** Attributes of the element that are not variables of a query. */
export const ownAttributes: readonly string[] = ['query', 'lang', 'view', 'theme'];

/** The name that a variable has as an attribute, since those know no capitals: `fromYear` is `var-from-year`. */
export const attributeOf = (variable: string): string =>
  `var-${variable.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What a site puts into a page. */
export function elementOf(attributes: readonly (readonly [name: string, value: string])[]): string {
  const written = attributes.map(([name, value]) => html` ${name}="${value}"`);
  return html`<jobtech-graph${written}></jobtech-graph>`.text;
}

/** The same without a script. */
export function frameOf(address: string, title: string, size: { width: string; height: string }): string {
  return html`<iframe src="${address}" title="${title}" width="${size.width}" height="${size.height}" loading="lazy" style="border:0"></iframe>`
    .text;
}

/** By which a pasted address of a query unfolds. */
export function discoveryLink(address: string, title: string): Markup {
  const { origin } = new URL(address);
  const search = new URLSearchParams({ url: address });
  return html`<link rel="alternate" type="application/json+oembed" href="${origin}/oembed?${String(search)}" title="${title}"><link rel="alternate" type="text/xml+oembed" href="${origin}/oembed?${String(search)}&amp;format=xml" title="${title}">`;
}
