import { Extensions, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Identifier } from './identifier.ts';
import type { LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { OwnContent } from './own-content.ts';

/** The search in the sources of a kind. `sources` overrides parts of it for single sources, by id. */
type SearchOf<T> = T & { sources?: Readonly<Record<string, Partial<T>>> | undefined };

/** What documents of a parliament are searched by. */
export interface ParliamentTerms {
  /** Words or phrases of which a document must have at least one. */
  terms: string[];
  /** Words that lead to the topic's documents too, and say less: they count for less when documents are ranked. */
  related?: string[] | undefined;
  /** Words by which a document is about something else, though it has one of the terms: `aviär` for AI. */
  not?: string[] | undefined;
  /** Only documents of this committee, by the parliament's own code: `AU`. */
  committee?: string | undefined;
}

/** The searches of a topic or a data gap, by kind of source. */
export interface Crosswalk {
  catalogue?: SearchOf<{
    /** Words or phrases of which a dataset must have at least one. */
    terms: string[];
    /** Words of the subject and its neighbours that only rank what was found. */
    related?: string[] | undefined;
    /** Codes of the EU's data themes that narrow the search, `SOCI`. */
    themes?: string[] | undefined;
  }>;
  jobs?: SearchOf<{
    /** Words or phrases of which an ad must have at least one. */
    terms: string[];
  }>;
  parliament?: SearchOf<ParliamentTerms>;
  taxonomy?: {
    /** SSYK codes. */
    occupations?: string[];
    /** Concept ids of the JobTech taxonomy. */
    concepts?: string[];
    /** Words that labels of its concepts begin with. */
    terms?: string[];
  };
}

/** The search for one source. */
export function searchFor<T extends { terms: string[] }>(search: SearchOf<T>, sourceId: string): T {
  return { ...search, ...search.sources?.[sourceId] };
}

/** All words of a catalogue search, those of single sources too: what datasets are ranked by. */
export function interestOf({ terms, related, sources }: NonNullable<Crosswalk['catalogue']>) {
  const ofSources = Object.values(sources ?? {}).flatMap((own) => own.terms ?? []);
  return { terms: [...new Set([...terms, ...ofSources])], related: related ?? [] };
}

/** A subject in the association's own SKOS scheme; the hub that joins content and sources. */
@Entity('topic')
// There are at most 40, and loaders share their calls, so the estimate counts no more than 40.
@Extensions({ distinct: 40 })
@ObjectType({
  implements: Node,
  description: 'A subject in the association’s own SKOS scheme; it joins content and sources.',
})
export class Topic extends OwnContent {
  @Field(() => ID)
  get id(): string {
    return globalId('Topic', this.key);
  }
  @Field(() => String)
  get slug(): string {
    return this.key;
  }
  @Column({ type: 'jsonb' }) prefLabel!: LocalisedText;
  @Column({ type: 'jsonb', nullable: true }) definition!: LocalisedText | null;
  @Column({ type: 'text', array: true, default: '{}' }) broaderKeys!: string[];
  @Field(() => [Identifier], { description: 'The same subject in other schemes.' })
  @Column({ type: 'jsonb', default: [] })
  identifiers!: Identifier[];
  @Column({ type: 'jsonb', default: {} }) crosswalk!: Crosswalk;
}
