import { expect, it } from 'vitest';
import {
  LetterFileError,
  type Letters,
  loadLetters,
  readLetters,
  storeLetters,
} from '../../src/content/appropriation-letters.ts';
import { Setting } from '../../src/database/tables.ts';
import { describeOnBothDatabases } from '../support/database.ts';
import { packContent } from '../support/graph.ts';
import { recordedFile, recordedText } from '../support/recorded.ts';

const HEAD = 'rbid,type,date,year,category,name,pdf';
const read = async (...lines: string[]): Promise<Letters> =>
  readLetters([HEAD, ...lines].join('\r\n'), (await packContent()).organisations.values());

it('reads one letter a year, with the number of decisions that changed it', async () => {
  const letters = await read(
    '102,Ändringsbeslut,2030-03-05,2030,Myndighet,Arbetsförmedlingen,True',
    '101,Regleringsbrev,2029-12-19,2030,Myndighet,Arbetsförmedlingen,True',
    '103,Ändringsbeslut,2030-06-05,2030,Myndighet,ARBETSFÖRMEDLINGEN,True',
    '100,Regleringsbrev,2028-12-20,2029,Myndighet,Arbetsförmedlingen,True',
  );

  expect(letters).toEqual({
    arbetsformedlingen: [
      {
        year: 2030,
        date: '2029-12-19',
        url: 'https://www.statskontoret.se/statsliggaren/regleringsbrev/?RBID=101',
        amendments: 2,
      },
      {
        year: 2029,
        date: '2028-12-20',
        url: 'https://www.statskontoret.se/statsliggaren/regleringsbrev/?RBID=100',
        amendments: 0,
      },
    ],
  });
});

it('leaves out appropriations, other agencies, names in part, and a year without a letter', async () => {
  expect(
    await read(
      '1,Regleringsbrev,2029-12-19,2030,Anslag,Arbetsförmedlingen,True',
      '2,Regleringsbrev,2029-12-19,2030,Myndighet,"Exempelverket, det stora",True',
      '3,Regleringsbrev,2029-12-19,2030,Myndighet,Arbetsförmedlingens verk,True',
      '4,Ändringsbeslut,2030-02-01,2030,Myndighet,Arbetsförmedlingen,True',
    ),
  ).toEqual({ arbetsformedlingen: [] });
});

it.each([
  ['<html>', /does not begin with rbid/],
  [`${HEAD}\n1,Brev,2029-12-19,2030,Myndighet,Arbetsförmedlingen,True`, /Line 2/],
  [`${HEAD}\n1,Regleringsbrev,2029-13-19,2030,Myndighet,Arbetsförmedlingen,True`, /Line 2/],
  [`${HEAD}\n1,Regleringsbrev`, /Line 2/],
])('refuses another file, and one that is damaged: %s', async (text, message) => {
  const { organisations } = await packContent();

  expect(() => readLetters(text, organisations.values())).toThrow(LetterFileError);
  expect(() => readLetters(text, organisations.values())).toThrow(message);
});

const recorded = 'digg-riksdag-regleringsbrev/letters-trimmed.csv';
it.skipIf(!recordedFile(recorded))('reads every row of the recorded file', async () => {
  const { organisations } = await packContent();

  const letters = readLetters(recordedText(recorded), organisations.values());

  expect(letters['arbetsformedlingen']?.find(({ year }) => year === 2020)).toMatchObject({
    date: '2019-12-19',
    url: expect.stringContaining('RBID=20264'),
  });
  expect(letters['digg']?.length).toBeGreaterThan(0);
});

describeOnBothDatabases('letters that are stored', (database) => {
  it('are read back, and none before', async () => {
    const { dataSource } = database();
    await dataSource.manager.delete(Setting, { key: 'appropriation-letters' });
    expect(await loadLetters(dataSource)).toEqual({});
    const letters = await read('101,Regleringsbrev,2029-12-19,2030,Myndighet,Arbetsförmedlingen,True');

    await storeLetters(dataSource, letters);

    expect(await loadLetters(dataSource)).toEqual(letters);
  });
});
