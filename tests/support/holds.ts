import { expect } from 'vitest';

/** Checks that the answer has everything that a page shows. Lists may be longer. */
export function expectToHold(answer: unknown, shown: unknown, page: string, path = 'the answer'): void {
  if (Array.isArray(shown)) {
    expect(Array.isArray(answer), `${path} is no longer a list, as ${page} shows it`).toBe(true);
    for (const [index, item] of shown.entries())
      expectToHold((answer as unknown[])[index], item, page, `${path}[${index}]`);
  } else if (shown !== null && typeof shown === 'object') {
    for (const [key, value] of Object.entries(shown))
      expectToHold((answer as Record<string, unknown>)?.[key], value, page, `${path}.${key}`);
  } else {
    expect(answer, `${path} is no longer as ${page} shows it: write the new value there`).toEqual(shown);
  }
}
