/** Whether a text is what a pattern says; `*` stands for any characters, and case does not matter. */
export function fits(pattern: string, text: string): boolean {
  const source = pattern.split('*').map(literal).join('.*');
  return new RegExp(`^${source}$`, 'i').test(text);
}

/** A text as a regular expression that matches nothing else. */
export function literal(text: string): string {
  return text.replace(/[\\^$.|?+*()[\]{}/]/g, '\\$&');
}
