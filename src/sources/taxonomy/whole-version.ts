import type { TaxonomyConcept } from '../../entities/taxonomy-concept.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { batchesOf } from '../formats/batches.ts';
import type { ConceptOperations } from '../kinds/concepts.ts';
import type { ListedConcept, TaxonomyOperations } from '../kinds/taxonomy.ts';
import { types } from './query.ts';
import { TaxonomyError } from './taxonomy-error.ts';

/** Small enough for an answer within the time-out: groups have many relations. */
const page = 250;
const urisAtOnce = 200;

export interface WholeVersion {
  version: number;
  concepts: TaxonomyConcept[];
}

interface Asked {
  taxonomy: TaxonomyOperations;
  /** Source of English labels; null to load none. */
  esco: ConceptOperations | null;
  /** Null for the newest. */
  version: number | null;
}

/** Fetches a complete version of the taxonomy; `tell` receives lines of progress. */
export async function wholeVersion(
  { taxonomy, esco, version: wanted }: Asked,
  call: Call,
  tell: (line: string) => void,
): Promise<WholeVersion> {
  const versions = await taxonomy.versions(call);
  const version = wanted ?? versions.at(-1);
  if (version === undefined) throw new TaxonomyError('Nothing was changed: the taxonomy names no version.');
  if (!versions.includes(version)) {
    throw new TaxonomyError(
      `Nothing was changed: there is no version ${version} of the taxonomy. The newest are ${versions.slice(-5).join(', ')}.`,
    );
  }
  const listed: ListedConcept[] = [];
  for (const type of types) {
    const ofType = await allOf(taxonomy, type, version, call);
    tell(`version ${version}: ${ofType.length} of type ${type}`);
    listed.push(...ofType);
  }
  // A withdrawn concept is kept only where another one replaces it.
  const kept = listed.filter(({ withdrawn, replacedBy }) => !withdrawn || replacedBy !== null);
  const byId = new Map(kept.map(({ withdrawn: _, ...concept }) => [concept.key, concept]));
  const concepts = [...byId.values()];
  refuseIncomplete(version, concepts);
  if (esco) await addEnglish(esco, concepts, call, tell);
  return { version, concepts };
}

async function allOf(
  taxonomy: TaxonomyOperations,
  type: string,
  version: number,
  call: Call,
): Promise<ListedConcept[]> {
  const found = new Map<string, ListedConcept>();
  for (let offset = 0; ; offset += page) {
    const part = await taxonomy.concepts(type, version, { offset, limit: page }, call);
    const before = found.size;
    for (const concept of part.items) found.set(concept.key, concept);
    // Nothing new is the end. It also ends the loop if the service ignores the offset.
    if (found.size === before) return [...found.values()];
  }
}

function refuseIncomplete(version: number, concepts: readonly TaxonomyConcept[]): void {
  for (const type of [
    'ssyk-level-1',
    'ssyk-level-2',
    'ssyk-level-3',
    'ssyk-level-4',
    'occupation-name',
    'skill',
  ]) {
    const ofType = concepts.filter((concept) => concept.type === type);
    const good = type.startsWith('ssyk') ? ofType.filter(({ code }) => code !== null) : ofType;
    if (good.length > 0) continue;
    throw new TaxonomyError(
      `Nothing was changed: version ${version} came without anything of type ${type}. Try again later, or name an earlier version with --version.`,
    );
  }
}

/** The taxonomy's labels are Swedish; an exact match in ESCO gives the English one. */
async function addEnglish(
  esco: ConceptOperations,
  concepts: readonly TaxonomyConcept[],
  call: Call,
  tell: (line: string) => void,
): Promise<void> {
  const matched = concepts.filter(({ exactMatch }) => exactMatch.length === 1);
  let asked = 0;
  for (const part of batchesOf(matched, urisAtOnce)) {
    try {
      const found = await esco.byUri(
        part.flatMap(({ exactMatch }) => exactMatch),
        call,
      );
      for (const concept of part)
        concept.english = found.get(concept.exactMatch[0] ?? '')?.prefLabel.en ?? null;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      tell(`no more English labels: ${error.message}`);
      return;
    }
    asked += part.length;
    tell(`English labels: ${asked} of ${matched.length}`);
  }
}
