import { list, record, text } from './answer-body.ts';
import type { Lang } from './words.ts';

interface Draft {
  document: string;
  typed: [string, string][];
}

/** A browser that stores nothing, such as one in a private window, goes without. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** What stood in the editor of this tab of the browser. */
export function keptDraft(): Draft | null {
  return attempt(() => {
    const { document, typed } = record(JSON.parse(sessionStorage.getItem('playground-draft') ?? 'null'));
    const kept = text(document);
    if (kept === null) return null;
    return {
      document: kept,
      typed: list(typed).map((pair): [string, string] => [String(list(pair)[0]), String(list(pair)[1])]),
    };
  });
}

export const keepDraft = (draft: Draft): unknown =>
  attempt(() => sessionStorage.setItem('playground-draft', JSON.stringify(draft)));

/** The language that was chosen, else that of the browser, else Swedish. */
export function keptLanguage(): Lang {
  const kept = attempt(() => localStorage.getItem('playground-language'));
  const found = [kept, ...navigator.languages].find((tag) => /^(sv|en)\b/.test(tag ?? ''));
  return found?.startsWith('en') ? 'en' : 'sv';
}

export const keepLanguage = (lang: Lang): unknown =>
  attempt(() => localStorage.setItem('playground-language', lang));
