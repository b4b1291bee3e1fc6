import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type TextNode = DefaultTreeAdapterTypes.TextNode;

export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'tagName' in node;
}

export function isText(node: Node): node is TextNode {
  return node.nodeName === '#text' && 'value' in node;
}

export function attribute({ attrs }: Element, name: string): string | null {
  return attrs.find((one) => one.name === name)?.value ?? null;
}

/** Every node below some nodes, in the order of the file, on a stack of its own: pages may nest deeply. */
export function* nodesIn(nodes: readonly Node[]): Generator<Node> {
  const stack = nodes.toReversed();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (isElement(node)) stack.push(...node.childNodes.toReversed());
  }
}

export function elementsIn(nodes: readonly Node[]): Element[] {
  return [...nodesIn(nodes)].filter(isElement);
}

const unread = new Set(['script', 'style']);

/** The texts below some nodes, without scripts and styles. */
export function textNodesIn(nodes: readonly Node[]): TextNode[] {
  return [...nodesIn(nodes)].filter(
    (node): node is TextNode =>
      isText(node) && !(isElement(node.parentNode) && unread.has(node.parentNode.tagName)),
  );
}

export function textIn(nodes: readonly Node[]): string {
  return textNodesIn(nodes)
    .map(({ value }) => value)
    .join('');
}

/** The depth of the deepest element. */
export function depthOf(nodes: readonly Node[]): number {
  let deepest = 0;
  const stack = nodes.map((node) => ({ node, depth: 1 }));
  for (let one = stack.pop(); one; one = stack.pop()) {
    const { node, depth } = one;
    deepest = Math.max(deepest, depth);
    if (isElement(node)) for (const child of node.childNodes) stack.push({ node: child, depth: depth + 1 });
  }
  return deepest;
}
