import { Commentary } from '../entities/commentary.ts';
import { Concept } from '../entities/concept.ts';
import { DataGap } from '../entities/data-gap.ts';
import {
  Demand,
  Document,
  FactBox,
  Mention,
  Point,
  Quote,
  Responsibility,
  Section,
} from '../entities/document.ts';
import { Election, PartyResult } from '../entities/election.ts';
import { LegalAct } from '../entities/legal-act.ts';
import { Occupation } from '../entities/occupation.ts';
import { Organisation } from '../entities/organisation.ts';
import { Party } from '../entities/party.ts';
import { Membership, Person } from '../entities/person.ts';
import { Place } from '../entities/place.ts';
import { Position } from '../entities/position.ts';
import { Question } from '../entities/question.ts';
import { Participation, Questionnaire } from '../entities/questionnaire.ts';
import { Topic } from '../entities/topic.ts';

/** Every stored content entity, in an order in which rows can be inserted: what is pointed at comes first. */
export const contentTypes = {
  organisation: Organisation,
  party: Party,
  person: Person,
  place: Place,
  election: Election,
  partyResult: PartyResult,
  topic: Topic,
  concept: Concept,
  occupation: Occupation,
  legalAct: LegalAct,
  dataGap: DataGap,
  document: Document,
  section: Section,
  factBox: FactBox,
  quote: Quote,
  point: Point,
  demand: Demand,
  responsibility: Responsibility,
  mention: Mention,
  membership: Membership,
  questionnaire: Questionnaire,
  participation: Participation,
  question: Question,
  position: Position,
  commentary: Commentary,
} as const;

export type ContentType = keyof typeof contentTypes;

/** All content: each entity as instances of its class, ordered by `position`. */
export type ContentRecords = { [K in ContentType]: InstanceType<(typeof contentTypes)[K]>[] };
