import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askAt, contentDirectory, startCommand } from '../support/command.ts';

it('the content of another association, in Norwegian alone, is served as it is', async () => {
  const CONTENT_DIR = join(import.meta.dirname, 'fixtures/norsk-forening');
  const url = await startCommand(['serve'], { DATA_DIR: await contentDirectory(), CONTENT_DIR }).url;

  const answer = await askAt(
    url,
    `{
      questionnaire(slug: "eksempelkompass") {
        title
        publisher { name country }
        coverage { asked answered seats }
        missing { kind }
        questions {
          text proposition topics { slug prefLabel }
          positions { party { code name country } status stance summary language missing }
        }
      }
      search(query: "dele eksempler") { __typename }
    }`,
  );
  const file = await fetch(`${url}/data/eksempelkompass.csv`);

  expect(answer.errors).toBeUndefined();
  expect(answer.data.questionnaire).toMatchObject({
    title: 'Eksempelkompasset',
    publisher: { name: 'Eksempelforeningen', country: 'NO' },
    coverage: { asked: 2, answered: 1, seats: null },
    questions: [
      {
        proposition: 'Eksempler deles.',
        topics: [{ prefLabel: 'Eksempeldata' }],
        positions: [
          {
            party: { code: 'EKA', name: 'Eksempelpartiet A', country: 'NO' },
            stance: 'SUPPORTS',
            summary: 'Partiet vil dele eksempler.',
            language: 'NO',
            missing: ['RATIONALE', 'TRANSLATION'],
          },
          { status: 'DECLINED', stance: 'NONE', missing: [] },
        ],
      },
    ],
  });
  expect(answer.data.search).toContainEqual({ __typename: 'Position' });
  expect(file.status).toBe(200);
}, 60_000);
