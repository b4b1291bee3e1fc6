/** Votes at elections to the Riksdag by municipality and party, from 1973. SCB has it in API 1 by this path. */
export const electionTable = {
  id: 'ME/ME0104/ME0104C/ME0104T3',
  region: 'Region',
  /** The value set that its municipalities are asked in. */
  municipalities: 'vs_RegionKommun07+BaraEjAggr',
  party: 'Partimm',
  /** The Liberals have their former code in all years, and all other parties are one. */
  parties: ['M', 'C', 'FP', 'KD', 'MP', 'S', 'V', 'SD', 'ÖVRIGA'],
  others: 'ÖVRIGA',
  metric: 'ContentsCode',
  votes: 'ME0104B6',
  share: 'ME0104B7',
  time: 'Tid',
} as const;
