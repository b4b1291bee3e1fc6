import { button, el } from './dom.ts';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
}

/** A list of tabs above one panel: arrow keys move, as ARIA's pattern of tabs has it. */
export function tabs<Id extends string>(
  name: string,
  all: readonly Tab<Id>[],
  { label, chosen, show }: { label: string; chosen: Id; show: (id: Id, panel: HTMLElement) => void },
): { element: HTMLElement; choose: (id: Id) => void } {
  const panel = el('div', { role: 'tabpanel', id: `${name}-panel`, class: 'panel' });
  const choose = (id: Id) => {
    for (const [at, { id: own }] of all.entries()) {
      const isChosen = own === id;
      buttons[at]?.setAttribute('aria-selected', String(isChosen));
      buttons[at]?.setAttribute('tabindex', isChosen ? '0' : '-1');
      if (isChosen) panel.setAttribute('aria-labelledby', `${name}-${own}`);
    }
    panel.replaceChildren();
    show(id, panel);
  };
  const buttons = all.map((tab) =>
    button(tab.label, () => choose(tab.id), {
      role: 'tab',
      id: `${name}-${tab.id}`,
      'aria-controls': `${name}-panel`,
    }),
  );
  const list = el('div', { role: 'tablist', 'aria-label': label }, ...buttons);
  list.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const at = buttons.findIndex((one) => one.matches(':focus'));
    if (step === undefined || at < 0) return;
    const next = (at + step + buttons.length) % buttons.length;
    const tab = all[next];
    if (tab) choose(tab.id);
    buttons[next]?.focus();
  });
  choose(chosen);
  return { element: el('div', { class: 'tabs' }, list, panel), choose };
}
