import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
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
import type { OwnContent } from '../entities/own-content.ts';
import { Party } from '../entities/party.ts';
import { Membership, Person } from '../entities/person.ts';
import { Place } from '../entities/place.ts';
import { Position } from '../entities/position.ts';
import { Provenance } from '../entities/provenance.ts';
import { Question } from '../entities/question.ts';
import { Participation, Questionnaire } from '../entities/questionnaire.ts';
import { Topic } from '../entities/topic.ts';
import { statedProvenance } from './support/own-provenance.ts';

/** One that an answer of a source names, and not the content, has the provenance of the answer. */
type Stated = OwnContent & { provenance?: Provenance | null };

/** Gives the objects of a type the field `provenance`. */
function provenanceOf<T extends Stated>(type: abstract new () => T) {
  @Resolver(() => type as ClassType<T>)
  class StatedProvenance {
    @FieldResolver(() => Provenance, {
      description: 'Where it is stated: the document and its lines, or the reference data.',
    })
    provenance(@Root() stated: T, @Ctx() { content }: Context) {
      return stated.provenance ?? statedProvenance(stated, content);
    }
  }
  return StatedProvenance;
}

/** A resolver for every type of the content. */
export const contentProvenanceResolvers = [
  provenanceOf(Commentary),
  provenanceOf(Concept),
  provenanceOf(DataGap),
  provenanceOf(Demand),
  provenanceOf(Document),
  provenanceOf(Election),
  provenanceOf(FactBox),
  provenanceOf(LegalAct),
  provenanceOf(Membership),
  provenanceOf(Mention),
  provenanceOf(Occupation),
  provenanceOf(Organisation),
  provenanceOf(Participation),
  provenanceOf(Party),
  provenanceOf(PartyResult),
  provenanceOf(Person),
  provenanceOf(Place),
  provenanceOf(Point),
  provenanceOf(Position),
  provenanceOf(Question),
  provenanceOf(Questionnaire),
  provenanceOf(Quote),
  provenanceOf(Responsibility),
  provenanceOf(Section),
  provenanceOf(Topic),
];
