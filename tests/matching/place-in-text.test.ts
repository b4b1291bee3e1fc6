import { expect, it } from 'vitest';
import { placeIn } from '../../src/matching/place-in-text.ts';
import { packContent } from '../support/graph.ts';

it.each([
  ['undersköterska Malmö', '1280'],
  ['Vi söker undersköterskor till hemtjänsten i Kiruna.', '2584'],
  ['jobb som kock i lund', '1281'],
  ['Göteborgs hamn söker truckförare', '1480'],
  ['nurse in Gothenburg', '1480'],
  ['Söker jobb, inte i Lund utan i Malmö', '1280'],
  ['Lärare i Västra Götaland', '14'],
  ['Jag kan hålla i en bok om natten', null],
  ['En lund med träd', null],
  ['constructor', null],
])('the place in “%s” is %s', async (text, code) => {
  expect(placeIn(await packContent(), text)?.key ?? null).toBe(code);
});
