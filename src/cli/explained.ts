import { YearLoadError } from '../ads/years/year-load-error.ts';
import { ConfigError } from '../config.ts';
import { LetterFileError } from '../content/appropriation-letters.ts';
import { ElectionFileError } from '../content/election-file.ts';
import { ContentError } from '../content/pack/content-error.ts';
import { BackupError } from '../database/backup-error.ts';
import { DatabaseUnavailable } from '../database/database-error.ts';
import { StartupError } from '../database/startup-error.ts';
import { DeskError } from '../desk/desk-error.ts';
import { PortError } from '../http/port-error.ts';
import { ImportError } from '../importer/import-error.ts';
import { TaxonomyError } from '../sources/taxonomy/taxonomy-error.ts';
import { SourceError } from '../upstream/errors.ts';
import { CheckError } from './check-error.ts';
import { MistakesFound } from './mistakes-found.ts';

const explained = [
  BackupError,
  ConfigError,
  StartupError,
  ContentError,
  DeskError,
  ElectionFileError,
  ImportError,
  LetterFileError,
  MistakesFound,
  PortError,
  CheckError,
  DatabaseUnavailable,
  SourceError,
  TaxonomyError,
  YearLoadError,
];

/** Whether the message of an error says what to do. Any other error is printed with its stack trace. */
export const isExplained = (error: unknown): error is Error =>
  explained.some((type) => error instanceof type);
