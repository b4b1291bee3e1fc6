import type { ContentRecords } from '../../database/content-types.ts';
import { entity } from '../../entities/node.ts';
import type { Origin, OwnContent } from '../../entities/own-content.ts';
import type { Problem } from './content-error.ts';
import type { Path, YamlFile } from './yaml-file.ts';
import { at } from './zod-problems.ts';

/** The fields of a file or record that state its origin. */
interface StatedOrigin {
  of?: string | undefined;
  document?: string | undefined;
  lines?: [number, number] | undefined;
  url?: string | undefined;
  licence?: string | null | undefined;
  source?: string | undefined;
  attribution?: string | undefined;
  retrievedAt?: string | undefined;
}

/** Title and address of each document of the pack, by slug. */
type Documents = ReadonlyMap<string, { title?: string; url?: string }>;

/** Adds the records of one file to the records of the pack. */
export class RecordWriter {
  readonly records: ContentRecords;
  readonly problems: Problem[];
  private readonly yaml: YamlFile;
  private readonly documents: Documents;

  constructor(yaml: YamlFile, records: ContentRecords, documents: Documents, problems: Problem[]) {
    this.yaml = yaml;
    this.records = records;
    this.documents = documents;
    this.problems = problems;
  }

  /** Appends an instance. Its `position` is its place in the list. */
  add<L extends OwnContent, T extends L>(list: L[], type: new () => T, fields: Partial<T>): void {
    const added = entity(type, fields);
    added.position = list.length;
    list.push(added);
  }

  /**
   * The origin of a record. Later values win, so pass those of the file before those of the record. A record from
   * another document than its file inherits nothing, since address, licence and day are those of the file's document.
   */
  origin(...stated: (StatedOrigin | undefined)[]): Origin {
    let origin: Origin = { file: this.yaml.name };
    for (const { of, licence, ...rest } of stated.flatMap((one) => one ?? [])) {
      const document = of === undefined ? undefined : this.documents.get(of);
      const title = rest.document ?? document?.title;
      if (title !== undefined && title !== origin.document) origin = { file: this.yaml.name };
      if (document?.title !== undefined) origin.document = document.title;
      if (document?.url !== undefined) origin.url = document.url;
      if (licence) origin.licence = licence;
      for (const [key, value] of Object.entries(rest)) {
        if (value !== undefined) Object.assign(origin, { [key]: value });
      }
    }
    return origin;
  }

  problem(path: Path, message: string): void {
    this.problems.push(at(this.yaml, path, message));
  }
}
