import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Language, LocalisedText } from './language.ts';
import { globalId, Node } from './node.ts';
import { Provenance } from './provenance.ts';
import { DateScalar, DateTimeScalar } from './scalar.ts';
import { SourceFailure } from './source.ts';
import { DimensionRole, IndicatorBasis, ObservationStatus, PeriodKind } from './statistics-vocabulary.ts';

/** Where a label comes from, so that it can be had in another language. */
export interface LabelOrigin {
  agency: string;
  tableId: string;
  /** Code of the dimension. */
  dimension: string;
  language: Language;
}

@ObjectType({ description: 'What the agency notes about a table.' })
export class TableNote {
  text!: LocalisedText;
  @Field(() => Boolean, { description: 'The agency demands that it is shown with the numbers.' })
  mandatory!: boolean;
}

@ObjectType({ description: 'Other categories of a dimension: a grouping or a set of values.' })
export class Codelist {
  @Field(() => String, { description: 'Give it as `codelist` of a selection.' }) id!: string;
  label!: LocalisedText;
}

@ObjectType({ description: 'One category of a dimension.' })
export class Category {
  origin!: LabelOrigin;
  ownLabel!: string;
  @Field(() => String, { description: 'The agency’s code, as a text: `0180`, `2024M06`.' }) code!: string;
  @Field(() => String, { nullable: true, description: 'Unit of a metric, as the agency writes it.' })
  unit!: string | null;
  @Field(() => Int, { nullable: true, description: 'Decimals to show of a metric.' })
  decimals!: number | null;
}

@ObjectType({ description: 'A dimension of a statistics table or of a cube.' })
export class Dimension {
  origin!: LabelOrigin;
  ownLabel!: string;
  @Field(() => String, { description: 'The agency’s code: `Region`, `Näitaja`.' }) code!: string;
  @Field(() => DimensionRole) role!: DimensionRole;
  @Field(() => Boolean, {
    description:
      'Whether a selection must name it. One that is not required is left out: the agency then gives its total.',
  })
  required!: boolean;
  @Field(() => Int, { description: 'Number of categories.' }) size!: number;
  /** In the agency's order. */
  categoryList!: readonly Category[];
  @Field(() => [Codelist], { description: 'Other categories that it can be asked in.' })
  codelists!: Codelist[];
}

/** The cells of a cube, read when they are asked for. */
export interface CubeContent {
  /** Null for “no number”. */
  valueAt(cell: number): number | null;
  statusAt(cell: number): string | null;
  meaningAt(cell: number): { kinds: ObservationStatus[]; text: LocalisedText };
  /** The place of a cell's category in each dimension. */
  placesOf(cell: number): number[];
  jsonStat(): object;
  csv(): string;
}

@ObjectType({ description: 'One period of a series.' })
export class Point {
  @Field(() => String, { description: 'The agency’s code of the period: `2024M06`.' }) period!: string;
  @Field(() => DateScalar, { nullable: true, description: 'First day of the period.' })
  periodStart!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day of the period.' })
  periodEnd!: string | null;
  @Field(() => Float, { nullable: true, description: 'Null is “no number”, never 0.' }) value!: number | null;
  @Field(() => String, { nullable: true, description: 'The agency’s own symbol.' }) status!: string | null;
  @Field(() => [ObservationStatus], { description: 'What the symbol means; empty for a plain number.' })
  statusKinds!: ObservationStatus[];
}

@ObjectType({ description: 'The points of one combination of categories, the oldest first.' })
export class Series {
  @Field(() => String, { description: 'Labels of the categories, with commas between.' }) label!: string;
  @Field(() => [Category]) keys!: Category[];
  @Field(() => [Point]) points!: Point[];
}

/** One number with its categories. Everything is read when it is asked for. */
@ObjectType({ description: 'One number of a cube, or its absence, with its categories.' })
export class Observation {
  cube!: Cube;
  cell!: number;

  /** The category in each dimension, in the order of the cube. */
  @Field(() => [Category])
  get keys(): Category[] {
    const places = this.cube.content.placesOf(this.cell);
    return this.cube.dimensions.flatMap(({ categoryList }, at) => categoryList[places[at] ?? 0] ?? []);
  }
  @Field(() => String, { nullable: true, description: 'The agency’s code of the period.' })
  get period(): string | null {
    return this.keyOf(DimensionRole.TIME)?.code ?? null;
  }
  @Field(() => Category, { nullable: true, description: 'What is measured.' })
  get metric(): Category | null {
    return this.keyOf(DimensionRole.METRIC);
  }
  @Field(() => Float, { nullable: true, description: 'Null is “no number”, never 0.' })
  get value(): number | null {
    return this.cube.content.valueAt(this.cell);
  }
  @Field(() => String, {
    nullable: true,
    description: 'The agency’s own symbol, which may stand beside a number too.',
  })
  get status(): string | null {
    return this.cube.content.statusAt(this.cell);
  }
  @Field(() => [ObservationStatus], { description: 'What the symbol means; empty for a plain number.' })
  get statusKinds(): ObservationStatus[] {
    return this.cube.content.meaningAt(this.cell).kinds;
  }
  @Field(() => String, { nullable: true, description: 'Unit, as the agency writes it.' })
  get unit(): string | null {
    return this.unitKey()?.unit ?? null;
  }
  @Field(() => Int, { nullable: true, description: 'Decimals to show; the number itself is not rounded.' })
  get decimals(): number | null {
    return this.unitKey()?.decimals ?? null;
  }

  keyOf(role: DimensionRole): Category | null {
    const at = this.cube.dimensions.findIndex((dimension) => dimension.role === role);
    if (at < 0) return null;
    return this.cube.dimensions[at]?.categoryList[this.cube.content.placesOf(this.cell)[at] ?? 0] ?? null;
  }
  /** The category that carries the unit: the metric, or Eurostat's dimension of units. */
  private unitKey(): Category | null {
    return this.keys.find(({ unit }) => unit !== null) ?? null;
  }
}

@ObjectType({ description: 'The numbers of a selection of a statistics table.' })
export class Cube {
  /** How the codes of its places are written. */
  placeScheme!: 'scb' | 'kolada' | 'nuts' | null;
  content!: CubeContent;
  @Field(() => [Dimension], { description: 'With the selected categories only.' }) dimensions!: Dimension[];
  @Field(() => Int, { description: 'Number of cells, empty ones too.' }) size!: number;
  @Field(() => [String], { description: 'Dimensions that were left out: the numbers are totals over them.' })
  eliminated!: string[];
  @Field(() => [String], { description: 'Dimensions for which a category was chosen for you.' })
  defaulted!: string[];
  @Field(() => [TableNote], { description: 'Notes to show with the numbers; the mandatory ones first.' })
  notes!: TableNote[];
  @Field(() => Provenance, {
    description: '`locator` is the request at the agency that gives the same numbers.',
  })
  provenance!: Provenance;
}

@ObjectType({ implements: Node, description: 'A table of a statistical agency.' })
export class StatisticsTable {
  /** Language of its texts. */
  language!: Language;
  ownTitle!: string;
  @Field(() => ID)
  get id(): string {
    return globalId('StatisticsTable', `${this.agency}:${this.tableId}`);
  }
  @Field(() => String, { description: 'The agency’s id: `TAB6471`, `05810`, `une_rt_m`.' }) tableId!: string;
  @Field(() => String, {
    description: 'Slug of the source: `scb`, `ssb`, `statistics-estonia`, `eurostat`, `kolada`.',
  })
  agency!: string;
  @Field(() => String, {
    nullable: true,
    description: 'How often there is a new period: `MONTH`, `YEAR`. See PeriodKind.',
  })
  frequency!: PeriodKind | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the agency last updated it.' })
  updatedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Code of the first period.' })
  firstPeriod!: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the last period.' })
  lastPeriod!: string | null;
  @Field(() => Boolean, {
    description: 'The agency says so, or it has added no period for much longer than the table’s frequency.',
  })
  discontinued!: boolean;
  @Field(() => String, { nullable: true, description: 'SPDX id, or the address or name of the terms.' })
  licence!: string | null;
  @Field(() => String, { nullable: true, description: 'The credit line to show with the numbers.' })
  citation!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Cells that the agency gives in one request; more are fetched in parts.',
  })
  maxCells!: number | null;
  @Field(() => Provenance) provenance!: Provenance;
}

/** A named series of one place. */
@ObjectType({
  implements: Node,
  description:
    'A named series of one place, picked from a table of an agency. Equal slugs have equal definitions.',
})
export class Indicator {
  label!: LocalisedText;
  definition!: LocalisedText;
  placeKey!: string | null;
  /** Slug, and `@place` where it has one. */
  key!: string;
  @Field(() => ID)
  get id(): string {
    return globalId('Indicator', this.key);
  }
  @Field(() => String, { description: 'Such as `unemployment-rate`.' }) slug!: string;
  @Field(() => String, { description: 'Such as `%` or `SEK`.' }) unit!: string;
  @Field(() => IndicatorBasis, { description: 'What the table and its codes were taken from.' })
  basis!: IndicatorBasis;
  /** Slug of the source. */
  agency!: string;
  tableId!: string;
}

@ObjectType({
  description:
    'Values of indicators for places and periods, as a rectangle: one row for each indicator, place and period, also where there is no number.',
})
export class IndicatorTable {
  placeKeys!: string[];
  /** Its dimensions are indicator, place and period. */
  cube!: Cube;
  @Field(() => [Indicator]) indicators!: Indicator[];
  @Field(() => [String], { description: 'Codes of the periods, the oldest first.' }) periods!: string[];
  @Field(() => [SourceFailure], { description: 'Agencies that failed while others answered.' })
  failures!: SourceFailure[];
  @Field(() => [Provenance], { description: 'Of each indicator that was answered, in their order.' })
  provenance!: Provenance[];
}
