import type { Block } from '../block.ts';
import { type Draft, spanOf } from '../draft.ts';
import { addDocument } from './document-row.ts';
import { listsOf } from './lists.ts';
import { addSections } from './sections.ts';

/** Reads a statement: the panel that prepared it, sections, and numbered demands. */
export function readStatement(draft: Draft): void {
  const { manifest, slug } = draft;
  const lists = listsOf(draft);
  const panel = lists.filter(({ kind }) => kind === 'PANEL').flatMap(({ items }) => items);
  const demands = lists.filter(({ kind }) => kind === 'DEMAND').flatMap(({ items }) => items);
  if (demands.length === 0)
    draft.warn(1, 'no demands are found; say in the manifest which list they are, under lists');
  addDocument(draft, 'Statement', {
    adoptedByKey: manifest.adoptedBy ?? manifest.publisher ?? null,
    adoptedOn: manifest.adoptedOn ?? null,
    basis: manifest.basis,
  });
  addSections(draft);
  for (const block of panel) addPanelist(draft, block);
  for (const [index, block] of demands.entries()) {
    const ref = draft.addRow('Demand', `${slug}/${index + 1}`, spanOf([block]), {
      documentKey: slug,
      number: index + 1,
      summary: null,
      topicKeys: [],
    });
    draft.attachText(ref, draft.shown(block), [block.lineFrom, block.lineTo]);
    block.ref = ref;
  }
}

function addPanelist(draft: Draft, block: Block): void {
  const { manifest, slug } = draft;
  const shown = draft.shown(block);
  const [name = '', ...rest] = shown.split(',');
  const seat = manifest.panel.find(({ line }) => block.lineFrom <= line && line <= block.lineTo);
  const named = draft.names.entityNamed(name.trim());
  const person = seat?.person ?? (named?.startsWith('Person:') ? named.slice(7) : null);
  if (person === null) {
    draft.warn(
      block.lineFrom,
      'this panelist is not among the persons of the content; add the person there, or name the person in the manifest, under panel',
    );
    return;
  }
  const key = `${slug}/panel/${person}`;
  if (draft.rows.some(({ type, fields }) => type === 'Membership' && fields.key === key)) {
    draft.warn(block.lineFrom, 'this panelist is listed twice; the first entry is used');
    return;
  }
  const description = rest.join(',').trim();
  const place = /\s(?:i|for|hos|ved|i\s+)\s*(\p{Lu}.*)$/u.exec(` ${description}`);
  const organisation = place ? draft.names.entityNamed((place[1] ?? '').replace(/\s*\(.*$/, '')) : null;
  const role = place ? description.slice(0, description.length - (place[0].length - 1)).trim() : description;
  const isRole = role.length > 1 && !manifest.noRoles.includes(role);
  const ref = draft.addRow('Membership', key, spanOf([block]), {
    personKey: person,
    role: isRole ? { [manifest.language]: role } : null,
    organisationKey:
      seat?.organisation ?? (organisation?.startsWith('Organisation:') ? organisation.slice(13) : null),
    documentKey: slug,
    from: null,
    to: null,
  });
  block.ref = ref;
}
