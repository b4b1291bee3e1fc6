import { type Dataset, DatasetQuality, QualityReason } from '../entities/dataset.ts';
import { entity } from '../entities/node.ts';
import { formatName, licenceId } from '../sources/formats/dcat.ts';
import { entryOf } from '../text/entry-of.ts';

/** One thing that is looked at, with its weight and what it says in Swedish and English. */
interface Check {
  check: string;
  weight: number;
  sv: string;
  en: string;
  /** Null where nothing that is known decides it: it then counts neither for nor against. */
  met(facts: Facts): boolean | null;
}

interface Facts {
  dataset: Dataset;
  /** Of its distributions, else as the hit of the catalogue repeats them. */
  formats: readonly string[];
  licences: readonly string[];
  /** Null where the distributions have not been fetched. */
  hasDownload: boolean | null;
  today: Date;
}

const MACHINE_READABLE = new Set(
  'CSV JSON JSON_LD GEOJSON XML XLSX XLS ODS PARQUET RDF_XML TURTLE GPKG API'.split(' '),
);
const NON_PROPRIETARY = new Set(
  'CSV JSON JSON_LD GEOJSON XML ODS PARQUET RDF_XML TURTLE GPKG TXT HTML'.split(' '),
);
const LINKED = new Set('JSON_LD RDF_XML TURTLE N_TRIPLES'.split(' '));
const OPEN_LICENCE = /^(?:CC0-1\.0|CC-BY(?:-SA)?-[1-4]\.\d|CC-PDDC|ODbL-1\.0|PDDL-1\.0|OGL-UK-3\.0)$/i;

/** After the metadata quality method of data.europa.eu, whose points these are, with two checks of our own at the end. */
const CHECKS: readonly Check[] = [
  check('keywords', 30, 'Har nyckelord', 'Has keywords', ({ dataset }) => dataset.keywords.length > 0),
  check('themes', 30, 'Har ett tema', 'Has a theme', ({ dataset }) => dataset.themes.length > 0),
  check(
    'spatial',
    20,
    'Säger vilken plats data gäller',
    'Says which place it covers',
    ({ dataset }) => dataset.spatial.length > 0,
  ),
  check(
    'temporal',
    20,
    'Säger vilken tid data gäller',
    'Says which time it covers',
    ({ dataset }) => dataset.temporal.length > 0,
  ),
  check('download', 20, 'Har en fil att hämta', 'Has a file to download', ({ hasDownload }) => hasDownload),
  check('format', 20, 'Anger format', 'States a format', ({ formats }) => formats.length > 0),
  check(
    'machine-readable',
    20,
    'Har ett format som program kan läsa',
    'Has a format that programs can read',
    ({ formats }) => formats.some((format) => MACHINE_READABLE.has(format)),
  ),
  check(
    'non-proprietary',
    20,
    'Har ett format som ingen äger',
    'Has a format that nobody owns',
    ({ formats }) => formats.some((format) => NON_PROPRIETARY.has(format)),
  ),
  check('licence', 20, 'Anger licens', 'States a licence', ({ licences }) => licences.length > 0),
  check('open-licence', 10, 'Har en öppen licens', 'Has an open licence', ({ licences }) =>
    licences.some(isOpen),
  ),
  check(
    'access-rights',
    15,
    'Säger vem som får använda data',
    'Says who may use it',
    ({ dataset }) => dataset.accessRights !== null,
  ),
  check('publisher', 10, 'Har en utgivare', 'Has a publisher', ({ dataset }) => dataset.publisher !== null),
  check(
    'issued',
    5,
    'Säger när data gavs ut',
    'Says when it was issued',
    ({ dataset }) => dataset.issued !== null,
  ),
  check(
    'modified',
    5,
    'Säger när data ändrades',
    'Says when it changed',
    ({ dataset }) => dataset.modified !== null,
  ),
  check('fresh', 20, 'Är så färsk som utgivaren lovar', 'Is as fresh as the publisher promises', isFresh),
  check(
    'two-languages',
    10,
    'Beskrivs på svenska och engelska av utgivaren',
    'Is described in Swedish and English by the publisher',
    isInTwoLanguages,
  ),
];

function check(name: string, weight: number, sv: string, en: string, met: Check['met']): Check {
  return { check: name, weight, sv, en, met };
}

/**
 * Stars after the five-star scheme and a score after the method of data.europa.eu, from the metadata alone: no address of
 * a dataset is opened.
 */
export function datasetQuality(dataset: Dataset, today: Date): DatasetQuality {
  const { distributions, formats = [] } = dataset;
  const facts: Facts = {
    dataset,
    formats: [...formats, ...(distributions ?? []).flatMap(({ format }) => format ?? [])].map(formatCode),
    licences: [
      ...dataset.licences,
      ...(distributions ?? []).flatMap(({ licence }) => (licence ? [licenceId(licence)] : [])),
    ],
    hasDownload: distributions ? distributions.some(({ downloadUrls }) => downloadUrls.length > 0) : null,
    today,
  };
  const reasons = CHECKS.flatMap(({ check: name, weight, met, sv, en }) => {
    const isMet = met(facts);
    return isMet === null
      ? []
      : [entity(QualityReason, { check: name, met: isMet, weight, note: { sv, en } })];
  });
  const sum = (list: readonly QualityReason[]) => list.reduce((total, { weight }) => total + weight, 0);
  const score = (100 * sum(reasons.filter(({ met }) => met))) / sum(reasons);
  return entity(DatasetQuality, { stars: starsOf(facts), score: Math.round(score * 10) / 10, reasons });
}

/** The mean of several datasets' scores; null for none. */
export function meanQuality(datasets: readonly Dataset[], today: Date): number | null {
  if (datasets.length === 0) return null;
  const total = datasets.reduce((sum, dataset) => sum + datasetQuality(dataset, today).score, 0);
  return Math.round((10 * total) / datasets.length) / 10;
}

const formatCode = (format: string): string => formatName(format).replace(/[ -]/g, '_');
const isOpen = (licence: string): boolean => OPEN_LICENCE.test(licence);

/** Each star needs those before it. Whether data is linked to other data (five) cannot be told from metadata. */
function starsOf({ formats, licences }: Facts): number {
  const steps = [
    licences.some(isOpen),
    formats.some((format) => MACHINE_READABLE.has(format)),
    formats.some((format) => MACHINE_READABLE.has(format) && NON_PROPRIETARY.has(format)),
    formats.some((format) => LINKED.has(format)),
  ];
  const missing = steps.indexOf(false);
  return missing === -1 ? steps.length : missing;
}

/** Days between two updates, by the EU's codes; a code that promises nothing is left out. */
const DAYS: Readonly<Record<string, number>> = {
  CONT: 1,
  UPDATE_CONT: 1,
  DAILY: 1,
  WEEKLY_3: 3,
  WEEKLY_2: 4,
  WEEKLY: 7,
  BIWEEKLY: 14,
  MONTHLY_3: 11,
  MONTHLY_2: 16,
  MONTHLY: 31,
  BIMONTHLY: 62,
  QUARTERLY: 92,
  ANNUAL_3: 123,
  ANNUAL_2: 184,
  ANNUAL: 366,
  BIENNIAL: 731,
  TRIENNIAL: 1097,
};
const DAY = 86_400_000;

/** Fresh where the last change is no older than twice the promised interval, and a week. */
function isFresh({ dataset: { accrualPeriodicity, modified }, today }: Facts): boolean | null {
  const interval = accrualPeriodicity ? entryOf(DAYS, accrualPeriodicity) : undefined;
  if (interval === undefined || !modified) return null;
  const last = lastInstantOf(modified);
  return Number.isNaN(last) ? null : today.getTime() - last <= (2 * interval + 7) * DAY;
}

/** A year or a month may have changed on its last day. */
function lastInstantOf(partial: string): number {
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/.exec(partial) ?? [];
  if (year === undefined) return Date.parse(partial);
  return month === undefined
    ? Date.UTC(Number(year) + 1, 0, 1) - 1
    : Date.UTC(Number(year), Number(month), 1) - 1;
}

function isInTwoLanguages({ dataset: { title, description, machineTranslated = [] } }: Facts): boolean {
  const isWritten = (language: 'sv' | 'en') =>
    Boolean(title[language] && description[language]) && !machineTranslated.some((one) => one === language);
  return isWritten('sv') && isWritten('en');
}
