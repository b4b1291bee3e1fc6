import type { Kind } from './kinds/kinds.ts';
import type { SourceDeclaration } from './source.ts';

/** A declaration of any kind; its kind and its operations belong together. */
export type AnySource = { [K in Kind]: SourceDeclaration<K> }[Kind];

/** A folder declares one source, or several of the same software. */
async function inOrder(declared: readonly Promise<AnySource | readonly AnySource[]>[]): Promise<AnySource[]> {
  return (await Promise.all(declared)).flat();
}

/**
 * Every source, in the order in which they are preferred where several have the same thing. A new source is a folder
 * and a line here.
 */
export const registry: readonly AnySource[] = await inOrder([
  import('./jobsearch/index.ts').then(({ jobsearch }) => jobsearch),
  import('./jobstream/index.ts').then(({ jobstream }) => jobstream),
  import('./joblinks/index.ts').then(({ joblinks }) => joblinks),
  import('./historical/index.ts').then(({ historical }) => historical),
  import('./nav/index.ts').then(({ nav }) => nav),
  import('./forem/index.ts').then(({ forem }) => forem),
  import('./dataportal-se/index.ts').then(({ dataportalSe }) => dataportalSe),
  import('./ckan/index.ts').then(({ ckan }) => ckan),
  import('./opendatasoft/index.ts').then(({ opendatasoft }) => opendatasoft),
  import('./data-europa/index.ts').then(({ dataEuropa }) => dataEuropa),
  import('./handlingar/index.ts').then(({ handlingar }) => handlingar),
  import('./eurlex/index.ts').then(({ eurlex }) => eurlex),
  import('./riksdagen/index.ts').then(({ riksdagen }) => riksdagen),
  import('./stortinget/index.ts').then(({ stortinget }) => stortinget),
  import('./taxonomy/index.ts').then(({ taxonomy }) => taxonomy),
  import('./enrichments/index.ts').then(({ enrichments }) => enrichments),
  import('./jobed/index.ts').then(({ jobed }) => jobed),
  import('./yrkesbarometern/index.ts').then(({ yrkesbarometern }) => yrkesbarometern),
  import('./esco/index.ts').then(({ esco }) => esco),
  import('./scb/index.ts').then(({ scb }) => scb),
  import('./ssb/index.ts').then(({ ssb }) => ssb),
  import('./statistics-estonia/index.ts').then(({ statisticsEstonia }) => statisticsEstonia),
  import('./eurostat/index.ts').then(({ eurostat }) => eurostat),
  import('./kolada/index.ts').then(({ kolada }) => kolada),
]);
