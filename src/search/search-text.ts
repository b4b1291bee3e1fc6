import type { Searchable } from '../database/content-type.ts';
import { type ContentRecords, contentTypeNames, declarationOf } from '../database/content-types.ts';
import type { SearchEntry, StoredText } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import { Document } from '../entities/document.ts';
import { Language, type LocalisedText, localise } from '../entities/language.ts';
import type { OwnContent } from '../entities/own-content.ts';
import { Person } from '../entities/person.ts';
import { Access } from '../entities/vocabulary.ts';
import { ocrReadings } from '../text/ocr.ts';
import { documentBodies } from './document-bodies.ts';

/** One text in one language that search looks in. */
export type SearchText = Omit<SearchEntry, 'tsv' | 'digest'>;

/** The entity that a hit leads to, and its title in the results. */
interface Subject {
  ref: Ref;
  title: LocalisedText;
  /** Titles of related entities. They are searched with the lowest weight and never shown. */
  about: LocalisedText;
  access: Access;
}

/** Every text that search looks in: our own texts by language, names, and the texts of imported originals. */
export function searchTexts(records: ContentRecords, texts: readonly StoredText[]): SearchText[] {
  const subjects = new Map<string, Subject>();
  const found: SearchText[] = [];
  for (const type of contentTypeNames) {
    const { searchable } = declarationOf(type);
    if (!searchable) continue;
    for (const row of records[type]) {
      const searched = searchable(row);
      if (!searched) continue;
      const bodies = row instanceof Document ? documentBodies(records, row) : (searched.bodies ?? []);
      const roles = row instanceof Person ? rolesOf(records, row) : [];
      const subject = subjectOf(row, { ...searched, kinds: join([searched.kinds, ...roles]) }, subjects);
      subjects.set(subject.ref, subject);
      found.push(...entriesOf(subject, bodies, searched.names));
    }
  }
  const documents = documentsByPart(records);
  for (const text of texts) {
    const subject = subjects.get(documents.get(text.key) ?? text.key);
    if (!subject) continue;
    const own = entry(subject, text.language, text.body);
    const hidden = text.scanned ? `${own.hidden} ${ocrReadings(text.body)}` : own.hidden;
    found.push({ ...own, key: `${text.key}#original`, hidden });
  }
  return found;
}

/** The roles of a person and the organisations they are in. */
function rolesOf(records: ContentRecords, person: Person): LocalisedText[] {
  const organisations = new Map(records.organisation.map(({ key, name }) => [key, name]));
  return records.membership
    .filter(({ personKey }) => personKey === person.key)
    .flatMap(({ role, organisationKey }) => [role ?? [], organisations.get(organisationKey ?? '') ?? []])
    .flat();
}

/** The types that `about` names stand earlier in the list of content types, so their titles are known. */
function subjectOf(
  row: OwnContent,
  { title, about = [], kinds, access = Access.FULL }: Searchable,
  earlier: ReadonlyMap<string, Subject>,
): Subject {
  return {
    ref: refOf(row),
    title,
    about: join([...about.map((ref) => earlier.get(ref)?.title), kinds]),
    access,
  };
}

function entriesOf(
  subject: Subject,
  bodies: (LocalisedText | null)[],
  names: Searchable['names'],
): SearchText[] {
  const entries = languagesOf([subject.title, ...bodies]).map((language) =>
    entry(subject, language, bodies.flatMap((text) => text?.[language] ?? []).join('\n')),
  );
  if (!names) return entries;
  return [...entries, { ...entry(subject, '', names.others.join(', ')), title: clean(names.name) }];
}

/** The document that each part belongs to, by the part's reference. */
function documentsByPart(records: ContentRecords): Map<string, Ref> {
  const documents = new Map(records.document.map((document) => [document.key, refOf(document)]));
  const found = new Map<string, Ref>();
  for (const type of contentTypeNames) {
    for (const row of records[type]) {
      const document = 'documentKey' in row ? documents.get(row.documentKey ?? '') : undefined;
      if (document) found.set(refOf(row), document);
    }
  }
  return found;
}

function refOf(row: OwnContent): Ref {
  return `${row.constructor.name}:${row.key}`;
}

function entry({ ref, title, about, access }: Subject, language: Language | '', body: string): SearchText {
  const wanted = language === '' ? [] : [language];
  return {
    key: `${ref}#${language}`,
    ref,
    type: ref.slice(0, ref.indexOf(':')),
    language,
    title: clean(localise(title, wanted) ?? ''),
    body: clean(body),
    hidden: clean(language === '' ? Object.values(about).join(' ') : (localise(about, wanted) ?? '')),
    access,
  };
}

/** Text in NFC without control characters, because the highlights use two of them as marks. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.normalize('NFC').replace(/[\u0000-\u0008\u000e-\u001f]/g, '');
}

function languagesOf(texts: (LocalisedText | null | undefined)[]): Language[] {
  return Object.values(Language).filter((language) => texts.some((text) => text?.[language] !== undefined));
}

/** The texts after each other, in every language that one of them has. */
function join(texts: (LocalisedText | undefined)[]): LocalisedText {
  const joined: LocalisedText = {};
  for (const language of languagesOf(texts)) {
    joined[language] = texts
      .map((text) => localise(text, [language]))
      .filter(Boolean)
      .join(': ');
  }
  return joined;
}
