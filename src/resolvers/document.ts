import { Arg, Ctx, createUnionType, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Concept } from '../entities/concept.ts';
import { pageOf } from '../entities/connection.ts';
import { Dataset } from '../entities/dataset.ts';
import {
  Article,
  Demand,
  Document,
  FactBox,
  Mention,
  Point,
  Quote,
  Report,
  Responsibility,
  Section,
  Statement,
} from '../entities/document.ts';
import { Language } from '../entities/language.ts';
import { LegalAct } from '../entities/legal-act.ts';
import { Organisation } from '../entities/organisation.ts';
import { Party } from '../entities/party.ts';
import { Membership, Person } from '../entities/person.ts';
import { Source } from '../entities/source.ts';
import { Topic } from '../entities/topic.ts';
import { Access, PointKind } from '../entities/vocabulary.ts';
import { MOST_HITS } from '../search/search.ts';
import { Author, authorsOf } from './support/author.ts';
import { DocumentConnection } from './support/connections.ts';
import { documentTypes, knownDocument, knownTopics, knownTypes } from './support/filters.ts';
import { After, First, lookedUp, pageWindow, searchText } from './support/input.ts';
import { Localised, type PickText } from './support/localised.ts';
import { pick } from './support/pick.ts';

const MentionTarget = createUnionType({
  name: 'MentionTarget',
  description: 'What a document names.',
  types: () => [Organisation, Person, Party, Source, LegalAct, Dataset] as const,
});

@Resolver(() => Document)
export class DocumentResolver {
  @Extensions({ cost: 100 })
  @Query(() => DocumentConnection, {
    nullable: true,
    description:
      'Articles, reports and statements, the newest first; the best match first when `query` is given.',
  })
  async documents(
    @Ctx() { content, loaders }: Context,
    @Arg('query', () => String, {
      nullable: true,
      description: 'Words to find; å ä ö ø æ é and case do not matter.',
    })
    query?: string | null,
    @Arg('types', () => [String], { nullable: true, description: '`Article`, `Report`, `Statement`.' })
    types?: string[] | null,
    @Arg('topics', () => [String], { nullable: true }) topics?: string[] | null,
    @Arg('language', () => Language, { nullable: true }) language?: Language | null,
    @First() first?: number | null,
    @After() after?: string | null,
  ) {
    const window = pageWindow(first, after);
    const wantedTypes = knownTypes(types, documentTypes);
    const themes = knownTopics(content, topics);
    const found =
      typeof query === 'string'
        ? (await loaders.search(searchText('query', query), wantedTypes ?? documentTypes, MOST_HITS)).map(
            ({ ref }) => content.find(ref),
          )
        : byDate([...content.documents.values()]);
    const all = found.filter(
      (document): document is Document =>
        document instanceof Document &&
        (!wantedTypes || wantedTypes.includes(document.constructor.name)) &&
        (!language || document.language === language) &&
        (!themes || document.topicKeys.some((key) => themes.has(key))),
    );
    return pageOf(all.slice(window.offset, window.offset + window.limit), { ...window, total: all.length });
  }
  @Query(() => Document, {
    nullable: true,
    description: 'One document by its slug, id or title; drafts are not found.',
  })
  document(@Arg('slug', () => String) slug: string, @Ctx() { content }: Context) {
    return lookedUp(() => knownDocument(content, slug));
  }

  @FieldResolver(() => [Author])
  authors(@Root() { authors }: Document, @Ctx() { content }: Context) {
    return authorsOf(content, authors);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Neutral, in the association’s words.' })
  summary(@Root() document: Document, @Localised() pickText: PickText) {
    return pickText(document.summary);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The whole text, once the original has been imported; null under EXCERPT.',
  })
  text(@Root() document: Document, @Ctx() { loaders }: Context) {
    if (document.access === Access.EXCERPT) return null;
    return loaders.text.load(`${document.constructor.name}:${document.key}`);
  }
  @FieldResolver(() => [Section])
  sections(@Root() { key }: Document, @Ctx() { content }: Context) {
    return content.sectionsOf(key);
  }
  @FieldResolver(() => [Mention])
  mentions(@Root() { key }: Document, @Ctx() { content }: Context) {
    return content.mentionsIn(key);
  }
  @FieldResolver(() => [Topic])
  topics(@Root() { topicKeys }: Document, @Ctx() { content }: Context) {
    return pick(topicKeys, content.topics);
  }
}

@Resolver(() => Article)
export class ArticleResolver {
  @FieldResolver(() => [Concept], { description: 'Obstacles that the article names.' })
  obstacles(@Root() { obstacleKeys }: Article, @Ctx() { content }: Context) {
    return pick(obstacleKeys, content.concepts);
  }
  @FieldResolver(() => [Concept], { description: 'What the article proposes.' })
  measures(@Root() { measureKeys }: Article, @Ctx() { content }: Context) {
    return pick(measureKeys, content.concepts);
  }
  @FieldResolver(() => [Responsibility])
  responsibilities(@Root() { key }: Article, @Ctx() { content }: Context) {
    return content.responsibilitiesIn(key);
  }
  @FieldResolver(() => [Point], {
    description: 'The entries of its lists, in its own words; empty until the original has been imported.',
  })
  points(
    @Root() { key }: Article,
    @Ctx() { content }: Context,
    @Arg('kinds', () => [PointKind], { nullable: true }) kinds?: PointKind[] | null,
  ) {
    return content.pointsOf(key).filter(({ kind }) => !kinds || kinds.includes(kind));
  }
}

@Resolver(() => Report)
export class ReportResolver {
  @FieldResolver(() => [FactBox])
  factBoxes(@Root() { key }: Report, @Ctx() { content }: Context) {
    return content.factBoxesOf(key);
  }
  @FieldResolver(() => [Quote], { description: 'Empty until the original has been imported.' })
  quotes(@Root() { key }: Report, @Ctx() { content }: Context) {
    return content.quotesOf(key);
  }
}

@Resolver(() => Statement)
export class StatementResolver {
  @FieldResolver(() => Organisation)
  adoptedBy(@Root() { adoptedByKey }: Statement, @Ctx() { content }: Context) {
    return content.organisations.get(adoptedByKey);
  }
  @FieldResolver(() => [Membership], {
    description: 'Members of the panel before the statement was adopted.',
  })
  panel(@Root() { key }: Statement, @Ctx() { content }: Context) {
    return content.panelOf(key);
  }
  @FieldResolver(() => [Demand])
  demands(@Root() { key }: Statement, @Ctx() { content }: Context) {
    return content.demandsOf(key);
  }
}

@Resolver(() => Section)
export class SectionResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Null until imported, and under EXCERPT.' })
  text(@Root() { key, documentKey }: Section, @Ctx() { content, loaders }: Context) {
    const full = content.documents.get(documentKey)?.access === Access.FULL;
    return full ? loaders.text.load(`Section:${key}`) : null;
  }
}

@Resolver(() => Point)
export class PointResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Null under EXCERPT.' })
  text(@Root() { key, documentKey }: Point, @Ctx() { content, loaders }: Context) {
    const full = content.documents.get(documentKey)?.access === Access.FULL;
    return full ? loaders.text.load(`Point:${key}`) : null;
  }
}

@Resolver(() => FactBox)
export class FactBoxResolver {
  @FieldResolver(() => Organisation, { nullable: true })
  organisation(@Root() { organisationKey }: FactBox, @Ctx() { content }: Context) {
    return organisationKey ? content.organisations.get(organisationKey) : null;
  }
}

@Resolver(() => Quote)
export class QuoteResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Null where the speaker is only implied.' })
  speaker(@Root() { speakerKey }: Quote, @Ctx() { content }: Context) {
    return speakerKey ? content.persons.get(speakerKey) : null;
  }
}

@Resolver(() => Demand)
export class DemandResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Null until imported, and under EXCERPT.' })
  text(@Root() { key }: Demand, @Ctx() { loaders }: Context) {
    return loaders.text.load(`Demand:${key}`);
  }
  @FieldResolver(() => String, { nullable: true })
  summary(@Root() demand: Demand, @Localised() pickText: PickText) {
    return pickText(demand.summary);
  }
  @FieldResolver(() => [Topic])
  topics(@Root() { topicKeys }: Demand, @Ctx() { content }: Context) {
    return pick(topicKeys, content.topics);
  }
}

@Resolver(() => Responsibility)
export class ResponsibilityResolver {
  @FieldResolver(() => Organisation, { nullable: true })
  organisation(@Root() { organisationKey }: Responsibility, @Ctx() { content }: Context) {
    return organisationKey ? content.organisations.get(organisationKey) : null;
  }
  @FieldResolver(() => String)
  text(@Root() responsibility: Responsibility, @Localised() pickText: PickText) {
    return pickText(responsibility.text);
  }
}

@Resolver(() => Mention)
export class MentionResolver {
  @FieldResolver(() => MentionTarget, { nullable: true })
  target(@Root() { target }: Mention, @Ctx() { content, sources }: Context) {
    if (!target) return null;
    return target.startsWith('Source:') ? sources.describe(target.slice(7)) : content.find(target);
  }
}

function byDate(documents: Document[]): Document[] {
  return documents.sort((a, b) => (b.publishedOn ?? '').localeCompare(a.publishedOn ?? ''));
}
