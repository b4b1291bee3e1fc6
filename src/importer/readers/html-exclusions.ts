import { entryOf } from '../../text/entry-of.ts';
import type { LeftOut } from '../block.ts';
import { attribute, type Element, elementsIn, isElement, type Node, textIn } from './html-nodes.ts';

const neverText: Record<string, string> = {
  noscript: 'text for browsers without scripts',
  template: 'a template',
  iframe: 'another page inside the page',
  object: 'an embedded object',
  embed: 'an embedded object',
  svg: 'a drawing',
  math: 'a formula',
  audio: 'a recording',
  video: 'a recording',
  canvas: 'a drawing',
  select: 'a control of a form',
  textarea: 'a control of a form',
  datalist: 'a control of a form',
  del: 'struck through',
  s: 'struck through',
  strike: 'struck through',
};
const furniture: Record<string, string> = { nav: 'a menu', footer: 'the foot of the page' };
const furnitureRoles: Record<string, string> = {
  navigation: 'a menu',
  menu: 'a menu',
  menubar: 'a menu',
  banner: 'the head of the page',
  contentinfo: 'the foot of the page',
  search: 'a search form',
};
const furnitureClass =
  /(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|navbar|navigation|menu|sidebar|skip-?(?:link|to)|share|social|newsletter|site-?(?:header|footer)|page-?(?:header|footer))(?=$|[\s_-])/i;
const hidingStyle =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;
const struckStyle = /text-decoration[^;]*line-through/i;
const panelClass =
  /accordion|collaps|panel|toggle|expand|(?:^|[\s_-])(?:tab|faq|answer|content)(?=$|[\s_-])/i;
const panelRoles = new Set(['region', 'tabpanel']);

/** Finds what is not part of the text of one page. */
export class Exclusions {
  /** The ids of the elements that a button or link of the page opens. */
  private readonly opened = new Set<string>();
  /** Panels that are hidden until a reader opens them, and that are read. */
  readonly panels = new Set<Element>();
  private readonly pageLength: number;

  constructor(nodes: readonly Node[]) {
    this.pageLength = textIn(nodes).length;
    for (const element of elementsIn(nodes)) {
      for (const name of ['aria-controls', 'aria-owns', 'data-target', 'data-bs-target', 'for', 'href']) {
        const value = attribute(element, name) ?? '';
        if (name === 'href' && !value.startsWith('#')) continue;
        for (const id of value.split(/\s+/)) this.opened.add(id.replace(/^#/, ''));
      }
    }
    this.opened.delete('');
  }

  /** Why an element is not part of the text; null where it is. */
  of(node: Element, isInside: boolean): LeftOut | null {
    const name = node.tagName;
    const role = attribute(node, 'role') ?? '';
    if (isFootnotes(node)) return null;
    const never = entryOf(neverText, name);
    if (never !== undefined) return { as: 'left out', reason: never };
    if (struckStyle.test(attribute(node, 'style') ?? '')) return { as: 'left out', reason: 'struck through' };
    if (name === 'button' && !isOpener(node)) return { as: 'furniture', reason: 'a button' };
    const part = entryOf(furniture, name) ?? entryOf(furnitureRoles, role);
    if (part !== undefined) return { as: 'furniture', reason: part };
    if (!isInside && (name === 'header' || name === 'aside') && !hasTitle(node))
      return { as: 'furniture', reason: name === 'header' ? 'the head of the page' : 'beside the text' };
    if (this.isFurnitureByName(node))
      return { as: 'furniture', reason: 'a menu, a banner or links to share' };
    if (!isHidden(node)) return null;
    if (!this.isPanel(node)) return { as: 'left out', reason: 'hidden' };
    this.panels.add(node);
    return null;
  }

  private isFurnitureByName(node: Element): boolean {
    if (node.tagName === 'body' || node.tagName === 'main' || node.tagName === 'article') return false;
    const names = `${attribute(node, 'class') ?? ''} ${attribute(node, 'id') ?? ''}`;
    return furnitureClass.test(names) && textIn([node]).length < this.pageLength / 2;
  }

  private isPanel(node: Element): boolean {
    if (attribute(node, 'hidden') === 'until-found') return true;
    if (this.opened.has(attribute(node, 'id') ?? '')) return true;
    if (panelRoles.has(attribute(node, 'role') ?? '')) return true;
    if (panelClass.test(attribute(node, 'class') ?? '') || attribute(node, 'aria-labelledby') !== null)
      return true;
    return isBelowOpener(node);
  }
}

/** Whether an element hides text, and not only a mark: an opener right before it shows the text of a panel. */
function isBelowOpener(node: Element): boolean {
  if (attribute(node, 'aria-hidden') === 'true' && textIn([node]).trim().length < 3) return false;
  const siblings = (node.parentNode?.childNodes ?? []).filter(isElement);
  const before = siblings[siblings.indexOf(node) - 1];
  return before !== undefined && (opens(before) || elementsIn([before]).some(opens));
}

function opens(node: Element): boolean {
  if (/^(?:button|summary|dt|h[2-6])$/.test(node.tagName) || attribute(node, 'aria-expanded') !== null)
    return true;
  return /^(?:button|tab|heading)$/.test(attribute(node, 'role') ?? '');
}

function isHidden(node: Element): boolean {
  return (
    attribute(node, 'hidden') !== null ||
    attribute(node, 'aria-hidden') === 'true' ||
    hidingStyle.test(attribute(node, 'style') ?? '')
  );
}

/** A button that opens a panel, or that is a heading, has the name of what it opens. */
function isOpener(node: Element): boolean {
  if (/^h[1-6]$/.test(isElement(node.parentNode) ? node.parentNode.tagName : '')) return true;
  const siblings = (node.parentNode?.childNodes ?? []).filter(isElement);
  const next = siblings[siblings.indexOf(node) + 1];
  if (next && isHidden(next)) return true;
  return ['aria-expanded', 'aria-controls', 'data-target', 'data-bs-target', 'data-toggle'].some(
    (name) => attribute(node, name) !== null,
  );
}

function hasTitle(node: Element): boolean {
  return elementsIn([node]).some(({ tagName }) => /^h[1-6]$/.test(tagName));
}

/** Whether an element holds footnotes, also as Word writes them. */
export function isFootnotes(node: Element): boolean {
  const role = attribute(node, 'role') ?? '';
  if (/^doc-(?:endnotes?|footnotes?)$/.test(role)) return true;
  if (/(?:^|[\s_-])(?:footnotes?|endnotes?|fotnoter?)(?=$|[\s_-])/i.test(attribute(node, 'class') ?? ''))
    return node.tagName !== 'sup' && node.tagName !== 'a';
  return /mso-element\s*:\s*(?:foot|end)note(?:-list)?\b/i.test(attribute(node, 'style') ?? '');
}

/** Whether an element is the mark of a footnote in a sentence, or before the footnote. */
export function isFootnoteMark(node: Element): boolean {
  const role = attribute(node, 'role') ?? '';
  if (role === 'doc-noteref' || role === 'doc-backlink') return true;
  const target = attribute(node, 'href') ?? '';
  const isMark = /^#(?:_?(?:ftn|edn)|fn|footnote|note|fotnot)/i.test(target);
  return node.tagName === 'a' && isMark && textIn([node]).trim().length <= 6;
}
