import { registerEnumType } from 'type-graphql';

export enum DimensionRole {
  TIME = 'TIME',
  GEO = 'GEO',
  METRIC = 'METRIC',
  CLASSIFICATION = 'CLASSIFICATION',
}
registerEnumType(DimensionRole, {
  name: 'DimensionRole',
  description: 'What a dimension of a statistics table stands for.',
  valuesConfig: {
    TIME: { description: 'The period.' },
    GEO: { description: 'The place.' },
    METRIC: { description: 'What is measured. Its categories have the units.' },
    CLASSIFICATION: { description: 'Any other division: sex, age, industry.' },
  },
});

export enum ObservationStatus {
  NOT_AVAILABLE = 'NOT_AVAILABLE',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  CONFIDENTIAL = 'CONFIDENTIAL',
  NIL = 'NIL',
  NOT_SIGNIFICANT = 'NOT_SIGNIFICANT',
  PROVISIONAL = 'PROVISIONAL',
  ESTIMATED = 'ESTIMATED',
  FORECAST = 'FORECAST',
  REVISED = 'REVISED',
  BREAK = 'BREAK',
  LOW_RELIABILITY = 'LOW_RELIABILITY',
  DEFINITION_DIFFERS = 'DEFINITION_DIFFERS',
  OTHER = 'OTHER',
}
registerEnumType(ObservationStatus, {
  name: 'ObservationStatus',
  description:
    'What the agency says of a number, or of its absence. `status` holds the agency’s own symbol, which may mean another thing in a single table.',
  valuesConfig: {
    NOT_AVAILABLE: { description: 'There is no number, or it is too uncertain to show.' },
    NOT_APPLICABLE: { description: 'The combination of categories cannot occur.' },
    CONFIDENTIAL: { description: 'Not published, to protect persons or companies.' },
    NIL: { description: 'Nothing to report, or less than half of the unit. No number is given.' },
    NOT_SIGNIFICANT: { description: 'Not significantly different from zero.' },
    PROVISIONAL: { description: 'Preliminary; the final figure may differ.' },
    ESTIMATED: { description: 'Estimated or imputed.' },
    FORECAST: { description: 'A forecast.' },
    REVISED: { description: 'Corrected after it was first published.' },
    BREAK: { description: 'Break in the time series: not comparable with earlier periods.' },
    LOW_RELIABILITY: { description: 'Uncertain, such as from a small sample.' },
    DEFINITION_DIFFERS: { description: 'The definition differs from that of the table.' },
    OTHER: { description: 'A symbol whose meaning is not known here.' },
  },
});

export enum PeriodKind {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  HALF_YEAR = 'HALF_YEAR',
  YEAR = 'YEAR',
  SCHOOL_YEAR = 'SCHOOL_YEAR',
  RANGE = 'RANGE',
  OTHER = 'OTHER',
}
registerEnumType(PeriodKind, {
  name: 'PeriodKind',
  description: 'The kind of a period of time.',
  valuesConfig: {
    DAY: { description: 'One day.' },
    WEEK: { description: 'A week of ISO 8601, Monday to Sunday.' },
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'Three calendar months.' },
    HALF_YEAR: { description: 'Six calendar months.' },
    YEAR: { description: 'A calendar year.' },
    SCHOOL_YEAR: { description: 'An academic or split year, counted from July to June.' },
    RANGE: { description: 'Several periods together, as in a rolling average.' },
    OTHER: { description: 'A code that states no period; its days are null.' },
  },
});

/** How sure it is that an indicator means what it says. */
export enum IndicatorBasis {
  RECORDED = 'RECORDED',
  SHEET = 'SHEET',
  MEMORY = 'MEMORY',
}
registerEnumType(IndicatorBasis, {
  name: 'IndicatorBasis',
  description: 'What the table and the codes of an indicator were taken from.',
  valuesConfig: {
    RECORDED: { description: 'A recorded answer of the agency.' },
    SHEET: { description: 'Written down from working programs; not seen in a recorded answer.' },
    MEMORY: { description: 'Not verified. It is served only after `sources check` has verified it.' },
  },
});

export enum Sex {
  WOMEN = 'WOMEN',
  MEN = 'MEN',
  TOTAL = 'TOTAL',
}
registerEnumType(Sex, {
  name: 'Sex',
  description: 'As the agencies divide.',
  valuesConfig: {
    WOMEN: { description: 'Women.' },
    MEN: { description: 'Men.' },
    TOTAL: { description: 'Both together.' },
  },
});
