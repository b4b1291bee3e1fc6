import type { SampleHandler } from '../../upstream/sample.ts';
import { pxwebSamples } from '../pxweb/sample.ts';
import { electionTable } from './election-table.ts';

/** As of any PxWeb, and the categories of the table of elections, whose cells are all without a number. */
export const samples: SampleHandler = (request) => {
  const isElections = decodeURIComponent(request.path).endsWith(electionTable.id);
  return request.operation === 'metadata-1' && isElections ? elections() : pxwebSamples(request);
};

function elections(): object {
  const { region, party, parties, metric, votes, share, time } = electionTable;
  const listed = (values: readonly string[]) => ({ values, valueTexts: values });
  return {
    title: `Exempel: röster efter region, parti och valår (${electionTable.id})`,
    variables: [
      { code: region, text: 'region', ...listed(['0180', '1280', '1480', '2480']) },
      { code: party, text: 'parti', ...listed(parties) },
      { code: metric, text: 'tabellinnehåll', ...listed([votes, share]) },
      { code: time, text: 'valår', ...listed(['2014', '2018', '2022']), time: true },
    ],
  };
}
