import { entity } from '../entities/node.ts';
import { Source, SourceHealth, SourceKind } from '../entities/source.ts';
import type { Logger } from '../upstream/logger.ts';
import type { Meter } from '../upstream/meter.ts';
import type { HealthReport } from '../upstream/policies/health.ts';
import type { SourceMode } from '../upstream/sample.ts';
import { Memory } from '../upstream/stores/cache-store.ts';
import type { LastGoodStore } from '../upstream/stores/last-good.ts';
import type { SharedStore } from '../upstream/stores/shared.ts';
import type { Clock } from '../upstream/time.ts';
import { openUpstream, type SeenAnswer, type Upstream } from '../upstream/upstream.ts';
import { dataportalSe } from './dataportal-se/index.ts';
import { enrichments } from './enrichments/index.ts';
import { esco } from './esco/index.ts';
import { forem } from './forem/index.ts';
import { historical } from './historical/index.ts';
import { jobed } from './jobed/index.ts';
import { joblinks } from './joblinks/index.ts';
import { jobsearch } from './jobsearch/index.ts';
import { jobstream } from './jobstream/index.ts';
import { nav } from './nav/index.ts';
import { riksdagen } from './riksdagen/index.ts';
import type { Kind, OperationsByKind, SourceDeclaration } from './source.ts';
import { taxonomy } from './taxonomy/index.ts';
import { yrkesbarometern } from './yrkesbarometern/index.ts';

/** Every source there is; a new one is a folder and a line here. */
export const registry = [
  jobsearch,
  jobstream,
  joblinks,
  historical,
  nav,
  forem,
  dataportalSe,
  riksdagen,
  taxonomy,
  enrichments,
  jobed,
  yrkesbarometern,
  esco,
] as const satisfies readonly AnySource[];

/** A declaration of any kind, its kind and its operations still belonging together. */
export type AnySource = { [K in Kind]: SourceDeclaration<K> }[Kind];

/** The association's own content is a source too, though nothing is fetched from it. */
const association = entity(Source, {
  slug: 'association',
  name: 'Swedish JobTech',
  kind: SourceKind.CONTENT,
  publisher: 'Swedish JobTech',
  homepage: 'https://www.swedishjobtech.se',
  documentation: null,
  licence: 'stated with each item',
  country: 'SE',
  health: SourceHealth.UP,
  lastSuccessAt: null,
  lastError: null,
  requestBudget: null,
  latency: null,
});

export interface SourcesSettings {
  mode: SourceMode;
  /** By source id; a set one replaces the source's own exactly. */
  baseUrls: Readonly<Record<string, string | undefined>>;
  keys: Readonly<Record<string, string | undefined>>;
  /** By source id; unset leaves it as the source is declared. */
  enabled: Readonly<Record<string, boolean | undefined>>;
  lastGood: LastGoodStore | null;
  /** What replicas share; without it each goes on alone. */
  shared?: SharedStore | null;
  meter?: Meter;
  /** Sees every answer of a source as it came. */
  onAnswer?: (seen: SeenAnswer) => void;
  /** Names the project to the sources. */
  userAgent: string;
  clock?: Clock;
  logger?: Logger;
  /** Other sources than the registered ones, for tests. */
  declarations?: readonly AnySource[];
}

/** A source that can be asked. */
export interface OpenSource<K extends Kind> {
  id: string;
  kind: K;
  operations: OperationsByKind[K];
}
export type AnyOpenSource = { [K in Kind]: OpenSource<K> }[Kind];

/** What a source is, whatever its state. */
export type SourceFacts = Pick<
  Source,
  'slug' | 'kind' | 'name' | 'publisher' | 'homepage' | 'documentation' | 'licence' | 'country'
>;

/** All sources of a running gateway. */
export interface Sources {
  /** Null for an unknown source, and for one that is switched off. */
  get(id: string): AnyOpenSource | null;
  /** The sources of one kind that are switched on, in the order of the registry. */
  ofKind<K extends Kind>(kind: K): OpenSource<K>[];
  /** A source as clients see it, switched on or not; `association` is our own content. Null for an unknown one. */
  describe(id: string): Source | null;
  /** All of them, our own content first. */
  describeAll(): Source[];
  /** What never changes of every source, switched on or not: for whoever need not know how they are. */
  readonly facts: readonly SourceFacts[];
  /** How each source that is switched on answers, by its id. */
  health(): Map<string, HealthReport>;
  close(): Promise<void>;
}

/** Decoded answers kept in the process, all sources together. */
const MEMORY_BYTES = 64 * 1024 * 1024;

/** Opens the registered sources. Nothing is dialled before the first question. */
export function openSources(settings: SourcesSettings): Sources {
  const memory = new Memory(MEMORY_BYTES);
  const opened = new Map<
    string,
    { declaration: AnySource; upstream: Upstream; source: AnyOpenSource | null }
  >();
  for (const declaration of settings.declarations ?? registry) {
    const { id } = declaration;
    const upstream = openUpstream(declaration, {
      mode: settings.mode,
      userAgent: settings.userAgent,
      baseUrl: settings.baseUrls[id],
      key: settings.keys[id],
      lastGood: settings.lastGood,
      shared: settings.shared,
      meter: settings.meter,
      onAnswer: settings.onAnswer,
      memory,
      clock: settings.clock,
      logger: settings.logger,
    });
    const isOn = settings.enabled[id] ?? declaration.enabled ?? true;
    opened.set(id, { declaration, upstream, source: isOn ? open(declaration, upstream) : null });
  }
  const describe = (id: string): Source | null => {
    if (id === association.slug) return association;
    const found = opened.get(id);
    return found ? describeSource(found.declaration, found.upstream) : null;
  };

  return {
    get: (id) => opened.get(id)?.source ?? null,
    ofKind: (kind) => {
      const found: OpenSource<typeof kind>[] = [];
      for (const { source } of opened.values()) {
        if (source && isOfKind(source, kind)) found.push(source);
      }
      return found;
    },
    describe,
    describeAll: () => [
      association,
      ...[...opened.values()].map((one) => describeSource(one.declaration, one.upstream)),
    ],
    facts: [...opened.values()].map(({ declaration }) => factsOf(declaration)),
    health: () => {
      const on = [...opened].filter(([, { source }]) => source !== null);
      return new Map(on.map(([id, { upstream }]) => [id, upstream.health()]));
    },
    close: async () => {
      await Promise.all([...opened.values()].map(({ upstream }) => upstream.close()));
    },
  };
}

function open(declaration: AnySource, upstream: Upstream): AnyOpenSource {
  const { id } = declaration;
  // One line a kind: this is where the type checker sees that kind and operations belong together.
  switch (declaration.kind) {
    case 'JOBS':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
    case 'JOB_STREAM':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
    case 'CATALOGUE':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
    case 'PARLIAMENT':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
    case 'TAXONOMY':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
    case 'EDUCATION':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
    case 'FORECAST':
      return { id, kind: declaration.kind, operations: declaration.open(upstream) };
  }
}

function isOfKind<K extends Kind>(source: AnyOpenSource, kind: K): source is AnyOpenSource & OpenSource<K> {
  return source.kind === kind;
}

function factsOf(declaration: AnySource): SourceFacts {
  const { id, kind, name, publisher, homepage, documentation, licence, country } = declaration;
  return {
    slug: id,
    // To clients a stream of ads is about jobs as a search for them is.
    kind: kind === 'JOB_STREAM' ? SourceKind.JOBS : SourceKind[kind],
    name,
    publisher,
    homepage,
    documentation,
    licence,
    country,
  };
}

function describeSource(declaration: AnySource, upstream: Upstream): Source {
  const { health, lastSuccessAt, lastError, latency, requestBudget } = upstream.health();
  return entity(Source, {
    ...factsOf(declaration),
    ...{ health, lastSuccessAt, lastError, latency, requestBudget },
  });
}
