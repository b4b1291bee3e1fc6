import { expect, it, onTestFinished } from 'vitest';
import { electionTable } from '../../src/sources/scb/election-table.ts';
import { scb } from '../../src/sources/scb/index.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { graphOver } from '../support/graph.ts';
import { cubeOver } from '../support/pxweb.ts';

const query = `{
  places(kind: MUNICIPALITY, query: "Göteborg") { ...result }
  stockholm: place(code: "0180") { ...result ahead: electionResult(election: "se-riksdag-2026") { label } }
  county: place(code: "01") { electionResult(election: "se-riksdag-2022") { label } }
}
fragment result on Place {
  code
  electionResult(election: "se-riksdag-2022") {
    label votes voteShare seats party { code } place { code } provenance { state source { slug } }
  }
}`;

const path = `/sv/ssd/${electionTable.id}`;
const listed = (code: string, values: readonly string[]) => ({
  code,
  text: code,
  values,
  valueTexts: values,
});
const metadata = {
  title: 'Röster efter region, parti och valår',
  variables: [
    listed('Region', ['0180', '1280', '1480']),
    listed('Partimm', electionTable.parties),
    listed('ContentsCode', ['ME0104B6', 'ME0104B7']),
    { ...listed('Tid', ['2018', '2022']), time: true },
  ],
};

interface Asked {
  query: { code: string; selection: { filter: string; values: string[] } }[];
}

it('has the result of a municipality, all of an answer by one request', async () => {
  const bodies: Asked[] = [];
  const { url, asked } = await fakeUpstream({
    '*': { status: 404 },
    [path]: (request, _count, body) => {
      if (request.method === 'GET') return { json: metadata };
      const { query: sent }: Asked = JSON.parse(body);
      bodies.push({ query: sent });
      const cube = cubeOver(sent.map(({ code, selection }) => ({ code, codes: selection.values })));
      // Share and votes of each party; of 1480 the votes for others are unknown.
      cube.value[cube.value.length - 2] = null;
      return { json: { ...cube, status: { [cube.value.length - 2]: '..' } } };
    },
  });
  const graph = await graphOver([scb], { mode: 'live', baseUrls: { scb: url, 'scb-v1': url } });
  onTestFinished(() => graph.close());

  const { data, errors } = await graph.ask(query);

  expect(errors).toEqual([]);
  const { electionResult: result } = data.stockholm;
  expect(result).toHaveLength(9);
  expect(result.map(({ label }: { label: string }) => label)).toEqual(
    // The cells of the stub count upwards, and the label is the party's own of that year, not the table's FP.
    ['SD', 'V', 'S', 'MP', 'KD', 'L', 'C', 'M', 'OTHER'],
  );
  expect(result[5]).toEqual({
    label: 'L',
    votes: 5,
    voteShare: 6,
    seats: null,
    party: { code: 'L' },
    place: { code: '0180' },
    provenance: { state: 'LIVE', source: { slug: 'scb' } },
  });
  expect(data.places[0].electionResult.at(-1)).toMatchObject({ label: 'OTHER', votes: null, party: null });
  // Not in the table yet, and not of counties.
  expect([data.stockholm.ahead, data.county.electionResult]).toEqual([null, null]);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]?.query[0]).toEqual({
    code: 'Region',
    selection: { filter: 'vs:RegionKommun07+BaraEjAggr', values: ['0180', '1480'] },
  });
  expect(asked.filter((line) => line.startsWith('GET') && line.includes(electionTable.id))).toHaveLength(1);
});

it('has parties without an invented figure in a sample', async () => {
  const graph = await graphOver([scb], { mode: 'sample' });
  onTestFinished(() => graph.close());

  const { data, errors } = await graph.ask(query);

  expect(errors).toEqual([]);
  const { electionResult: result } = data.stockholm;
  expect(result).toHaveLength(9);
  for (const one of result) {
    expect(one).toMatchObject({ votes: null, voteShare: null, provenance: { state: 'SAMPLE' } });
  }
});
