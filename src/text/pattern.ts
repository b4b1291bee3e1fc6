/** Whether a whole text matches a pattern in which `*` stands for any characters; case does not matter. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const source = pattern.split('*').map(escapeRegExp).join('.*');
  return new RegExp(`^${source}$`, 'i').test(text);
}

/** The source of a regular expression that matches exactly this text. */
export function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.|?+*()[\]{}/]/g, '\\$&');
}
