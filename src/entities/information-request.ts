import { Field, ID, ObjectType } from 'type-graphql';
import { globalId, Node } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateTimeScalar } from './scalar.ts';

/** A request for public documents. No letters and no names of persons: only what was asked of whom, and the outcome. */
@ObjectType({
  implements: Node,
  description:
    'A request to an authority for public documents, made in public. Names of persons are left out.',
})
export class InformationRequest {
  @Field(() => ID)
  get id(): string {
    return globalId('InformationRequest', `${this.provenance.sourceId}:${this.requestId}`);
  }
  @Field(() => String, { description: 'Id in its source.' }) requestId!: string;
  @Field(() => String, { description: 'Title, without contact details.' }) title!: string;
  @Field(() => String, {
    description:
      'WAITING_RESPONSE, WAITING_CLARIFICATION, GONE_POSTAL, NOT_HELD, REJECTED, SUCCESSFUL, PARTIALLY_SUCCESSFUL, INTERNAL_REVIEW, ERROR_MESSAGE, NEEDS_ATTENTION, USER_WITHDRAWN, CLOSED_BY_ADMIN, UNCLASSIFIED where an answer has come that nobody has classified, or UNKNOWN.',
  })
  status!: string;
  @Field(() => DateTimeScalar, { nullable: true }) createdAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true }) updatedAt!: Date | null;
  /** The authority's name in the addresses of the source. */
  bodySlug!: string | null;
  @Field(() => String, { nullable: true, description: 'Name of the authority in the source.' })
  bodyName!: string | null;
  @Field(() => String, { description: 'The request with its letters, at the source.' }) url!: string;
  @Field(() => Provenance) provenance!: Provenance;
}
