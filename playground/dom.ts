type Child = Node | string | null | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element. A text is always set as text, never as HTML. An attribute that is true is set without a value. */
export function el<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false)
      made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** A link that opens beside the playground, so that the query is not lost. */
export const outsideLink = (href: string, label: string): HTMLAnchorElement =>
  el('a', { href, target: '_blank', rel: 'noopener' }, label);

/** Other addresses, such as `javascript:`, are shown as text. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s"<>]+$/.test(text);
