import { button } from './dom.ts';
import type { Words } from './words.ts';

/** Says in the status line of the page. */
export function announce(text: string): void {
  const status = document.getElementById('status');
  if (status) status.textContent = text;
}

export function copyButton(label: string, textOf: () => string, words: Words): HTMLButtonElement {
  return button(label, () => {
    // Without HTTPS a browser may have no clipboard.
    const written = navigator.clipboard?.writeText(textOf()) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => announce(words.copied),
      () => announce(words.notCopied),
    );
  });
}
