import type { PageLanguage } from '../saved-queries/front-matter.ts';

const words = {
  sv: {
    pages: 'Sidor',
    compass: 'Valkompassen',
    gaps: 'Data som saknas',
    sources: 'Källor',
    queries: 'Sparade frågor',
    other: 'English',
    files: 'Som fil och flöde',
    original: 'I originalet',
    licence: 'licens',
    lines: 'rad',
  },
  en: {
    pages: 'Pages',
    compass: 'The election compass',
    gaps: 'Missing data',
    sources: 'Sources',
    queries: 'Saved queries',
    other: 'Svenska',
    files: 'As a file or feed',
    original: 'In the original',
    licence: 'licence',
    lines: 'line',
  },
} as const;

export const siteWords = (lang: PageLanguage) => words[lang];
