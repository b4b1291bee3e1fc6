import { Content1764000001000 } from './1764000001000-content.ts';
import { Search1764000002000 } from './1764000002000-search.ts';
import { Memory1764000003000 } from './1764000003000-memory.ts';
import { Originals1764000004000 } from './1764000004000-originals.ts';
import { Taxonomy1764000020000 } from './1764000020000-taxonomy.ts';
import { JobAds1764000030000 } from './1764000030000-job-ads.ts';
import { JobAdYears1764000040000 } from './1764000040000-job-ad-years.ts';
import { PlainNames1764000050000 } from './1764000050000-plain-names.ts';
import { SearchWords1764000060000 } from './1764000060000-search-words.ts';
import { GoneAds1764000070000 } from './1764000070000-gone-ads.ts';
import { MembershipsAndSeries1764000080000 } from './1764000080000-memberships-and-series.ts';
import { HowKnown1764000090000 } from './1764000090000-how-known.ts';
import { BodiesWithoutContacts1764000091000 } from './1764000091000-bodies-without-contacts.ts';
import { CitedAnswers1764000100000 } from './1764000100000-cited-answers.ts';
import { PartyAliases1764000110000 } from './1764000110000-party-aliases.ts';
import { SeenDatasets1764000120000 } from './1764000120000-seen-datasets.ts';
import { AddressesWithoutContacts1764000130000 } from './1764000130000-addresses-without-contacts.ts';

/** Every migration, oldest first. */
export const migrations = [
  Content1764000001000,
  Search1764000002000,
  Memory1764000003000,
  Originals1764000004000,
  Taxonomy1764000020000,
  JobAds1764000030000,
  JobAdYears1764000040000,
  PlainNames1764000050000,
  SearchWords1764000060000,
  GoneAds1764000070000,
  MembershipsAndSeries1764000080000,
  HowKnown1764000090000,
  BodiesWithoutContacts1764000091000,
  CitedAnswers1764000100000,
  PartyAliases1764000110000,
  SeenDatasets1764000120000,
  AddressesWithoutContacts1764000130000,
];
