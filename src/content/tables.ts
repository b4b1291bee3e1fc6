import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Ref } from '../entities/commentary.ts';
import { Language } from '../entities/language.ts';
import { Access } from '../entities/vocabulary.ts';

/** A text of an imported original, kept apart so that the snapshot in memory stays small. */
@Entity('imported_text')
export class StoredText {
  /** What it is the text of: `Position:valkompass-2022/4/C`, `Section:…`. */
  @PrimaryColumn({ type: 'text' }) key!: Ref;
  @Column({ type: 'text' }) language!: Language;
  @Column({ type: 'text' }) body!: string;
  /** File name of the original and its first and last line. */
  @Index()
  @Column({ type: 'text' })
  document!: string;
  @Column({ type: 'int' }) lineFrom!: number;
  @Column({ type: 'int' }) lineTo!: number;
  /** True where the text was read by a machine from a picture, so that search allows for its misreadings. */
  @Column({ type: 'boolean', default: false }) scanned!: boolean;
}

/** One text in one language that search looks in; rebuilt from the content whenever that changes. */
@Entity('search_entry')
export class SearchEntry {
  @PrimaryColumn({ type: 'text' }) key!: string;
  /** What a hit leads to, `<Type>:<key>`. */
  @Column({ type: 'text' }) ref!: Ref;
  @Column({ type: 'text' }) type!: string;
  /** Empty for names, which belong to no language. */
  @Column({ type: 'text' }) language!: Language | '';
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) body!: string;
  /** Searched, never shown: what the text is about, and other readings of scanned words. */
  @Column({ type: 'text', default: '' }) hidden!: string;
  @Column({ type: 'text' }) access!: Access;
  /** Digest of the columns above, to tell quickly what has changed. */
  @Column({ type: 'text' }) digest!: string;
  @Index({ type: 'gin' })
  @Column({ type: 'tsvector', select: false })
  tsv!: string;
}

/** A last good answer of a source. */
@Entity('last_good')
@Index(['sourceId', 'retrievedAt'])
export class LastGoodRow {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) sourceId!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'text' }) contentType!: string;
  @Column({ type: 'timestamptz' }) retrievedAt!: Date;
  @Column({ type: 'timestamptz' }) freshUntil!: Date;
  @Column({ type: 'timestamptz' }) usableUntil!: Date;
  @Column({ type: 'text', nullable: true }) etag!: string | null;
  @Column({ type: 'text', nullable: true }) lastModified!: string | null;
  /** Bytes of the body, so that the bound can be kept without reading it. */
  @Column({ type: 'int' }) bytes!: number;
}

/** What the program has to remember between runs, such as the version of the content pack. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) value!: string;
}
