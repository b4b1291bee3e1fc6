import { Column, PrimaryColumn } from 'typeorm';

/** Where a piece of own content can be checked. */
export interface Origin {
  /** The content file it was read from, with the folder’s name: `content/topics.yaml`. */
  file: string;
  /** Title or file name of the original document it tells of. */
  document?: string;
  /** First and last line of that document. */
  lines?: [number, number];
  /** Where a person can read the original. */
  url?: string;
  licence?: string;
  /** When it was written or imported, ISO date. */
  retrievedAt?: string;
}

/** What every stored entity has: its key, its place in the order it is told in, and where it comes from. */
export abstract class OwnContent {
  /** Natural key, unique within its type and stable over imports. */
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'int', default: 0 }) position!: number;
  @Column({ type: 'jsonb' }) origin!: Origin;
}
