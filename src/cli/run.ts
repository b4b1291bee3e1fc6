import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { ElectionFileError } from '../content/election-file.ts';
import { isExplained } from './explained.ts';
import { type CommandIO, processIO } from './io.ts';

/**
 * Runs one command and returns the exit code. It loads only the modules of that command. An error that the user can
 * correct is printed as one sentence, without a stack trace.
 */
export async function run(argv: readonly string[], io: CommandIO = processIO()): Promise<number> {
  const program = new Command('jobtech-graph')
    .description('One GraphQL gateway over Swedish JobTech’s content and open labour-market data.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  program
    .command('serve', { isDefault: true })
    .description('start the gateway (what npm start does)')
    .action(async () => (await import('./serve.ts')).serve(io));
  program
    .command('migrate')
    .description('migrate the database to this version and load the content')
    .action(async () => (await import('./migrate.ts')).migrate(io));
  program
    .command('schema')
    .description('print the GraphQL schema')
    .action(async () => (await import('./schema.ts')).schema(io));
  program
    .command('query')
    .description('run a GraphQL document from a file and print the answer')
    .argument('<file>', 'the document; - for standard input')
    .option('--variables <json>', 'variables as JSON')
    .action(async (file, options) => (await import('./query.ts')).query(io, file, options));
  program
    .command('mcp')
    .description('answer an assistant by the Model Context Protocol on standard input and output')
    .action(async () => (await import('./mcp.ts')).mcp(io));
  const sources = program
    .command('sources')
    .description('list the sources and their settings')
    .option('--live', 'send one request to each')
    .action(async (options) => (await import('./sources.ts')).sources(io, options));
  sources
    .command('check')
    .description('send the real source one request per operation, and read the answers')
    .argument('<id>', 'such as riksdagen')
    .action(async (id) => (await import('./sources.ts')).checkOne(io, id));
  sources
    .command('record')
    .description('save an answer per operation, without personal data')
    .argument('<id>', 'such as riksdagen')
    .option('--folder <path>', 'the folder to write to; default: recorded/<id>')
    .action(async (id, options) => (await import('./sources.ts')).record(io, id, options));
  program
    .command('import')
    .description(
      'import original documents into the content; reports what would change, and writes only with --apply',
    )
    .argument('<path...>', 'files or folders; or letters.csv, the appropriation letters of agencies')
    .option('--apply', 'write, in one transaction')
    .option('--json', 'print the result as JSON')
    .action(async (paths, options) => {
      const [only = ''] = paths;
      if (paths.length === 1 && only.toLowerCase().endsWith('.csv'))
        return (await import('./import-letters.ts')).importLetters(io, only, options);
      return (await import('./jobs.ts')).importDocuments(io, paths, options);
    });
  program
    .command('forget')
    .description(
      'delete an imported document, the name of a person in imported texts, or a job ad, with every trace; reports what would go, and deletes only with --apply',
    )
    .addArgument(new Argument('<what>').choices(['document', 'person', 'ad']))
    .argument('<name>', 'the slug of the document, the whole name of the person, or the id of the ad')
    .option('--exports <folder...>', 'folders that export has written')
    .option('--apply', 'delete')
    .option('--json', 'print the result as JSON')
    .action(async (what, name, options) => (await import('./jobs.ts')).forget(io, what, name, options));
  program
    .command('show')
    .description('tell what is stored besides the content files: originals, job ads, answers of sources')
    .argument('[slug]', 'one document')
    .option('--json', 'print the result as JSON')
    .action(async (slug, options) => (await import('./jobs.ts')).show(io, slug, options));
  program
    .command('new')
    .description(
      'make a folder in which an editor writes a new compass, from lists or from an original document',
    )
    .addArgument(new Argument('<what>').choices(['questionnaire']))
    .argument('<folder>', 'a new folder')
    .option('--from <document>', 'an original with a manifest, as import reads it')
    .option('--slug <slug>', 'the address of the compass, such as compass-2030')
    .option('--questions <file>', 'a text file with one question a line')
    .option('--parties <list>', 'codes such as S,M,C; or a text file with a party a line: NY; Nya partiet')
    .option('--country <code>', 'the country of the parties', 'SE')
    .option('--language <code>', 'the language of the answers', 'sv')
    .option('--languages <codes>', 'the languages to write texts in', 'sv,en')
    .addOption(
      new Option(
        '--labels <code>',
        'the language of titles and lists in the sheets; that of the answers if left out',
      ).choices(['sv', 'en']),
    )
    .option('--title <text>', 'the title')
    .option('--publisher <slug>', 'the organisation that asks')
    .option('--election <slug>', 'such as se-riksdag-2026')
    .addOption(
      new Option('--format <format>', 'a workbook, a folder of CSV files, or YAML')
        .choices(['xlsx', 'csv', 'yaml'])
        .default('xlsx'),
    )
    .option('--json', 'print the result as JSON')
    .action(async (_what, folder, options) =>
      (await import('./new.ts')).newQuestionnaire(io, folder, options),
    );
  program
    .command('check')
    .description('check a compass before it is published: every mistake by cell or line, and what is missing')
    .argument('<path>', 'an .xlsx workbook, a folder of CSV files, or a YAML file')
    .option('--json', 'print the result as JSON')
    .action(async (path, options) => (await import('./desk.ts')).check(io, path, options));
  program
    .command('preview')
    .description('serve a compass on this machine before it is published, marked as a preview')
    .argument('<path>', 'an .xlsx workbook, a folder of CSV files, or a YAML file')
    .option('--port <number>', 'the port to serve at', portNumber, 4001)
    .action(async (path, options) => (await import('./preview.ts')).preview(io, path, options));
  program
    .command('publish')
    .description('check a compass, say what changes, and place it in CONTENT_DIR for running gateways')
    .argument('<path>', 'an .xlsx workbook, a folder of CSV files, or a YAML file')
    .option('--dry-run', 'only say what would change')
    .option('--json', 'print the result as JSON')
    .action(async (path, options) => (await import('./desk.ts')).publish(io, path, options));
  program
    .command('unpublish')
    .description('take back what was published')
    .argument('<slug>', 'such as compass-2030')
    .option('--dry-run', 'only say what would change')
    .option('--json', 'print the result as JSON')
    .action(async (slug, options) => (await import('./desk.ts')).unpublish(io, slug, options));
  program
    .command('export')
    .description('write the imported originals and their manifests to a folder that can be imported again')
    .argument('<folder>', 'an empty or new folder')
    .action(async (folder) => (await import('./export.ts')).exportDocuments(io, folder));
  program
    .command('refresh')
    .description(
      'load reference data: a whole version of the taxonomy from its source, or the result of an election from the authority’s file; or look which datasets the catalogues still have',
    )
    .addArgument(new Argument('<what>').choices(['taxonomy', 'elections', 'datasets']))
    .argument('[file]', 'for elections: RD_S.json of resultat.val.se')
    .option('--version <number>', 'for the taxonomy; default: the newest', versionNumber)
    .option('--no-english', 'for the taxonomy: leave out the English labels, which come from ESCO')
    .option('--election <slug>', 'for elections: which one, such as se-riksdag-2026')
    .action(async (what, file, options) => {
      if (what === 'taxonomy') return (await import('./refresh.ts')).refreshTaxonomy(io, options);
      if (what === 'datasets') return (await import('./refresh-datasets.ts')).refreshDatasets(io);
      if (!file || !options.election) {
        throw new ElectionFileError(
          'Give the file and the election: refresh elections RD_S.json --election se-riksdag-2026.',
        );
      }
      return (await import('./refresh-elections.ts')).refreshElections(io, file, options.election);
    });
  program
    .command('load')
    .description(
      'count a year of historical job ads from downloaded files, so that its trends need no request to the source',
    )
    .addArgument(new Argument('<what>').choices(['historical']))
    .argument('<file...>', '.jsonl, .json or .zip; all files of the year')
    .requiredOption('--year <year>', 'the year that the ads were published in', yearNumber)
    .action(async (_what, files, options) => (await import('./load.ts')).loadHistorical(io, files, options));
  program
    .command('backup')
    .description('write the whole database to a file')
    .argument(
      '<file>',
      'such as graph.backup; must not be in use by a running gateway with the embedded database',
    )
    .action(async (file) => (await import('./backup.ts')).backup(io, file));
  program
    .command('restore')
    .description('fill an empty database from a file that backup wrote, also one of an earlier version')
    .argument('<file>', 'a file of backup')
    .action(async (file) => (await import('./backup.ts')).restore(io, file));
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    return explain(error, io);
  }
}

function explain(error: unknown, io: CommandIO): number {
  if (isCommanderError(error)) return error.exitCode;
  if (isExplained(error)) io.console.error(error.message);
  else io.console.error(error);
  return 1;
}

function versionNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Give a whole number, such as 30.');
  return Number(text);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('Give a number up to 65535.');
  return port;
}

function yearNumber(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('Give a year, such as 2023.');
  return Number(text);
}

function isCommanderError(error: unknown): error is { exitCode: number } {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
