import { Column, PrimaryColumn } from 'typeorm';

/** Where a record of our own content comes from, so that it can be checked. */
export interface Origin {
  /** The content file it was read from, with the folder’s name: `content/topics.yaml`. */
  file: string;
  /** Title or file name of the original document. */
  document?: string;
  /** First and last line of that document. */
  lines?: [number, number];
  /** Where a person can read the original. */
  url?: string;
  licence?: string;
  /** Slug of the source that reference data is of; left out for the association's own. */
  source?: string;
  /** Whom to name with the data, when it is not the association. */
  attribution?: string;
  /** ISO date of writing or import. */
  retrievedAt?: string;
}

/** The columns of every content type: key, order within the type, and origin. */
export abstract class OwnContent {
  /** Natural key, unique within its type and stable over imports. */
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'int', default: 0 }) position!: number;
  @Column({ type: 'jsonb' }) origin!: Origin;
}
