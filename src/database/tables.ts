import { Column, Entity, Index, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Ref } from '../entities/commentary.ts';
import type { LastRecord } from '../entities/gone-dataset.ts';
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
  /** Reference of the entity that has the text: `Position:valkompass-2022/4/C`, `Section:…`. */
  @PrimaryColumn({ type: 'text' }) key!: Ref;
  @Column({ type: 'text' }) language!: Language;
  @Column({ type: 'text' }) body!: string;
  /** Slug of the original, and the text's first and last line in it. */
  @Index()
  @Column({ type: 'text' })
  document!: string;
  @Column({ type: 'int' }) lineFrom!: number;
  @Column({ type: 'int' }) lineTo!: number;
  /** True where the text comes from OCR. Search then also finds its likely misreadings. */
  @Column({ type: 'boolean', default: false }) scanned!: boolean;
}

/** An imported original: its facts, its manifest, and the rows and texts read from it. Its full text is in its blocks. */
@Entity('source_document')
export class SourceDocument {
  /** The slug of the document in the content. */
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
  /** The file in base64, where its blocks together are not the whole file. */
  @Column({ type: 'text', nullable: true }) original!: string | null;
  @Column({ type: 'jsonb' }) manifest!: object;
  /** The content rows read from the document. Rows of the content pack take precedence. */
  @Column({ type: 'jsonb' }) rows!: ImportedRow[];
  @Column({ type: 'jsonb' }) texts!: ImportedText[];
}

/** A block of an imported original. All blocks of a document in order are its text. */
@Entity('text_block')
@Index(['documentKey', 'order'], { unique: true })
export class TextBlock {
  /** `<document>/<order>` */
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) documentKey!: string;
  @ManyToOne(() => SourceDocument, { onDelete: 'CASCADE' }) document?: Relation<SourceDocument>;
  @Column({ type: 'int' }) order!: number;
  /** First and last line of the block. */
  @Column({ type: 'int' }) lineFrom!: number;
  @Column({ type: 'int' }) lineTo!: number;
  @Column({ type: 'text' }) role!: BlockRole;
  /** Exactly as in the original, with white space. It is never served. */
  @Column({ type: 'text' }) rawText!: string;
  /** The text to show, with contact details masked; null for page furniture such as headers and menus. */
  @Column({ type: 'text', nullable: true }) displayText!: string | null;
  /** The text to search: without diacritics and case, and with alternative readings of OCR words. */
  @Column({ type: 'text', nullable: true }) searchText!: string | null;
  /** What was corrected or masked in `displayText`. */
  @Column({ type: 'text', array: true, default: '{}' }) defects!: string[];
  /** Reference of the entity that the block is part of: `Position:valkompass-2022/4/C`. */
  @Column({ type: 'text', nullable: true }) ref!: Ref | null;
  @Column({ type: 'jsonb', default: [] }) mentions!: BlockMention[];
}

/** One searchable text in one language. It is rebuilt from the content when the content changes. */
@Entity('search_entry')
export class SearchEntry {
  @PrimaryColumn({ type: 'text' }) key!: string;
  /** The entity that a hit leads to, `<Type>:<key>`. */
  @Column({ type: 'text' }) ref!: Ref;
  @Column({ type: 'text' }) type!: string;
  /** Empty for names, which belong to no language. */
  @Column({ type: 'text' }) language!: Language | '';
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) body!: string;
  /** Searched and never shown: titles of related entities, and alternative readings of OCR words. */
  @Column({ type: 'text', default: '' }) hidden!: string;
  @Column({ type: 'text' }) access!: Access;
  /** Digest of the columns above, so that only changed entries are written. */
  @Column({ type: 'text' }) digest!: string;
  @Index({ type: 'gin' })
  @Column({ type: 'tsvector', select: false })
  tsv!: string;
}

/** A word of the searched texts. */
@Entity('search_word')
export class SearchWord {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'search_word_key' }) word!: string;
  /** The word itself, and without each of its letters. */
  @Index('search_word_variants', { type: 'gin' })
  @Column({ type: 'text', array: true })
  variants!: string[];
}

/** The last successful answer of a source to one request. */
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
  /** The ids of the things in it, by which all copies of a thing are deleted when it is gone. */
  @Column({ type: 'text', array: true, default: '{}' }) ids!: string[];
  /** Size of the body, so that the size limit can be applied without reading it. */
  @Column({ type: 'int' }) bytes!: number;
}

/** An answer of a saved query that somebody has cited. */
@Entity('cited_answer')
export class CitedAnswerRow {
  /** Of the query, its variables, the time and the hash. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'cited_answer_key' }) key!: string;
  @Index('cited_answer_cited_at')
  @Column({ type: 'timestamptz' })
  citedAt!: Date;
  @Column({ type: 'text' }) body!: string;
  /** Size of the body, so that the size limit can be applied without reading it. */
  @Column({ type: 'int' }) bytes!: number;
  /** Ids of the sources. */
  @Column({ type: 'text', array: true }) sources!: string[];
}

/** A dataset that a catalogue had when it was last looked through, with its record then. */
@Entity('seen_dataset')
export class SeenDatasetRow {
  /** Source and URI. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'seen_dataset_key' }) key!: string;
  @Column({ type: 'text' }) sourceId!: string;
  @Column({ type: 'text' }) uri!: string;
  /** What it was found for: `topic:ai`, `gap:…`, `publisher:2021002114`. */
  @Column({ type: 'text', array: true }) subjects!: string[];
  @Column({ type: 'jsonb' }) record!: LastRecord;
  @Column({ type: 'timestamptz' }) seenAt!: Date;
  /** When the catalogue was first found to lack it; null while it is there. */
  @Index('seen_dataset_gone_at')
  @Column({ type: 'timestamptz', nullable: true })
  goneAt!: Date | null;
}

/** A value that is stored between runs, such as the version of the content pack. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) value!: string;
}

/** One concept of the version of the JobTech taxonomy that was loaded last. The table is empty before the first load. */
@Entity('taxonomy_concept')
export class TaxonomyRow implements TaxonomyConcept {
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) type!: string;
  @Column({ type: 'text' }) label!: string;
  @Column({ type: 'text', nullable: true }) english!: string | null;
  @Column({ type: 'text', array: true, default: '{}' }) altLabels!: string[];
  @Column({ type: 'text', nullable: true }) definition!: string | null;
  /** SSYK 2012 code of an occupation group. */
  @Column({ type: 'text', nullable: true }) code!: string | null;
  @Column({ type: 'text', array: true, default: '{}' }) iscoCodes!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) broaderKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) relatedKeys!: string[];
  @Column({ type: 'text', array: true, default: '{}' }) exactMatch!: string[];
  @Column({ type: 'jsonb', default: [] }) substitutes!: { key: string; percentage: number }[];
  /** The concept that replaces a withdrawn one. */
  @Column({ type: 'text', nullable: true }) replacedBy!: string | null;
}
