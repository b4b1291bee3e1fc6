import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { documentList } from '../../../src/sources/enrichments/decode.ts';
import { enrichments } from '../../../src/sources/enrichments/index.ts';
import type { TextTerms } from '../../../src/sources/kinds/text-terms.ts';
import { decodeAtOnce } from '../../support/decode-at-once.ts';
import { fakeUpstream } from '../../support/fake-upstream.ts';
import { recordedFile, recordedText } from '../../support/recorded.ts';
import { aCall, testUpstream } from '../../support/upstream.ts';

const termsAt = (baseUrl: string, texts: string[]) =>
  enrichments.open(testUpstream({ ...enrichments, baseUrl })).terms?.(texts, aCall());

const termsOf = (one: TextTerms | Error | null) => (one instanceof Error ? null : (one?.terms ?? null));

const term = (label: string, prediction: number) => ({
  concept_label: label,
  term: label.toLowerCase(),
  prediction,
});
const document = (doc_id: string, competencies: object[]) => ({
  doc_id,
  doc_headline: 'Text',
  enriched_candidates: { occupations: [], competencies, traits: [], geos: null },
});

it('asks once for many texts, and puts the answers in the texts’ order', async () => {
  const { url, asked } = await fakeUpstream({
    '/enrichtextdocuments': {
      json: [document('1', [term('Exempel B', 0.8)]), document('0', [term('Exempel A', 0.9)])],
    },
  });

  const found = await termsAt(url, ['en text', 'en annan', 'en tredje']);

  expect(asked).toEqual(['POST /enrichtextdocuments']);
  expect(found?.map((one) => termsOf(one)?.map(({ label }) => label) ?? null)).toEqual([
    ['Exempel A'],
    ['Exempel B'],
    null,
  ]);
});

it('asks for a hundred texts at a time', async () => {
  const { url, asked } = await fakeUpstream({ '/enrichtextdocuments': { json: [] } });

  const found = await termsAt(
    url,
    Array.from({ length: 101 }, (_, at) => `text ${at}`),
  );

  expect(asked).toHaveLength(2);
  expect(found).toHaveLength(101);
});

it('lets one bad text cost no other its answer', async () => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { documents_input: asked }: { documents_input: { doc_id: string; doc_text: string }[] } =
        JSON.parse(body);
      const isBad = asked.some(({ doc_text }) => doc_text === 'ond');
      response.writeHead(isBad ? 400 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(asked.map(({ doc_id }) => document(doc_id, [term('Exempel', 0.9)]))));
    });
  });
  onTestFinished(() => {
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const found = await termsAt(`http://127.0.0.1:${port}`, ['en', 'två', 'ond', 'fyra', 'fem']);

  expect(found?.map((one) => (one instanceof Error ? one.message : one?.terms.length))).toEqual([
    1,
    1,
    'enrichments refused the request with status 400',
    1,
    1,
  ]);
});

it('keeps the surest of a term that comes twice', async () => {
  const { url } = await fakeUpstream({
    '/enrichtextdocuments': {
      json: [document('0', [term('Exempel', 0.2), term('Exempel', 0.7), term('Annat', 0.9)])],
    },
  });

  const [found] = (await termsAt(url, ['en text'])) ?? [];

  expect(termsOf(found ?? null)).toEqual([
    { type: 'competency', label: 'Annat', term: 'annat', prediction: 0.9 },
    { type: 'competency', label: 'Exempel', term: 'exempel', prediction: 0.7 },
  ]);
});

it.skipIf(!recordedFile('jobtech-enrichments/enrichtextdocuments-sjukskoterska.json'))(
  'reads a recorded document',
  () => {
    const recorded = JSON.parse(recordedText('jobtech-enrichments/enrichtextdocuments-sjukskoterska.json'));

    const { value, dropped } = decodeAtOnce('enrichments', JSON.stringify([{ doc_id: 1, ...recorded }]), {
      format: 'json',
      schema: documentList,
    });

    const [document] = documentList.parse([{ doc_id: 1, ...recorded }]);
    expect(dropped).toBe(0);
    expect(value).toEqual([document]);
    expect(document?.terms.filter(({ type }) => type === 'occupation')).toEqual([
      { type: 'occupation', label: 'Sjuksköterska', term: 'sjuksköterska', prediction: 0.884523898 },
    ]);
    expect(document?.terms.map(({ type }) => type)).toContain('place');
  },
);
