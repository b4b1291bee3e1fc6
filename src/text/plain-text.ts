import { htmlText } from './html-text.ts';

/** A tag or an entity. “a < b” is neither. */
const MARKUP = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|<!--|&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});/i;

/** The text without markup, for fields that publishers fill with plain text or with HTML. */
export function plainText(text: string): string {
  return MARKUP.test(text) ? htmlText(text) : text.trim();
}
