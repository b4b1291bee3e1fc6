import { Argument, Command, InvalidArgumentError } from 'commander';
import { YearLoadError } from '../ads/years/year-load-error.ts';
import { ConfigError } from '../config.ts';
import { ContentError } from '../content/pack/content-error.ts';
import { StartupError } from '../database/startup-error.ts';
import { PortError } from '../http/port-error.ts';
import { ImportError } from '../importer/import-error.ts';
import { TaxonomyError } from '../sources/taxonomy/taxonomy-error.ts';
import { SourceError } from '../upstream/errors.ts';
import { CheckError } from './check-error.ts';

/** Runs one command, and loads no more of the program than it needs; gives the process's exit code. What a person can mend is said in one sentence, without a stack. */
export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('jobtech-graph')
    .description('One GraphQL gateway over Swedish JobTech’s content and open labour-market data.')
    .exitOverride();
  program
    .command('serve', { isDefault: true })
    .description('start the gateway (what npm start does)')
    .action(async () => (await import('./serve.ts')).serve());
  program
    .command('migrate')
    .description('bring the database to this version and load the content')
    .action(async () => (await import('./migrate.ts')).migrate());
  program
    .command('schema')
    .description('print the GraphQL schema')
    .action(async () => (await import('./schema.ts')).schema());
  program
    .command('query')
    .description('run a GraphQL document from a file and print the answer')
    .argument('<file>', 'the document; - for standard input')
    .option('--variables <json>', 'variables as JSON')
    .action(async (file, options) => (await import('./query.ts')).query(file, options));
  const sources = program
    .command('sources')
    .description('list the sources and how they are set')
    .option('--live', 'ask each of them one question')
    .action(async (options) => (await import('./sources.ts')).sources(options));
  sources
    .command('check')
    .description('ask the real source one question per operation, and read the answers')
    .argument('<id>', 'such as riksdagen')
    .action(async (id) => (await import('./sources.ts')).checkOne(id));
  sources
    .command('record')
    .description('save an answer per operation, without personal data')
    .argument('<id>', 'such as riksdagen')
    .option('--folder <path>', 'where to; recorded/<id> unless told')
    .action(async (id, options) => (await import('./sources.ts')).record(id, options));
  program
    .command('import')
    .description('read original documents into the content; tells what would change, and writes with --apply')
    .argument('<path...>', 'files or folders')
    .option('--apply', 'write, in one transaction')
    .action(async (paths, options) => (await import('./import.ts')).importDocuments(paths, options));
  program
    .command('export')
    .description('write the imported originals and their manifests to a folder, from which they import again')
    .argument('<folder>', 'an empty or new folder')
    .action(async (folder) => (await import('./export.ts')).exportDocuments(folder));
  program
    .command('refresh')
    .description('load reference data from its source: a whole version of the taxonomy')
    .addArgument(new Argument('<what>').choices(['taxonomy']))
    .option('--version <number>', 'the newest unless one is named', versionNumber)
    .option('--no-english', 'leave out the English labels, which ESCO is asked for')
    .action(async (_what, options) => (await import('./refresh.ts')).refreshTaxonomy(options));
  program
    .command('load')
    .description(
      'count a year of historical job ads from downloaded files, so that trends of it are answered here',
    )
    .addArgument(new Argument('<what>').choices(['historical']))
    .argument('<file...>', '.jsonl, .json or .zip; all files of the year')
    .requiredOption('--year <year>', 'the year that the ads were published in', yearNumber)
    .action(async (_what, files, options) => (await import('./load.ts')).loadHistorical(files, options));
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    return explain(error);
  }
}

const explained = [
  ConfigError,
  StartupError,
  ContentError,
  ImportError,
  PortError,
  CheckError,
  SourceError,
  TaxonomyError,
  YearLoadError,
];

function explain(error: unknown): number {
  if (isCommanderError(error)) return error.exitCode;
  const known = explained.some((type) => error instanceof type);
  if (known && error instanceof Error) console.error(error.message);
  else console.error(error);
  return 1;
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Give a whole number, such as 30.');
  return Number(text);
}

function yearNumber(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Give a year, such as 2023.');
  return Number(text);
}

function isCommanderError(error: unknown): error is { exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
