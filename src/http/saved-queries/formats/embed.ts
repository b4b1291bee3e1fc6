import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { doubtfulState } from '../answer.ts';
import type { Format } from '../format.ts';
import { embedBody } from '../html/embed-body.ts';

/** An element with its attributes and what is in it, or a text. */
type Tree = string | [name: string, attributes: Readonly<Record<string, string>>, ...inner: Tree[]];

/**
 * What the element `jobtech-graph` shows, as a tree that it builds node by node: it never reads markup, so that it works
 * on pages that forbid that.
 */
export const embed: Format = {
  ending: 'embed',
  contentType: 'application/json; charset=utf-8',
  isPart: true,
  isForReaders: true,
  fits: ({ isQuery }) => isQuery,
  write: (rendering) =>
    JSON.stringify({
      lang: rendering.lang,
      title: rendering.query.title[rendering.lang],
      state: doubtfulState(rendering.answer),
      tree: parseFragment(embedBody(rendering, { isPage: false }).text).childNodes.flatMap(treeOf),
    }),
  refuse: ({ code, message }, { lang }) => JSON.stringify({ lang, error: { code, message } }),
};

function treeOf(node: DefaultTreeAdapterTypes.ChildNode): Tree[] {
  if ('value' in node) return [node.value];
  if (!('tagName' in node)) return [];
  const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
  return [[node.tagName, attributes, ...node.childNodes.flatMap(treeOf)]];
}
