import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Ref } from '../entities/commentary.ts';
import { Language } from '../entities/language.ts';
import type { TaxonomyConcept } from '../entities/taxonomy-concept.ts';
import { Access } from '../entities/vocabulary.ts';
import type {
  BlockMention,
  BlockRole,
  DocumentFormat,
  DocumentKind,
  ImportedRow,
  ImportedText,
} from './imported.ts';

/** A text of an imported original, kept apart so that the snapshot in memory stays small. */
@Entity('imported_text')
export class StoredText {
  /** What it is the text of: `Position:valkompass-2022/4/C`, `Section:…`. */
  @PrimaryColumn({ type: 'text' }) key!: Ref;
  @Column({ type: 'text' }) language!: Language;
  @Column({ type: 'text' }) body!: string;
  /** Slug of the original, and the text's first and last line in it. */
  @Index()
  @Column({ type: 'text' })
  document!: string;
  @Column({ type: 'int' }) lineFrom!: number;
  @Column({ type: 'int' }) lineTo!: number;
  /** True where the text was read by a machine from a picture, so that search allows for its misreadings. */
  @Column({ type: 'boolean', default: false }) scanned!: boolean;
}

/** An imported original: what it is, what was read out of it, and by which manifest. Its text is in its blocks. */
@Entity('source_document')
export class SourceDocument {
  /** The slug that the content knows the document by. */
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) kind!: DocumentKind;
  @Column({ type: 'text' }) format!: DocumentFormat;
  @Column({ type: 'text' }) language!: Language;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) lead!: string;
  @Column({ type: 'text' }) access!: Access;
  /** Name of the file, without its folder. */
  @Column({ type: 'text' }) file!: string;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'int' }) bytes!: number;
  /** The file itself in base64, where its blocks do not add up to it. */
  @Column({ type: 'text', nullable: true }) original!: string | null;
  @Column({ type: 'jsonb' }) manifest!: object;
  /** What the document says, as rows of the content; the content pack's rows go before them. */
  @Column({ type: 'jsonb' }) rows!: ImportedRow[];
  @Column({ type: 'jsonb' }) texts!: ImportedText[];
}

/** A stretch of an imported original; all of a document's blocks, one after the other, are its text. */
@Entity('text_block')
@Index(['documentKey', 'order'], { unique: true })
export class TextBlock {
  /** `<document>/<order>` */
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) documentKey!: string;
  @ManyToOne(() => SourceDocument, { onDelete: 'CASCADE' }) document?: Relation<SourceDocument>;
  @Column({ type: 'int' }) order!: number;
  /** First and last line that hold something of it. */
  @Column({ type: 'int' }) lineFrom!: number;
  @Column({ type: 'int' }) lineTo!: number;
  @Column({ type: 'text' }) role!: BlockRole;
  /** As it stands in the original, white space and all; never served. */
  @Column({ type: 'text' }) rawText!: string;
  /** As people may read it, with contact details masked; null for what belongs to the page and not to the text. */
  @Column({ type: 'text', nullable: true }) displayText!: string | null;
  /** As it is compared: without marks and case, and with other readings of scanned words. */
  @Column({ type: 'text', nullable: true }) searchText!: string | null;
  /** What was mended or masked in the text to be read. */
  @Column({ type: 'text', array: true, default: '{}' }) defects!: string[];
  /** What it is part of: `Position:valkompass-2022/4/C`. */
  @Column({ type: 'text', nullable: true }) ref!: Ref | null;
  @Column({ type: 'jsonb', default: [] }) mentions!: BlockMention[];
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

/** One concept of the version of the JobTech taxonomy that was loaded last; empty while none has been. */
@Entity('taxonomy_concept')
export class TaxonomyRow implements TaxonomyConcept {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) type!: string;
  @Column({ type: 'text' }) label!: string;
  @Column({ type: 'text', nullable: true }) english!: string | null;
  @Column({ type: 'text', array: true, default: '{}' }) altLabels!: string[];
  @Column({ type: 'text', nullable: true }) definition!: string | null;
  /** SSYK 2012 of a group. */
  @Column({ type: 'text', nullable: true }) code!: string | null;
  @Column({ type: 'text', array: true, default: '{}' }) iscoCodes!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) broaderKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) relatedKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) exactMatch!: string[];
  @Column({ type: 'jsonb', default: [] }) substitutes!: { key: string; percentage: number }[];
  /** The concept that took the place of a withdrawn one. */
  @Column({ type: 'text', nullable: true }) replacedBy!: string | null;
}
