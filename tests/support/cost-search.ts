import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { argumentsOf } from './example-arguments.ts';

/** A field of a query, with all that makes it expensive. */
export interface Selection {
  field: string;
  /** The type that has the field; an object in a place for an interface or a union is reached by a condition. */
  on: string;
  /** Arguments as text. `§` stands for the number of the copy, so that no two ask for the same. */
  args: string;
  /** How many copies there are, under different aliases. */
  times: number;
  /** Whether the copies spread one fragment, or each write their selection out. */
  inFragment: boolean;
  aliasLength: number;
  children: Selection[];
}

/** What an answer took and gave. */
export interface Measured {
  status: number;
  code: string | null;
  cpu: number;
  /** Milliseconds of CPU in the longest time in which nothing else could run. */
  stall: number;
  bytes: number;
  memory: number;
}

export type Objective = 'cpu' | 'stall' | 'bytes' | 'memory';
const objectives: readonly Objective[] = ['cpu', 'stall', 'bytes', 'memory'];

export interface Found {
  query: string;
  measured: Measured;
}

const keptPerObjective = 8;
const longestQuery = 1_000_000;

/** A random source that gives the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Searches for queries that cost much: it keeps the worst by each measure, and changes them at random. `measure` sends a
 * query to the gateway.
 */
export async function searchForCost(
  schema: GraphQLSchema,
  measure: (query: string) => Promise<Measured>,
  { seed, goOn }: { seed: number; goOn: (step: number) => boolean },
): Promise<Record<Objective, Found[]>> {
  const random = seeded(seed);
  const queries = new QueryMaker(schema, random);
  const kept = new Map<Objective, { root: Selection; found: Found }[]>(objectives.map((one) => [one, []]));
  for (let step = 0; goOn(step); step++) {
    const pool = kept.get(pick(random, objectives) ?? 'cpu') ?? [];
    const parent = random() < 0.1 ? undefined : pool[Math.floor(random() * pool.length)];
    const root = parent ? structuredClone(parent.root) : queries.start();
    const changes = 1 + Math.floor(random() * 4);
    const other = pick(random, [...kept.values()].flat())?.root;
    for (let change = 0; change < changes; change++) queries.change(root, other);
    const query = queries.text(root);
    if (query.length > longestQuery) continue;
    const measured = await measure(query);
    for (const objective of objectives) {
      const best = kept.get(objective) ?? [];
      if (objective === 'bytes' && measured.status !== 200) continue;
      best.push({ root, found: { query, measured } });
      best.sort((one, two) => two.found.measured[objective] - one.found.measured[objective]);
      best.splice(keptPerObjective);
    }
  }
  const worst = (objective: Objective) => (kept.get(objective) ?? []).map(({ found }) => found);
  return { cpu: worst('cpu'), stall: worst('stall'), bytes: worst('bytes'), memory: worst('memory') };
}

/** Makes queries of a schema, and changes them. */
class QueryMaker {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {}

  start(): Selection {
    const root = this.selection('Query', '');
    this.add(root);
    return root;
  }

  change(root: Selection, other: Selection | undefined): void {
    const all = flat(root);
    const one = pick(this.random, all);
    const way = this.random();
    if (!one || way < 0.3) this.add(one ?? root);
    else if (way < 0.55) one.times = Math.min(100, Math.ceil(one.times * (1 + this.random() * 5)));
    else if (way < 0.65) one.args = this.argumentsOf(one);
    else if (way < 0.75) one.inFragment = !one.inFragment;
    else if (way < 0.8) one.aliasLength = Math.floor(this.random() * 90);
    else if (way < 0.9 && other) {
      const same = flat(other).filter(({ on }) => on === one.on);
      const taken = pick(this.random, same);
      if (taken) one.children.push(...structuredClone(taken.children));
    } else {
      const [parent] = all.filter(({ children }) => children.includes(one));
      if (parent) parent.children.splice(parent.children.indexOf(one), 1);
      else one.times = 1;
    }
    root.times = 1;
  }

  /** The whole query. Objects without a selection get one. */
  text(root: Selection): string {
    const fragments: string[] = [];
    let names = 0;
    const setOf = (selection: Selection, type: GraphQLNamedType): string => {
      const inner = selection.children
        .filter(({ on }) => this.schema.getType(on) !== undefined)
        .map((child) => {
          const text = copies(child);
          return child.on === type.name ? text : `... on ${child.on} { ${text} }`;
        });
      return inner.length > 0 ? inner.join(' ') : '__typename';
    };
    const copies = (selection: Selection): string => {
      const type = this.typeOf(selection);
      let set = '';
      if (type && isCompositeType(type)) {
        set = ` { ${setOf(selection, type)} }`;
        if (selection.inFragment) {
          const name = `F${fragments.length}x${names++}`;
          fragments.push(`fragment ${name} on ${type.name}${set}`);
          set = ` { ...${name} }`;
        }
      }
      const id = names++;
      return Array.from({ length: selection.times }, (_, copy) => {
        const alias = `${'a'.repeat(1 + selection.aliasLength)}${id}x${copy}`;
        const args = selection.args && `(${selection.args.replaceAll('§', String(copy))})`;
        return `${alias}: ${selection.field}${args}${set}`;
      }).join(' ');
    };
    const query = this.schema.getQueryType();
    return query ? [`{ ${setOf(root, query)} }`, ...fragments].join('\n') : '';
  }

  private add(parent: Selection): void {
    const type = parent.field === '' ? this.schema.getQueryType() : this.typeOf(parent);
    if (!type || !isCompositeType(type)) return;
    const target = isObjectType(type) ? type : pick(this.random, [...this.schema.getPossibleTypes(type)]);
    if (!target) return;
    const name = pick(this.random, Object.keys(target.getFields()));
    if (name === undefined) return;
    const one = this.selection(target.name, name);
    one.args = this.argumentsOf(one);
    parent.children.push(one);
    if (this.random() < 0.7) this.add(one);
  }

  private selection(on: string, field: string): Selection {
    return { field, on, args: '', times: 1, inFragment: false, aliasLength: 0, children: [] };
  }

  private argumentsOf(selection: Selection): string {
    const field = this.fieldOf(selection);
    if (!field) return '';
    const example = argumentsOf[`${selection.on}.${selection.field}`] ?? '';
    const given: string[] = [];
    const isRequired = field.args.some(
      ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
    );
    if (isRequired || this.random() < 0.5) given.push(example.replace(/(text: "[^"]*)"/, '$1 §"'));
    const named = (name: string) => given.join().includes(`${name}:`);
    for (const { name, type } of field.args) {
      if (named(name) || this.random() < 0.5) continue;
      if (name === 'first') given.push(`first: ${1 + Math.floor(this.random() * 100)}`);
      if (name === 'query') given.push(`query: "${pick(this.random, texts)}"`);
      if (name === 'place') given.push(`place: "${pick(this.random, ['0180', '§§§', 'Stockholm §'])}"`);
      if (name === 'lang' && getNamedType(type).name === 'Language') given.push('lang: EN');
    }
    return given.filter((part) => part !== '').join(', ');
  }

  private fieldOf({ on, field }: Selection): GraphQLField<unknown, unknown> | undefined {
    const type = this.schema.getType(on);
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  }

  private typeOf(selection: Selection): GraphQLNamedType | undefined {
    const field = this.fieldOf(selection);
    return field && getNamedType(field.type);
  }
}

const texts = [
  'a',
  'data §',
  'ord §',
  `å${'§'.repeat(60)}`,
  'a b c d e f g h i j §',
  'utveckl',
  'sjuksköterska §',
];

function flat(root: Selection): Selection[] {
  return [root, ...root.children.flatMap(flat)];
}

function pick<T>(random: () => number, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}
