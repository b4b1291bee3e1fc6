import type { Original } from '../../src/content/table-changes.ts';
import { type ContentRecords, emptyRecords } from '../../src/database/content-types.ts';
import type { ImportedType } from '../../src/database/imported.ts';
import { SourceDocument } from '../../src/database/tables.ts';
import type { Ref } from '../../src/entities/commentary.ts';
import { Commentary } from '../../src/entities/commentary.ts';
import { DataGap } from '../../src/entities/data-gap.ts';
import { Demand, Report, Section, Statement } from '../../src/entities/document.ts';
import { Language } from '../../src/entities/language.ts';
import { entity } from '../../src/entities/node.ts';
import { Organisation } from '../../src/entities/organisation.ts';
import { Party } from '../../src/entities/party.ts';
import { Person } from '../../src/entities/person.ts';
import { Place } from '../../src/entities/place.ts';
import { Position } from '../../src/entities/position.ts';
import { Question } from '../../src/entities/question.ts';
import { Questionnaire } from '../../src/entities/questionnaire.ts';
import { Topic } from '../../src/entities/topic.ts';
import {
  Access,
  Basis,
  GapStatus,
  PlaceKind,
  PositionStatus,
  QuestionKind,
  Stance,
} from '../../src/entities/vocabulary.ts';

const origin = { file: 'example.yaml' };

/** An imported original with texts for rows of the content. */
export function originalWith(key: string, texts: { ref: Ref; body: string; scanned?: boolean }[]): Original {
  const rows = texts.map(({ ref }) => {
    const [type, rowKey] = [ref.slice(0, ref.indexOf(':')), ref.slice(ref.indexOf(':') + 1)];
    return { type: type as ImportedType, fields: { key: rowKey, origin: { file: `${key}.txt` } } };
  });
  const document = entity(SourceDocument, {
    key,
    kind: 'REPORT',
    format: 'text',
    language: Language.SV,
    title: 'Exempel',
    lead: '',
    access: Access.FULL,
    file: `${key}.txt`,
    sha256: '0',
    bytes: 0,
    original: null,
    manifest: {},
    rows,
    texts: texts.map(({ ref, body, scanned = false }) => ({
      ref,
      body,
      scanned,
      language: Language.SV,
      lineFrom: 1,
      lineTo: 2,
    })),
  });
  return { document, blocks: [] };
}

/** A small example content: one question, two parties, two documents, and the records they point at. */
export function exampleRecords(): ContentRecords {
  return {
    ...emptyRecords(),
    organisation: [
      entity(Organisation, {
        key: 'exempel',
        position: 0,
        origin,
        name: { sv: 'Exempelföreningen', en: 'Example Association' },
        aliases: ['ExF'],
        identifiers: [{ scheme: 'wikidata', value: 'Q0' }],
      }),
      entity(Organisation, {
        key: 'avdelning',
        position: 1,
        origin,
        name: { sv: 'Exempelavdelningen' },
        parentKey: 'exempel',
      }),
    ],
    party: [
      entity(Party, {
        key: 'SE/X',
        position: 0,
        origin,
        code: 'X',
        country: 'SE',
        name: { sv: 'Exempelpartiet', en: 'Example Party' },
      }),
      entity(Party, {
        key: 'SE/Y',
        position: 1,
        origin,
        code: 'Y',
        country: 'SE',
        name: { sv: 'Ypsilonpartiet' },
        formerCodes: ['YY'],
      }),
    ],
    person: [
      entity(Person, {
        key: 'exempel',
        position: 0,
        origin,
        name: 'Åsa Exempel-Sørensen',
        nameVariants: ['Asa Exempel'],
        partyKey: 'SE/X',
      }),
    ],
    place: [
      entity(Place, { key: 'SE', position: 0, origin, name: 'Sverige', kind: PlaceKind.COUNTRY }),
      entity(Place, {
        key: '01',
        position: 1,
        origin,
        name: 'Exempels län',
        kind: PlaceKind.COUNTY,
        countyKey: null,
      }),
      entity(Place, {
        key: '0199',
        position: 2,
        origin,
        name: 'Älvträsk',
        kind: PlaceKind.MUNICIPALITY,
        countyKey: '01',
      }),
    ],
    topic: [
      entity(Topic, {
        key: 'forests',
        position: 0,
        origin,
        prefLabel: { sv: 'Skogar', en: 'Forests' },
        definition: { sv: 'Allt som rör skogarna och deras värden.', en: 'Everything about growing trees.' },
      }),
      entity(Topic, {
        key: 'water',
        position: 1,
        origin,
        prefLabel: { sv: 'Vatten', en: 'Water' },
        definition: { sv: 'Sjöar och åar, också i en skog.' },
      }),
    ],
    dataGap: [
      entity(DataGap, {
        key: 'tall',
        position: 0,
        origin,
        label: { sv: 'Tallräkning' },
        status: GapStatus.MISSING,
      }),
    ],
    document: [
      entity(Report, {
        key: 'rapport',
        position: 0,
        origin,
        title: 'Exempelrapporten',
        language: Language.SV,
        access: Access.EXCERPT,
        interviewQuestions: ['Vad heter kaféet?'],
      }),
      entity(Statement, {
        key: 'uttalelse',
        position: 1,
        origin,
        title: 'Eksempeluttalelsen',
        language: Language.NO,
        access: Access.FULL,
        publisherKey: 'exempel',
        adoptedOn: '2020-02-29',
        basis: Basis.STATED,
      }),
      entity(Report, {
        key: 'utkast',
        position: 2,
        origin,
        title: 'Hemligt utkast',
        language: Language.SV,
        access: Access.FULL,
        draft: true,
      }),
    ],
    section: [
      entity(Section, {
        key: 'rapport/1',
        position: 0,
        origin,
        documentKey: 'rapport',
        heading: 'Kapitlet om älgar',
        level: 1,
      }),
    ],
    demand: [
      entity(Demand, {
        key: 'uttalelse/1',
        position: 0,
        origin,
        documentKey: 'uttalelse',
        number: 1,
        summary: { no: 'Flere øvelser med brukerne', en: 'More exercises with users' },
      }),
    ],
    questionnaire: [
      entity(Questionnaire, {
        key: 'exempel',
        position: 0,
        origin,
        title: { sv: 'Exempelfrågor' },
        electionBasis: Basis.INFERRED,
        publisherKey: 'exempel',
      }),
    ],
    question: [
      entity(Question, {
        key: 'exempel/1',
        position: 0,
        origin,
        questionnaireKey: 'exempel',
        number: 1,
        text: { sv: 'Ska data delas?', en: 'Should data be shared?' },
        shortTitle: { sv: 'Datadelning', en: 'Data sharing' },
        kind: QuestionKind.PROPOSITION,
        topicKeys: ['forests', 'water'],
      }),
    ],
    position: [
      entity(Position, {
        key: 'exempel/1/X',
        position: 0,
        origin,
        questionKey: 'exempel/1',
        partyKey: 'SE/X',
        status: PositionStatus.ANSWERED,
        stance: Stance.SUPPORTS,
        summary: { sv: 'Vill dela myndigheternas uppgifter.', en: 'Wants agencies to share records.' },
        language: Language.SV,
      }),
      entity(Position, {
        key: 'exempel/1/Y',
        position: 1,
        origin,
        questionKey: 'exempel/1',
        partyKey: 'SE/Y',
        status: PositionStatus.NOT_SHOWN,
        stance: Stance.NONE,
      }),
    ],
    commentary: [
      entity(Commentary, {
        key: 'exempel/1',
        position: 0,
        origin,
        about: 'Question:exempel/1',
        summary: { sv: 'Föreningen saknar arbetsförmedling.' },
        authors: ['Organisation:exempel'],
      }),
    ],
  };
}
