import type { ImportedType } from '../../database/imported.ts';
import type { Ref } from '../../entities/commentary.ts';
import { PointKind } from '../../entities/vocabulary.ts';
import type { Block } from '../document.ts';
import { type Draft, spanOf } from '../draft.ts';
import type { Span } from '../manifest.ts';

/** Reads an article. */
export function readArticle(draft: Draft): void {
  const points = readPoints(draft);
  addDocument(draft, 'Article', {
    obstacleKeys: [],
    measureKeys: [],
    actions: points.filter(({ kind }) => kind === PointKind.ACTION).map(({ shown }) => shown),
    viewCount: draft.counted.views,
    commentCount: draft.counted.comments,
  });
  addSections(draft);
  for (const [index, point] of points.entries()) {
    const ref = draft.addRow('Point', `${draft.slug}/${index + 1}`, spanOf([point.block]), {
      documentKey: draft.slug,
      kind: point.kind,
      number: point.number,
      group: point.group,
      title: point.title,
    });
    draft.keepText(ref, point.text, [point.block.lineFrom, point.block.lineTo]);
    point.block.ref = ref;
  }
  for (const [index, point] of points.filter(({ kind }) => kind === PointKind.RESPONSIBILITY).entries()) {
    const organisation = draft.names.of(point.title ?? '') ?? draft.names.in(point.title ?? '')[0]?.target;
    draft.addRow('Responsibility', `${draft.slug}/${index + 1}`, spanOf([point.block]), {
      documentKey: draft.slug,
      actor: point.title ?? point.shown,
      organisationKey: organisation?.startsWith('Organisation:') ? organisation.slice(13) : null,
      text: { [draft.manifest.language]: point.text },
    });
  }
}

/** Reads a report: sections, fact boxes, quotes, questions that were asked. */
export function readReport(draft: Draft): void {
  const { manifest } = draft;
  const asked = manifest.interviewQuestions ? draft.within(manifest.interviewQuestions) : [];
  if (manifest.interviewQuestions && asked.length === 0)
    draft.at(manifest.interviewQuestions[0], 'a question');
  addDocument(draft, 'Report', {
    interviewQuestions: asked.map((block) => draft.shown(block)),
    missingParts: manifest.missingParts,
  });
  addSections(draft);
  addBoxes(draft);
  addQuotes(draft);
}

/** Reads a statement: the panel before it, sections, and numbered demands. */
export function readStatement(draft: Draft): void {
  const { manifest, slug } = draft;
  const lists = listsOf(draft);
  const panel = lists.filter(({ kind }) => kind === 'PANEL').flatMap(({ items }) => items);
  const demands = lists.filter(({ kind }) => kind === 'DEMAND').flatMap(({ items }) => items);
  if (demands.length === 0)
    draft.doubt(1, 'no demands are found; tell in the manifest which list they are, under lists');
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
    draft.keepText(ref, draft.shown(block), [block.lineFrom, block.lineTo]);
    block.ref = ref;
  }
}

function addDocument(draft: Draft, type: ImportedType, fields: Record<string, unknown>): void {
  const { manifest, slug } = draft;
  const { stated } = draft.read;
  const ref = draft.addRow(type, slug, null, {
    title: draft.title,
    language: manifest.language,
    publishedOn: manifest.publishedOn ?? stated.publishedOn ?? null,
    authors: manifest.authors ?? authorsOf(draft),
    access: manifest.access,
    draft: manifest.draft ?? stated.draft ?? false,
    summary: null,
    publisherKey: manifest.publisher ?? null,
    topicKeys: manifest.topics,
    ...fields,
  });
  const span = spanOf(draft.content);
  const body = draft.join(draft.content);
  if (span && body !== '') draft.keepText(ref, body, span);
}

/** The author as front matter or page say, or as a short line that begins with a person's name signs the text. */
function authorsOf(draft: Draft): Ref[] {
  const stated = draft.read.stated.author;
  if (stated !== undefined) {
    const found = draft.names.of(draft.show(stated).text);
    if (found) return [found];
    draft.doubt(
      1,
      `the author "${draft.show(stated).text}" is not among the persons of the content; add them there, or name them in the manifest`,
    );
    return [];
  }
  const signed = draft.content.findLast(
    (block) => block.role === 'PARAGRAPH' && draft.shown(block).length < 120,
  );
  const [first] = signed ? draft.names.in(draft.shown(signed)) : [];
  const signs =
    first?.target.startsWith('Person:') && signed && draft.shown(signed).startsWith(first.asPrinted);
  return first && signs ? [first.target] : [];
}

function addSections(draft: Draft): void {
  const { manifest, slug } = draft;
  const content = draft.content;
  const starts = content.flatMap(({ role }, index) => (role === 'HEADING' ? [index] : []));
  for (const [index, start] of starts.entries()) {
    const [heading, ...blocks] = content.slice(start, starts[index + 1]);
    if (!heading) continue;
    const printed = draft.shown(heading).replace(/:$/, '');
    const corrected = manifest.headings?.find(({ lines }) => lines[0] === heading.lineFrom)?.corrected;
    const number = /^(\d+(?:\.\d+)*)[.)]?\s+(?=\p{L})/u.exec(printed);
    const ref = draft.addRow('Section', `${slug}/${index + 1}`, spanOf([heading, ...blocks]), {
      documentKey: slug,
      number: number?.[1] ?? null,
      heading: corrected ?? printed.slice(number?.[0].length ?? 0),
      level: heading.level ?? 1,
    });
    heading.ref = ref;
    draft.addText(ref, blocks);
  }
  if (starts.length === 0 && content.length > 12)
    draft.doubt(1, 'no headings are found; list their lines in the manifest under headings');
}

interface PointFound {
  kind: PointKind;
  number: number;
  group: string | null;
  title: string | null;
  /** What follows the title, or everything. */
  text: string;
  shown: string;
  block: Block;
}

function readPoints(draft: Draft): PointFound[] {
  const points: PointFound[] = [];
  const counts = new Map<PointKind, number>();
  for (const { kind, items, remarks, groups } of listsOf(draft)) {
    if (kind === 'PANEL' || kind === 'DEMAND') continue;
    for (const [index, block] of items.entries()) {
      const of = index >= items.length - remarks ? PointKind.REMARK : kind;
      const number = (counts.get(of) ?? 0) + 1;
      counts.set(of, number);
      const shown = draft.shown(block);
      const found = /^([^:.!?]{2,80}):\s+(\S.*)$/su.exec(shown);
      points.push({
        kind: of,
        number,
        group: groups.get(block) ?? null,
        title: found?.[1] ?? null,
        text: found?.[2] ?? shown,
        shown,
        block,
      });
    }
  }
  return points;
}

interface FoundList {
  kind: PointKind | 'PANEL' | 'DEMAND';
  remarks: number;
  items: Block[];
  /** The title of the group that an entry stands in. */
  groups: Map<Block, string>;
}

/** The lists of the document with what the manifest says that they are about. */
function listsOf(draft: Draft): FoundList[] {
  const found = groupedLists(draft);
  const { lists } = draft.manifest;
  if (lists.length > found.length) {
    draft.doubt(
      1,
      `the manifest tells of ${lists.length} lists, and the document has ${found.length}; correct one of them`,
    );
  }
  for (const { items } of lists.length === 0 ? [] : found.slice(lists.length)) {
    draft.doubt(
      items[0]?.lineFrom ?? 1,
      'this list is not told of in the manifest and is kept as text only; add it under lists',
    );
  }
  return lists.flatMap(({ kind, remarks }, index) => {
    const list = found[index];
    return list ? [{ kind, remarks, ...list }] : [];
  });
}

/** Lists in order; an entry that a list of its own follows is that list's title, and such lists are one. */
function groupedLists(draft: Draft): Pick<FoundList, 'items' | 'groups'>[] {
  const runs: Block[][] = [];
  const places = new Map(draft.content.map((block, index) => [block, index]));
  const follows = (first: Block, second: Block | undefined) =>
    second !== undefined && (places.get(first) ?? 0) + 1 === places.get(second);
  let before: Block | null = null;
  for (const block of draft.content) {
    if (block.role === 'LIST_ITEM' && before?.role === 'LIST_ITEM' && before.list === block.list)
      runs.at(-1)?.push(block);
    else if (block.role === 'LIST_ITEM') runs.push([block]);
    before = block;
  }
  const lists: (Pick<FoundList, 'items' | 'groups'> & { grouped: boolean; last: Block | undefined })[] = [];
  for (const [index, run] of runs.entries()) {
    const title = run[0];
    const inside = runs[index + 1];
    const isTitle =
      run.length === 1 &&
      title?.ordinal != null &&
      inside?.[0]?.ordinal === null &&
      follows(title, inside[0]);
    if (isTitle) continue;
    const [group] = runs[index - 1] ?? [];
    const grouped =
      runs[index - 1]?.length === 1 &&
      group?.ordinal != null &&
      run[0]?.ordinal === null &&
      follows(group, run[0]);
    const groups = new Map(grouped && group ? run.map((block) => [block, draft.shown(group)]) : []);
    const open = lists.at(-1);
    if (grouped && group && open?.grouped && open.last && follows(open.last, group)) {
      open.items.push(...run);
      for (const [block, name] of groups) open.groups.set(block, name);
      open.last = run.at(-1);
    } else lists.push({ items: [...run], groups, grouped: grouped === true, last: run.at(-1) });
  }
  return lists;
}

function addBoxes(draft: Draft): void {
  const { manifest, slug } = draft;
  for (const [index, box] of manifest.boxes.entries()) {
    const blocks = draft.within(box.lines);
    if (blocks.length === 0) continue;
    const body = draft.join(blocks);
    for (const { property, value } of box.facts) {
      if (!states(body, value))
        draft.doubt(
          box.lines[0],
          `the box does not say ${value}, which the manifest gives as ${property}; check it`,
        );
    }
    const told = box.facts
      .map(({ property, value, unit }) => `${property}: ${value}${unit ?? ''}`)
      .join('; ');
    const ref = draft.addRow('FactBox', `${slug}/${index + 1}`, box.lines, {
      documentKey: slug,
      title: box.title ?? null,
      text: box.text ?? (manifest.access === 'FULL' ? body : told),
      organisationKey: box.organisation ?? null,
      facts: box.facts,
    });
    for (const block of blocks) block.ref = ref;
    draft.keepText(ref, body, box.lines);
  }
}

/** Whether a text has a figure, whatever its decimal mark and the spaces between its digits. */
function states(text: string, value: string | number): boolean {
  const plain = text.replace(/(?<=\d)[ \u00a0.](?=\d{3}\b)/g, '').replace(/(?<=\d),(?=\d)/g, '.');
  return plain.toLowerCase().includes(String(value).toLowerCase());
}

/** From the first quotation mark to the last. */
const quoted = /[”“"„»«](.*)[”“"«»]/su;

/** The quotes that the manifest tells of, and those that the format marks. */
function addQuotes(draft: Draft): void {
  const { manifest } = draft;
  for (const { lines, speaker, kind } of manifest.quotes) {
    const found = quoted.exec(linesOf(draft, lines));
    if (found) addQuote(draft, lines, draft.show(found[1] ?? '').text, { speakerKey: speaker ?? null, kind });
    else
      draft.doubt(
        lines[0],
        'a quote is said to stand here, and there are no quotation marks; correct the manifest',
      );
  }
  for (const block of draft.content) {
    if (block.role !== 'QUOTE' || block.ref?.startsWith('Quote:')) continue;
    addQuote(draft, [block.lineFrom, block.lineTo], draft.shown(block), { speakerKey: null, kind: null });
  }
}

/** What some lines say; where the format has marks of its own, the whole blocks that they touch. */
function linesOf({ read, blocks }: Draft, [from, to]: Span): string {
  if (read.format === 'text' || read.format === 'pdf') {
    return read.text
      .split(/\r\n|\n|\r/)
      .slice(from - 1, to)
      .join('\n');
  }
  const touched = blocks.filter(({ lineFrom, lineTo }) => lineFrom <= to && from <= lineTo);
  return touched.map(({ text }) => text).join('\n');
}

function addQuote(
  draft: Draft,
  lines: Span,
  text: string,
  fields: { speakerKey: string | null; kind: string | null },
): void {
  const number = draft.rows.filter(({ type }) => type === 'Quote').length + 1;
  const ref = draft.addRow('Quote', `${draft.slug}/${number}`, lines, {
    documentKey: draft.slug,
    text,
    ...fields,
  });
  draft.keepText(ref, text, lines);
  for (const block of draft.within(lines)) {
    if (block.role === 'PARAGRAPH') block.role = 'QUOTE';
    if (block.role === 'QUOTE') block.ref = ref;
  }
}

function addPanelist(draft: Draft, block: Block): void {
  const { manifest, slug } = draft;
  const shown = draft.shown(block);
  const [name = '', ...rest] = shown.split(',');
  const seat = manifest.panel.find(({ line }) => block.lineFrom <= line && line <= block.lineTo);
  const known = draft.names.of(name.trim());
  const person = seat?.person ?? (known?.startsWith('Person:') ? known.slice(7) : null);
  if (person === null) {
    draft.doubt(
      block.lineFrom,
      'this panelist is not among the persons of the content; add them there, or name them in the manifest',
    );
    return;
  }
  const key = `${slug}/panel/${person}`;
  if (draft.rows.some(({ type, fields }) => type === 'Membership' && fields.key === key)) {
    draft.doubt(block.lineFrom, 'this panelist is named twice; the first time counts');
    return;
  }
  const said = rest.join(',').trim();
  const place = /\s(?:i|for|hos|ved|i\s+)\s*(\p{Lu}.*)$/u.exec(` ${said}`);
  const organisation = place ? draft.names.of((place[1] ?? '').replace(/\s*\(.*$/, '')) : null;
  const role = place ? said.slice(0, said.length - (place[0].length - 1)).trim() : said;
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
