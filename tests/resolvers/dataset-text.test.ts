import { describe, expect, it } from 'vitest';
import { Language } from '../../src/entities/language.ts';
import { datasetText } from '../../src/resolvers/support/dataset-text.ts';
import { datasetIn } from '../catalogues/records.ts';

const { SV, EN } = Language;
const danish = datasetIn({
  sourceId: 'data-europa',
  nativeId: '1',
  title: { en: 'Employees' },
  machineTranslated: [EN],
  original: { title: 'Medarbejdere', description: null },
});
const both = datasetIn({
  sourceId: 'data-europa',
  nativeId: '2',
  title: { sv: 'Anställda', en: 'Employees' },
  machineTranslated: [EN],
});

describe('the title of a dataset', () => {
  it('is in the words of the publisher where the client names no language for it', () => {
    expect(datasetText(danish, 'title', null, [EN])).toEqual({ text: 'Medarbejdere', isByMachine: false });
    expect(datasetText(both, 'title', null, [EN])).toEqual({ text: 'Anställda', isByMachine: false });
  });

  it('is the translation in the language that the client names, and is marked', () => {
    expect(datasetText(danish, 'title', EN, [])).toEqual({ text: 'Employees', isByMachine: true });
    expect(datasetText(both, 'title', SV, [EN])).toEqual({ text: 'Anställda', isByMachine: false });
  });

  it('is a translation where nothing else exists', () => {
    const only = datasetIn({ ...danish, sourceId: 'data-europa', nativeId: '1', original: null });

    expect(datasetText(only, 'title', null, [SV])).toEqual({ text: 'Employees', isByMachine: true });
  });

  it('is nothing where there is none', () => {
    expect(datasetText(datasetIn({ sourceId: 'a', nativeId: '1' }), 'title', SV, [])).toEqual({
      text: null,
      isByMachine: false,
    });
  });
});
