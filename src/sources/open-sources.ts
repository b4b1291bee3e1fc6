import { entity } from '../entities/node.ts';
import { Source, SourceHealth, SourceKind } from '../entities/source.ts';
import { SourceError } from '../upstream/errors.ts';
import type { Logger } from '../upstream/logger.ts';
import type { Meter } from '../upstream/meter.ts';
import type { HealthReport } from '../upstream/policies/health.ts';
import type { SourceMode } from '../upstream/sample.ts';
import { Memory } from '../upstream/stores/cache-store.ts';
import type { LastGoodStore } from '../upstream/stores/last-good.ts';
import type { SharedStore } from '../upstream/stores/shared.ts';
import type { Clock } from '../upstream/time.ts';
import {
  openUpstream,
  type SeenAnswer,
  type Upstream,
  type UpstreamDeclaration,
  type UpstreamServices,
} from '../upstream/upstream.ts';
import { failureIn } from './across/ask-each.ts';
import { CursorKeeper } from './across/cursor-keeper.ts';
import { type Kind, kinds, type OperationsByKind } from './kinds/kinds.ts';
import { type AnySource, registry } from './registry.ts';

/** Nothing is fetched from these: what they publish comes with the gateway. */
const unmeasured = { lastSuccessAt: null, lastError: null, requestBudget: null, latency: null };
const stored = { country: 'SE', documentation: null, health: SourceHealth.UP, ...unmeasured };
const association = entity(Source, {
  slug: 'association',
  name: 'Swedish JobTech',
  kind: SourceKind.CONTENT,
  publisher: 'Swedish JobTech',
  homepage: 'https://www.swedishjobtech.se',
  licence: 'stated with each item',
  identifiers: [],
  ...stored,
});
const valmyndigheten = entity(Source, {
  slug: 'valmyndigheten',
  name: 'Valmyndigheten',
  kind: SourceKind.ELECTIONS,
  publisher: 'Valmyndigheten',
  homepage: 'https://www.val.se',
  licence: 'Free to use if Valmyndigheten is named as the source',
  identifiers: ['valmyndigheten'],
  ...stored,
});
const storedSources = [association, valmyndigheten];

export interface SourcesSettings {
  mode: SourceMode;
  /** By source id; a set one replaces the source's own exactly. */
  baseUrls: Readonly<Record<string, string | undefined>>;
  keys: Readonly<Record<string, string | undefined>>;
  /** By source id; unset leaves it as the source is declared. */
  enabled: Readonly<Record<string, boolean | undefined>>;
  lastGood: LastGoodStore | null;
  /** What replicas share; without it each works alone. */
  shared?: SharedStore | null;
  meter?: Meter;
  /** Sees every answer of a source as it came. */
  onAnswer?: (seen: SeenAnswer) => void;
  /** Milliseconds that answers with personal data are stored at most. */
  personalDataFor?: number | undefined;
  /** Called when things of a source are gone, or when any may be: then without a source. */
  onForgotten?: (sourceId: string | null, ids: readonly string[]) => void;
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
  /** ISO 3166-1 alpha-2; null for international sources. */
  country: string | null;
  /** Identifier schemes that its records carry. */
  identifiers: readonly string[];
  operations: OperationsByKind[K];
}
export type AnyOpenSource = { [K in Kind]: OpenSource<K> }[Kind];

/** What a source is, whatever its state. */
export type SourceFacts = Pick<
  Source,
  | 'slug'
  | 'kind'
  | 'name'
  | 'publisher'
  | 'homepage'
  | 'documentation'
  | 'licence'
  | 'country'
  | 'identifiers'
>;

/** Which sources of a kind are asked; all of them where nothing is said. */
interface Which<K extends Kind> {
  ids?: Iterable<string> | null | undefined;
  /** Of those that can answer. */
  can?(source: OpenSource<K>): boolean;
}

/**
 * The sources to request, in the order of the registry. `off` has an error for each source that the client has named
 * and that is switched off, or for the first when all that could answer are switched off.
 */
export interface Members<K extends Kind> {
  on: readonly OpenSource<K>[];
  off: readonly SourceError[];
}

/** All sources of a running gateway. */
export interface Sources {
  /** The sources of one kind that are switched on, in the order of the registry. */
  ofKind<K extends Kind>(kind: K): OpenSource<K>[];
  /** The sources of a kind to request for one field. */
  members<K extends Kind>(kind: K, which?: Which<K>): Members<K>;
  /** Ids of the sources of a kind that can answer, switched on or not, in the order of the registry. */
  idsOf<K extends Kind>(kind: K, can?: (source: OpenSource<K>) => boolean): string[];
  /** One source of a kind by its id; null when there is none with that id. A `SourceError` when it is switched off. */
  member<K extends Kind>(kind: K, id: string): OpenSource<K> | null;
  /** ISO code of a source's country; null for international and unknown ones. */
  countryOf(id: string): string | null;
  /** Requests upstream that one call of an operation costs, by the id of each source that has it. */
  requestsOf(kind: string, operation: string): ReadonlyMap<string, number>;
  /** A source as clients see it, switched on or not; `association` is our own content. Null for an unknown one. */
  describe(id: string): Source | null;
  /** All of them, our own content first. */
  describeAll(): Source[];
  /** What never changes of every source, switched on or not. */
  readonly facts: readonly SourceFacts[];
  /** Deletes every stored copy of things of a source that are gone. */
  forget(sourceId: string, ids: readonly string[]): Promise<void>;
  /** The same in this process only; without a source, every answer that holds such things. */
  forgetInMemory(sourceId: string | null, ids: readonly string[]): void;
  /** Deletes the answers of all sources in this process, and in the shared cache those with all of these words; false when the cache cannot be reached. */
  forgetText(words: readonly string[]): Promise<boolean>;
  /** Deletes the answers of all sources in this process. */
  clearMemory(): void;
  /** Keeps the long cursors of merged lists. */
  readonly cursors: CursorKeeper;
  /** How each source that is switched on answers, by its id. */
  health(): Map<string, HealthReport>;
  close(): Promise<void>;
}

/** Decoded answers in the process, of all sources together. */
const MEMORY_BYTES = 32 * 1024 * 1024;

interface Opened {
  declaration: AnySource;
  upstream: Upstream;
  second: Upstream | null;
  source: AnyOpenSource;
  isOn: boolean;
}

/** Opens the registered sources. No connection is opened before the first request. */
export function openSources(settings: SourcesSettings): Sources {
  const memory = new Memory(MEMORY_BYTES, settings.onForgotten);
  const opened = new Map<string, Opened>();
  for (const declaration of settings.declarations ?? registry) {
    const { id } = declaration;
    const services = {
      mode: settings.mode,
      userAgent: settings.userAgent,
      baseUrl: settings.baseUrls[id],
      key: settings.keys[id],
      lastGood: settings.lastGood,
      shared: settings.shared,
      meter: settings.meter,
      onAnswer: settings.onAnswer,
      personalDataFor: settings.personalDataFor,
      memory,
      clock: settings.clock,
      logger: settings.logger,
    };
    const upstream = openUpstream({ ...declaration, ...privacyOf(declaration) }, services);
    const second = openSecond(declaration, services, settings.baseUrls);
    const isOn = settings.enabled[id] ?? declaration.enabled ?? true;
    opened.set(id, { declaration, upstream, second, source: open(declaration, upstream, second), isOn });
  }

  const openedAll = [...opened.values()];
  const byKind = new Map<Kind, Pick<Opened, 'source' | 'isOn'>[]>();
  for (const one of openedAll) byKind.set(one.source.kind, [...(byKind.get(one.source.kind) ?? []), one]);
  const declaredOf = <K extends Kind>(kind: K): { source: OpenSource<K>; isOn: boolean }[] => {
    const found: { source: OpenSource<K>; isOn: boolean }[] = [];
    for (const { source, isOn } of byKind.get(kind) ?? [])
      if (isOfKind(source, kind)) found.push({ source, isOn });
    return found;
  };

  return {
    ofKind: (kind) => declaredOf(kind).flatMap(({ source, isOn }) => (isOn ? [source] : [])),
    members: (kind, { ids = null, can = () => true } = {}) => {
      const named = ids && new Set(ids);
      const able = declaredOf(kind).filter(({ source }) => (!named || named.has(source.id)) && can(source));
      const on = able.flatMap(({ source, isOn }) => (isOn ? [source] : []));
      const off = able.filter(({ isOn }) => !isOn);
      const told = named ? off : on.length === 0 ? off.slice(0, 1) : [];
      return { on, off: told.map(({ source }) => switchedOff(source.id)) };
    },
    idsOf: (kind, can = () => true) =>
      declaredOf(kind).flatMap(({ source }) => (can(source) ? [source.id] : [])),
    member: (kind, id) => {
      const found = declaredOf(kind).find(({ source }) => source.id === id);
      if (!found) return null;
      if (found.isOn) return found.source;
      throw switchedOff(id);
    },
    countryOf: (id) => opened.get(id)?.declaration.country ?? null,
    requestsOf: (kind, operation) => {
      const costs = new Map<string, number>();
      for (const { declaration, source, isOn } of opened.values()) {
        if (!isOn || source.kind !== kind || !(operation in source.operations)) continue;
        const requests: Readonly<Record<string, number | undefined>> = declaration.requests ?? {};
        costs.set(declaration.id, requests[operation] ?? 1);
      }
      return costs;
    },
    describe: (id) => {
      const found = opened.get(id);
      return found ? describeSource(found) : describeStored(id);
    },
    describeAll: () => [...storedSources, ...[...opened.values()].map(describeSource)],
    cursors: new CursorKeeper(settings),
    facts: [...opened.values()].map(({ declaration }) => factsOf(declaration)),
    forget: async (sourceId, ids) => opened.get(sourceId)?.upstream.forget(ids),
    forgetInMemory: (sourceId, ids) =>
      sourceId === null ? memory.forgetThings() : memory.forget(sourceId, ids),
    forgetText: async (words) => {
      memory.clear();
      return (await settings.shared?.forgetText(words)) ?? true;
    },
    clearMemory: () => memory.clear(),
    health: () => {
      const on = [...opened].filter(([, { isOn }]) => isOn);
      return new Map(on.map(([id, { upstream }]) => [id, upstream.health()]));
    },
    close: async () => {
      await Promise.all(
        [...opened.values()].flatMap(({ upstream, second }) => [upstream.close(), second?.close()]),
      );
    },
  };
}

/** The error of a source that the deployment has switched off. */
export function switchedOff(sourceId: string): SourceError {
  return new SourceError(sourceId, 'SOURCE_NOT_CONFIGURED', 'is switched off in this deployment');
}

/** The name under which the settings know the second API of a source: `scb-v1`. */
export const secondId = ({ id, second }: Pick<AnySource, 'id' | 'second'>): string | null =>
  second ? `${id}-${second.name}` : null;

/** Nobody who has put a server of their own in the place of a source expects requests to the real one. */
function openSecond(
  declaration: AnySource,
  services: UpstreamServices,
  baseUrls: SourcesSettings['baseUrls'],
): Upstream | null {
  const { second } = declaration;
  const id = secondId(declaration);
  if (!second || id === null) return null;
  const baseUrl = baseUrls[id];
  if (services.baseUrl !== undefined && baseUrl === undefined) return null;
  const { budget } = second;
  return openUpstream(
    {
      ...declaration,
      ...privacyOf(declaration),
      baseUrl: second.baseUrl,
      budget,
    },
    { ...services, baseUrl },
  );
}

/** An ad is stored as its decoder finished it. Of every other answer, contacts are left out before it is decoded. */
function privacyOf({ kind }: AnySource): Pick<UpstreamDeclaration, 'holdsPersonalData' | 'leftOut'> {
  const { holdsPersonalData, namesArePublic } = kinds[kind];
  if (holdsPersonalData) return { holdsPersonalData };
  return { leftOut: namesArePublic ? 'addresses' : 'contacts' };
}

function open(declaration: AnySource, upstream: Upstream, second: Upstream | null): AnyOpenSource {
  const { id, kind, country, identifiers } = declaration;
  const opened = declaration.open(upstream, second);
  // A stream hands on the errors of those who write what it reads; they are not its own.
  const operations = kind === 'JOB_STREAM' ? opened : contained(id, opened);
  // The declaration's type holds kind and operations together; a union of kinds hides that from the type checker.
  return { id, kind, country, identifiers, operations } as AnyOpenSource;
}

/** The operations, whose unforeseen errors are failures of the source, whoever asks it. */
function contained<T extends object>(sourceId: string, operations: T): object {
  const fail = (error: unknown): never => {
    throw failureIn(sourceId, error);
  };
  const entries = Object.entries(operations).map(([name, operation]: [string, unknown]) => {
    if (typeof operation !== 'function') return [name, operation];
    const asked = (...given: unknown[]): unknown => {
      try {
        const found: unknown = operation.apply(operations, given);
        // Some operations tell a fact at once, without a request.
        return found instanceof Promise ? found.catch((error: unknown) => fail(error)) : found;
      } catch (error) {
        return fail(error);
      }
    };
    return [name, asked];
  });
  return Object.fromEntries(entries);
}

function isOfKind<K extends Kind>(source: AnyOpenSource, kind: K): source is AnyOpenSource & OpenSource<K> {
  return source.kind === kind;
}

function factsOf(declaration: AnySource): SourceFacts {
  const { id, kind, name, publisher, homepage, documentation, licence, country, identifiers } = declaration;
  return {
    slug: id,
    kind: kinds[kind].publicKind,
    name,
    publisher,
    homepage,
    documentation,
    licence,
    country,
    identifiers: [...identifiers],
  };
}

/** Reference data may be of a source that this gateway does not have. */
function describeStored(id: string): Source | null {
  const own = storedSources.find(({ slug }) => slug === id);
  if (own) return own;
  const declaration = registry.find((source) => source.id === id);
  return declaration
    ? entity(Source, { ...factsOf(declaration), health: SourceHealth.UNKNOWN, ...unmeasured })
    : null;
}

function describeSource({ declaration, upstream }: Opened): Source {
  const { health, lastSuccessAt, lastError, latency, requestBudget } = upstream.health();
  return entity(Source, {
    ...factsOf(declaration),
    ...{ health, lastSuccessAt, lastError, latency, requestBudget },
  });
}
