import type { ContentRecords } from '../database/content-types.ts';
import type { SearchEntry, StoredText } from '../database/tables.ts';
import type { Ref } from '../entities/commentary.ts';
import { type Concept, taxonomyScheme } from '../entities/concept.ts';
import { Article, type Document, Report } from '../entities/document.ts';
import { Language, type LocalisedText, localise } from '../entities/language.ts';
import { Access } from '../entities/vocabulary.ts';
import { readings } from '../text/ocr.ts';

/** One text that search looks in. */
export type SearchText = Omit<SearchEntry, 'tsv' | 'digest'>;

/** What a hit leads to, and how it is titled. */
interface Subject {
  ref: Ref;
  title: LocalisedText;
  /** What it is about, told by others: found, but not as if it were its title. */
  about?: LocalisedText;
  access: Access;
}

/** Everything that can be searched for: our own words by language, names, and the texts of imported originals. */
export function searchTexts(records: ContentRecords, texts: readonly StoredText[]): SearchText[] {
  const subjects = new Map<string, Subject>();
  const found: SearchText[] = [];
  const access = Access.FULL;
  const add = (subject: Subject, bodies: (LocalisedText | null)[]) => {
    subjects.set(subject.ref, subject);
    for (const language of languagesOf([subject.title, ...bodies])) {
      const body = bodies.flatMap((text) => text?.[language] ?? []).join('\n');
      found.push(entry(subject, language, body));
    }
  };
  const addNames = (ref: Ref, name: string, others: string[] = []) => {
    found.push({ ...entry({ ref, title: {}, access }, '', others.join(', ')), title: clean(name) });
  };

  for (const { key, name, aliases } of records.organisation) {
    add({ ref: `Organisation:${key}`, title: name, access }, []);
    if (aliases.length > 0) addNames(`Organisation:${key}`, localise(name, []) ?? '', aliases);
  }
  for (const { key, name, code, formerCodes } of records.party) {
    add({ ref: `Party:${key}`, title: name, access }, []);
    addNames(`Party:${key}`, code, formerCodes);
  }
  for (const { key, name, nameVariants } of records.person) addNames(`Person:${key}`, name, nameVariants);
  for (const { key, name } of records.place) addNames(`Place:${key}`, name);
  for (const { key, prefLabel, definition } of records.topic) {
    add({ ref: `Topic:${key}`, title: prefLabel, access }, [definition]);
  }
  // The taxonomy's concepts are found by their occupations and by `concepts`, in memory.
  for (const { key, prefLabel, definition } of records.concept.filter(isOurs)) {
    add({ ref: `Concept:${key}`, title: prefLabel, access }, [definition]);
  }
  for (const { key, label, description } of records.dataGap) {
    add({ ref: `DataGap:${key}`, title: label, access }, [description]);
  }
  for (const { key, shortTitle, text, proposition } of records.question) {
    add({ ref: `Question:${key}`, title: shortTitle, access }, [text, proposition]);
  }
  const questions = new Map(records.question.map(({ key, shortTitle }) => [key, shortTitle]));
  const parties = new Map(records.party.map(({ key, name }) => [key, name]));
  for (const { key, partyKey, questionKey, summary } of records.position) {
    const about = join(parties.get(partyKey), questions.get(questionKey));
    add({ ref: `Position:${key}`, title: {}, about, access }, [summary]);
  }
  for (const commentary of records.commentary) {
    const about = subjects.get(commentary.about)?.title;
    add({ ref: `Commentary:${commentary.key}`, title: {}, about, access }, [commentary.summary]);
  }
  for (const document of records.document.filter(({ draft }) => !draft)) {
    const { title, language } = document;
    const subject = { ref: refOf(document), title: { [language]: title }, access: document.access };
    add(subject, bodiesOf(records, document));
  }

  const parts = partsOf(records);
  for (const text of texts) {
    const subject = subjects.get(parts.get(text.key) ?? text.key);
    if (!subject) continue;
    const own = entry(subject, text.language, text.body);
    const hidden = text.scanned ? `${own.hidden} ${readings(text.body)}` : own.hidden;
    found.push({ ...own, key: `${text.key}#original`, hidden });
  }
  return found;
}

function isOurs({ scheme }: Concept): boolean {
  return scheme !== taxonomyScheme;
}

/** Our own words on a document, and what of it may always be shown. */
function bodiesOf(records: ContentRecords, document: Document): (LocalisedText | null)[] {
  const ofDocument = ({ documentKey }: { documentKey: string }) => documentKey === document.key;
  const printed = (lines: (string | null)[]): LocalisedText => ({
    [document.language]: lines.filter((line) => line !== null).join('\n'),
  });
  return [
    document.summary,
    printed(records.section.filter(ofDocument).map(({ heading }) => heading)),
    printed(records.factBox.filter(ofDocument).flatMap(({ title, text }) => [title, text])),
    ...records.demand.filter(ofDocument).map(({ summary }) => summary),
    ...records.responsibility.filter(ofDocument).map(({ text }) => text),
    document instanceof Article ? printed(document.actions) : null,
    document instanceof Report ? printed(document.interviewQuestions) : null,
  ];
}

/** The document that each part with a text of its own belongs to. */
function partsOf(records: ContentRecords): Map<string, Ref> {
  const documents = new Map(records.document.map((document) => [document.key, refOf(document)]));
  const kinds = {
    Section: records.section,
    FactBox: records.factBox,
    Quote: records.quote,
    Point: records.point,
    Demand: records.demand,
    Responsibility: records.responsibility,
  };
  const parts = new Map<string, Ref>();
  for (const [kind, rows] of Object.entries(kinds)) {
    for (const { key, documentKey } of rows) {
      const document = documents.get(documentKey);
      if (document) parts.set(`${kind}:${key}`, document);
    }
  }
  return parts;
}

function refOf(document: Document): Ref {
  return `${document.constructor.name}:${document.key}`;
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
    hidden: clean(localise(about, wanted) ?? ''),
    access,
  };
}

/** Composed letters only, and none of the control characters: search marks its matches with two of them. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.normalize('NFC').replace(/[\u0000-\u0008\u000e-\u001f]/g, '');
}

function languagesOf(texts: (LocalisedText | null)[]): Language[] {
  return Object.values(Language).filter((language) => texts.some((text) => text?.[language] !== undefined));
}

function join(first: LocalisedText | undefined, second: LocalisedText | undefined): LocalisedText {
  const joined: LocalisedText = {};
  for (const language of languagesOf([first ?? null, second ?? null])) {
    joined[language] = [localise(first, [language]), localise(second, [language])].filter(Boolean).join(': ');
  }
  return joined;
}
