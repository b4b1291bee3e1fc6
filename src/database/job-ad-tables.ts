import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { JobAdEventKind } from '../entities/job-ad-event.ts';

/** An ad on Platsbanken as JobStream told of it last. Once it is gone, what it said is gone too. */
@Entity('job_ad')
@Index(['publishedAt', 'id'])
export class JobAdRow {
  /** Its id on Platsbanken. */
  @PrimaryColumn({ type: 'text' }) id!: string;
  /** As it is served; null once it is gone, and for what was gone before it was known. */
  @Column({ type: 'jsonb', nullable: true }) ad!: object | null;
  /** What is served and what it is found by, in few letters. */
  @Column({ type: 'text' }) digest!: string;
  @Column({ type: 'boolean', default: false }) isSample!: boolean;
  @Column({ type: 'timestamptz' }) retrievedAt!: Date;
  /** When it was first heard of, for the rare ad that does not say. */
  @Column({ type: 'timestamptz' }) publishedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) lastPublished!: Date | null;
  /** When it came to say what it says, by the source. */
  @Column({ type: 'timestamptz', nullable: true }) changedAt!: Date | null;
  @Index()
  @Column({ type: 'timestamptz', nullable: true })
  removedAt!: Date | null;
  @Index({ type: 'gin' })
  @Column({ type: 'text', array: true, default: '{}' })
  occupations!: string[];
  @Index({ type: 'gin' })
  @Column({ type: 'text', array: true, default: '{}' })
  places!: string[];
  @Index({ type: 'gin' })
  @Column({ type: 'text', array: true, default: '{}' })
  skills!: string[];
  @Column({ type: 'text', nullable: true }) organisationNumber!: string | null;
  /** The employer's name as it is compared, a blank before every word. */
  @Column({ type: 'text', default: '' }) employer!: string;
  @Column({ type: 'boolean', default: false }) isRemote!: boolean;
  /** The number of the snapshot that held it last. */
  @Column({ type: 'int', default: 0 }) seen!: number;
  @Index({ type: 'gin' })
  @Column({ type: 'tsvector', select: false })
  words!: string;
}

/** Something that has happened to an ad, in the order in which it became known. */
@Entity('job_ad_event')
export class JobAdEventRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) seq!: string;
  @Column({ type: 'text' }) adId!: string;
  @Column({ type: 'text' }) kind!: JobAdEventKind;
  /** When it happened, by the source. */
  @Column({ type: 'timestamptz' }) at!: Date;
  /** When it was written here. */
  @Index()
  @Column({ type: 'timestamptz' })
  toldAt!: Date;
  /** What the ad was found by before it changed, so that those whom it no longer concerns hear of that too. */
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ type: 'text', array: true, nullable: true }) occupations!: string[] | null;
  @Column({ type: 'text', array: true, nullable: true }) places!: string[] | null;
  @Column({ type: 'text', array: true, nullable: true }) skills!: string[] | null;
  @Column({ type: 'text', nullable: true }) organisationNumber!: string | null;
  @Column({ type: 'text', nullable: true }) employer!: string | null;
  @Column({ type: 'boolean', nullable: true }) isRemote!: boolean | null;
  @Column({ type: 'tsvector', nullable: true, select: false }) words!: string | null;
}

/** How far JobStream has been followed, and by which replica. One row. */
@Entity('job_stream')
export class JobStreamRow {
  @PrimaryColumn({ type: 'text' }) key!: string;
  /** Names the log of events, so that a cursor of another one is told from its own. */
  @Column({ type: 'text' }) log!: string;
  /** All changes until then are in; null before the first. */
  @Column({ type: 'timestamptz', nullable: true }) until!: Date | null;
  /** When the last snapshot that proved to be whole was asked for; null before the first. */
  @Column({ type: 'timestamptz', nullable: true }) wholeAt!: Date | null;
  /** When the source answered last. */
  @Column({ type: 'timestamptz', nullable: true }) checkedAt!: Date | null;
  /** Snapshots begun so far. */
  @Column({ type: 'int', default: 0 }) snapshots!: number;
  /** Events up to this one are no longer kept. */
  @Column({ type: 'bigint', default: '0' }) sweptTo!: string;
  /** The replica that follows the stream, and until when the others leave it to that. */
  @Column({ type: 'text', nullable: true }) leader!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) leaseUntil!: Date | null;
}

/** A year of the archive that was counted from files. */
@Entity('job_ad_year')
export class JobAdYearRow {
  @PrimaryColumn({ type: 'int' }) year!: number;
  @Column({ type: 'timestamptz' }) loadedAt!: Date;
  /** Names of the files, without their folders. */
  @Column({ type: 'text', array: true }) files!: string[];
  /** Ads that the files hold, whatever became of them. */
  @Column({ type: 'int' }) read!: number;
  /** Ads of the year, each once. */
  @Column({ type: 'int' }) counted!: number;
  /** Ads of which nothing is known but an old number of an occupation that leads to no group. */
  @Column({ type: 'int' }) withoutGroup!: number;
  /** Ads of which not all of occupation, group and field are known as concepts, for the same reason. */
  @Column({ type: 'int' }) withoutConcepts!: number;
  /** What was counted, in few letters. */
  @Column({ type: 'text' }) digest!: string;
}

/** Occupations, or places, that ads of a year name together. */
@Entity('job_ad_year_facet')
export class JobAdYearFacetRow {
  @PrimaryColumn({ type: 'int' }) year!: number;
  @PrimaryColumn({ type: 'text' }) kind!: 'occupation' | 'place';
  /** From 1. */
  @PrimaryColumn({ type: 'int' }) number!: number;
  /** Concept ids, and codes: of occupation, group and field, or of municipality, county and country. */
  @Index({ type: 'gin' })
  @Column({ type: 'text', array: true })
  names!: string[];
}

/** How many ads of a year name these occupations and these places; 0 stands for any. */
@Entity('job_ad_year_count')
export class JobAdYearCountRow {
  @PrimaryColumn({ type: 'int' }) year!: number;
  @PrimaryColumn({ type: 'int' }) occupation!: number;
  @PrimaryColumn({ type: 'int' }) place!: number;
  @Column({ type: 'int' }) count!: number;
}
