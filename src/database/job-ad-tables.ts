import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { JobAdEventKind } from '../entities/job-ad-event.ts';

/** An ad on Platsbanken, as JobStream reported it last. When an ad is removed, its content is deleted too. */
@Entity('job_ad')
@Index(['publishedAt', 'id'])
export class JobAdRow {
  /** Its id on Platsbanken. */
  @PrimaryColumn({ type: 'text' }) id!: string;
  /** The ad as clients get it; null when it is removed, also if it was removed before it was first seen. */
  @Column({ type: 'jsonb', nullable: true }) ad!: object | null;
  /** Digest of the served fields and of the fields that filters use. */
  @Column({ type: 'text' }) digest!: string;
  @Column({ type: 'boolean', default: false }) isSample!: boolean;
  @Column({ type: 'timestamptz' }) retrievedAt!: Date;
  /** When the stream first reported it, for the rare ad without a date of publication. */
  @Column({ type: 'timestamptz' }) publishedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) lastPublished!: Date | null;
  /** When it was last changed, according to the source. */
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
  /** The employer's name in the form that is compared, with a blank before each word. */
  @Column({ type: 'text', default: '' }) employer!: string;
  @Column({ type: 'boolean', default: false }) isRemote!: boolean;
  /** The number of the last snapshot that contained it. */
  @Column({ type: 'int', default: 0 }) seen!: number;
  @Index({ type: 'gin' })
  @Column({ type: 'tsvector', select: false })
  words!: string;
}

/** An event of an ad, in the order in which the gateway received them. */
@Entity('job_ad_event')
export class JobAdEventRow {
  @PrimaryGeneratedColumn({ type: 'bigint' }) seq!: string;
  @Column({ type: 'text' }) adId!: string;
  @Column({ type: 'text' }) kind!: JobAdEventKind;
  /** When it happened, according to the source. */
  @Column({ type: 'timestamptz' }) at!: Date;
  /** When it was written here. */
  @Index()
  @Column({ type: 'timestamptz' })
  toldAt!: Date;
  /** The filter fields of the ad before the change, so that subscribers whose filter no longer matches get the event. */
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ type: 'text', array: true, nullable: true }) occupations!: string[] | null;
  @Column({ type: 'text', array: true, nullable: true }) places!: string[] | null;
  @Column({ type: 'text', array: true, nullable: true }) skills!: string[] | null;
  @Column({ type: 'text', nullable: true }) organisationNumber!: string | null;
  @Column({ type: 'text', nullable: true }) employer!: string | null;
  @Column({ type: 'boolean', nullable: true }) isRemote!: boolean | null;
  @Column({ type: 'tsvector', nullable: true, select: false }) words!: string | null;
}

/** How far JobStream has been read, and which replica reads it. The table has one row. */
@Entity('job_stream')
export class JobStreamRow {
  @PrimaryColumn({ type: 'text' }) key!: string;
  /** Id of the log of events, so that a cursor from another log is recognised. */
  @Column({ type: 'text' }) log!: string;
  /** All changes up to this time are stored; null before the first read. */
  @Column({ type: 'timestamptz', nullable: true }) until!: Date | null;
  /** When the last complete snapshot was requested; null before the first. */
  @Column({ type: 'timestamptz', nullable: true }) wholeAt!: Date | null;
  /** When the source answered last. */
  @Column({ type: 'timestamptz', nullable: true }) checkedAt!: Date | null;
  /** Snapshots begun so far. */
  @Column({ type: 'int', default: 0 }) snapshots!: number;
  /** Events up to this one are deleted. */
  @Column({ type: 'bigint', default: '0' }) sweptTo!: string;
  /** The replica that reads the stream, and the time at which another one may take over. */
  @Column({ type: 'text', nullable: true }) leader!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) leaseUntil!: Date | null;
}

/** A year of the ad archive that has been counted from files. */
@Entity('job_ad_year')
export class JobAdYearRow {
  @PrimaryColumn({ type: 'int' }) year!: number;
  @Column({ type: 'timestamptz' }) loadedAt!: Date;
  /** Names of the files, without their folders. */
  @Column({ type: 'text', array: true }) files!: string[];
  /** All ads in the files, counted or not. */
  @Column({ type: 'int' }) read!: number;
  /** The ads of the year, without duplicates. */
  @Column({ type: 'int' }) counted!: number;
  /** Ads whose only occupation is a legacy number that maps to no group. */
  @Column({ type: 'int' }) withoutGroup!: number;
  /** Ads whose occupation, group or field is a legacy number that maps to no concept. */
  @Column({ type: 'int' }) withoutConcepts!: number;
  /** Digest of the counts. */
  @Column({ type: 'text' }) digest!: string;
}

/** A combination of occupations, or of places, that ads of a year have. */
@Entity('job_ad_year_facet')
export class JobAdYearFacetRow {
  @PrimaryColumn({ type: 'int' }) year!: number;
  @PrimaryColumn({ type: 'text' }) kind!: 'occupation' | 'place';
  /** From 1. */
  @PrimaryColumn({ type: 'int' }) number!: number;
  /** Concept ids and codes of occupation, group and field, or of municipality, county and country. */
  @Index({ type: 'gin' })
  @Column({ type: 'text', array: true })
  names!: string[];
}

/** The number of ads of a year with a combination of occupations and one of places; 0 means any. */
@Entity('job_ad_year_count')
export class JobAdYearCountRow {
  @PrimaryColumn({ type: 'int' }) year!: number;
  @PrimaryColumn({ type: 'int' }) occupation!: number;
  @PrimaryColumn({ type: 'int' }) place!: number;
  @Column({ type: 'int' }) count!: number;
}
