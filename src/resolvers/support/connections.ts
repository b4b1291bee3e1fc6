import { connectionType } from '../../entities/connection.ts';
import { Dataset } from '../../entities/dataset.ts';
import { DatasetChange } from '../../entities/dataset-change.ts';
import { Document } from '../../entities/document.ts';
import { FollowUp } from '../../entities/follow-up.ts';
import { InformationRequest } from '../../entities/information-request.ts';
import { JobAd } from '../../entities/job-ad.ts';
import { JobAdMatch } from '../../entities/job-ad-match.ts';
import { ParliamentaryDocument, Vote } from '../../entities/parliament.ts';
import { Person } from '../../entities/person.ts';
import { StatisticsTable } from '../../entities/statistics.ts';

export const JobAdConnection = connectionType('JobAd', () => JobAd);
export const JobAdMatchConnection = connectionType('JobAdMatch', () => JobAdMatch);
export const DatasetConnection = connectionType('Dataset', () => Dataset);
export const DatasetChangeConnection = connectionType('DatasetChange', () => DatasetChange);
export const DocumentConnection = connectionType('Document', () => Document);
export const PersonConnection = connectionType('Person', () => Person);
export const ParliamentaryDocumentConnection = connectionType(
  'ParliamentaryDocument',
  () => ParliamentaryDocument,
);
export const InformationRequestConnection = connectionType('InformationRequest', () => InformationRequest);
export const VoteConnection = connectionType('Vote', () => Vote);
export const FollowUpConnection = connectionType('FollowUp', () => FollowUp);
export const StatisticsTableConnection = connectionType('StatisticsTable', () => StatisticsTable);
