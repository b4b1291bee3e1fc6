import type { Content } from '../../content/snapshot.ts';
import type { Provenance } from '../../entities/provenance.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { entryOf } from '../../text/entry-of.ts';
import type { SourceError } from '../../upstream/errors.ts';
import { compassOf } from './compass.ts';
import { toCsv } from './csv.ts';
import { memberships, organizations, type PopoloObject, persons } from './popolo.ts';
import { eventsOf, motions, voteEvents, votes } from './popolo-votes.ts';

/** A file of open data, made from the content as it is. */
export interface DataFile {
  type: string;
  body: string;
  /** The file that describes it. */
  describedBy?: string;
  /** Sources that are missing in it. */
  failures?: readonly SourceError[];
}

interface Making {
  content: Content;
  loaders: Loaders;
}

/** The topic whose votes are given out. */
const topicOfVotes = 'labour-market';

/** The file below `/data/` with this name; null where there is none. A `SourceError` where no source could be asked. */
export async function dataFile(name: string, making: Making): Promise<DataFile | null> {
  const [, slug, extension] = /^([\w-]+)\.(csv|json|codebook\.csv)$/.exec(name) ?? [];
  const questionnaire = slug === undefined ? undefined : making.content.questionnaires.get(slug);
  if (questionnaire) return compassFile(questionnaire.key, extension ?? '', making.content);
  const [, popoloClass] = /^popolo\/([a-z_]+)\.json$/.exec(name) ?? [];
  return popoloClass === undefined ? null : popoloFile(popoloClass, making);
}

function compassFile(key: string, extension: string, content: Content): DataFile | null {
  const questionnaire = content.questionnaires.get(key);
  if (!questionnaire) return null;
  const { columns, rows, codebook } = compassOf(questionnaire, content);
  const csv = 'text/csv; charset=utf-8; header=present';
  if (extension === 'csv') {
    return { type: csv, body: toCsv(columns, rows), describedBy: `/data/${key}.codebook.csv` };
  }
  if (extension === 'codebook.csv') {
    return { type: csv, body: toCsv(['variable', 'description', 'values'], codebook) };
  }
  const { origin, title } = questionnaire;
  return json({
    meta: {
      title,
      publisher: content.organisations.get(questionnaire.publisherKey)?.name ?? null,
      election: questionnaire.electionKey,
      licence: origin.licence ?? null,
      rights: origin.licence
        ? null
        : 'No licence is stated for the original document. Questions, summaries and readings are the association’s own words; the parties’ words are not in the data set.',
      sources: [
        {
          document: origin.document ?? origin.file,
          url: origin.url ?? null,
          licence: origin.licence ?? null,
        },
      ],
    },
    codebook,
    rows,
  });
}

const own: Readonly<Record<string, { list: string; of(content: Content): PopoloObject[] }>> = {
  person: { list: 'persons', of: persons },
  organization: { list: 'organizations', of: organizations },
  membership: { list: 'memberships', of: memberships },
};

/** A class of Popolo, by its name or by that of its list. */
async function popoloFile(name: string, { content, loaders }: Making): Promise<DataFile | null> {
  const singular = name.replace(/s$/, '');
  const found = entryOf(own, singular);
  if (found) {
    const sources = originsOf(content);
    return json({
      meta: {
        licence: 'stated by each source',
        sources,
        specification: 'https://www.popoloproject.com/specs/',
      },
      [found.list]: found.of(content),
    });
  }
  if (singular !== 'vote' && singular !== 'vote_event' && singular !== 'motion') return null;
  const topic = content.topics.get(topicOfVotes);
  if (!topic) return null;
  if (singular === 'motion') {
    const { points, provenance, failures } = await loaders.votedPoints(topic, 'SE', {});
    return json({ meta: fetchedMeta(provenance, failures), motions: motions(points) }, failures);
  }
  const cast = await loaders.votesOfPersons([...content.persons.values()], topic);
  if (singular === 'vote') {
    return json(
      { meta: fetchedMeta(cast.provenance, cast.failures), votes: votes(cast.votes, content) },
      cast.failures,
    );
  }
  const events = await loaders.votedPoints(topic, 'SE', {});
  const known = voteEvents(events.points, content);
  const ids = new Set(known.map(({ id }) => id));
  const failures = [...events.failures, ...cast.failures];
  return json(
    {
      meta: fetchedMeta(events.provenance ?? cast.provenance, failures),
      vote_events: [...known, ...eventsOf(cast.votes).filter(({ id }) => !ids.has(id))],
    },
    failures,
  );
}

function fetchedMeta(provenance: Provenance | null, failures: readonly SourceError[]): object {
  const [first] = failures;
  if (!provenance && first) throw first;
  return {
    licence: provenance?.licence ?? null,
    sources: provenance
      ? [
          {
            name: provenance.attribution,
            url: provenance.url,
            state: provenance.state,
            retrievedAt: provenance.retrievedAt,
          },
        ]
      : [],
    failures: [...new Set(failures.map(({ sourceId }) => sourceId))],
    specification: 'https://www.popoloproject.com/specs/',
  };
}

/** Each original that persons, parties and organisations were read from, once. */
function originsOf(content: Content): object[] {
  const origins = [
    ...[...content.persons.values()].flatMap((person) => [person, ...content.rolesOf(person.key)]),
    ...content.parties.values(),
    ...content.organisations.values(),
  ].map(({ origin }) => ({
    document: origin.document ?? origin.file,
    url: origin.url ?? null,
    licence: origin.licence ?? null,
  }));
  return [...new Map(origins.map((one) => [JSON.stringify(one), one])).values()];
}

const json = (value: object, failures: readonly SourceError[] = []): DataFile => ({
  failures,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(value, null, 1)}\n`,
});
