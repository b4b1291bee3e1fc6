import { describe, expect, it } from 'vitest';
import { answersOf, doubtsOf, interpreted } from './interpreted.ts';

/** A compass of one question, in which the party of `heading` answers after the Moderates. */
const withHeading = (heading: string) =>
  `Enkät om skog\n\n1. Vad vill ni med skogen?\n\nM\n\nVi vill gallra skogen varje år.\n\n${heading}\n\nVi vill plantera ny skog i varje kommun.\n`;

describe('the party that answers', () => {
  it.each([
    ['S', 'Socialdemokraterna (S)'],
    ['S', 'S – Socialdemokraterna'],
    ['S', 'S: Socialdemokraterna'],
    ['S', 'Socialdemokraternas svar'],
    ['S', 'Socialdemokraternas svar:'],
    ['S', 'Svar från Socialdemokraterna'],
    ['S', 'Socialdemokratiska arbetarepartiet'],
    ['S', 'SOCIALDEMOKRATERNA'],
    ['S', '[S]'],
    ['S', 'S:s svar'],
    ['MP', 'Miljöpartiet'],
    ['MP', 'Miljöpartiet de gröna (MP)'],
    ['MP', 'MP / Miljöpartiet'],
    ['MP', 'De gröna'],
    ['V', 'Vänsterpartiet svarar'],
    ['V', 'Vänsterpartiet svarar så här:'],
    ['V', '• Vänsterpartiet'],
    ['L', 'Liberalernas svar'],
    ['L', 'Folkpartiet'],
    ['L', 'Folkpartiet liberalerna (FP)'],
    ['L', 'FP'],
    ['SD', 'Sverigedemokraterna, SD'],
    ['SD', 'SD, Sverigedemokraterna'],
    ['C', 'Centern'],
    ['C', 'Centerns svar'],
    ['C', 'Centerpartiet | C'],
    ['C', 'The Centre Party replies'],
    ['KD', 'Kristdemokraterna (kd)'],
    ['KD', 'Partiet Kristdemokraterna'],
  ])('is %s under the line “%s”', async (code, heading) => {
    const found = await interpreted('skog.txt', withHeading(heading));

    expect(answersOf(found)).toEqual({
      '1/M': 'ANSWERED Vi vill gallra skogen varje år.',
      [`1/${code}`]: 'ANSWERED Vi vill plantera ny skog i varje kommun.',
    });
    expect(doubtsOf(found)).toEqual([]);
  });

  it.each([
    ['M', 'Moderata samlingspartiet'],
    ['M', 'Nya Moderaterna'],
  ])('is %s under the line “%s”, beside another party', async (code, heading) => {
    const found = await interpreted('skog.txt', withHeading(heading).replace('\nM\n', '\nC\n'));

    expect(Object.keys(answersOf(found))).toEqual(['1/C', `1/${code}`]);
  });

  it.each([
    ['A', 'Arbeiderpartiet (Ap)'],
    ['A', 'Ap'],
    ['SV', 'SV – Sosialistisk Venstreparti'],
    ['FrP', 'Fremskrittspartiets svar'],
    ['FrP', 'FRP'],
    ['V', 'Venstre svarer'],
    ['MDG', 'Miljøpartiet De Grønne'],
  ])('is %s in Norway under the line “%s”', async (code, heading) => {
    const text = withHeading(heading).replace('\nM\n', '\nH\n');
    const found = await interpreted('skog.txt', text, { language: 'no', questionnaire: { country: 'NO' } });

    expect(Object.keys(answersOf(found))).toEqual(['1/H', `1/${code}`]);
  });

  it.each([
    ['an ATX heading', '### Socialdemokraternas svar\n\nVi vill plantera.\n'],
    ['bold text', '**Socialdemokraterna (S)**\n\nVi vill plantera.\n'],
    ['a setext heading', 'Socialdemokraterna\n---\n\nVi vill plantera.\n'],
    ['bold text before a line break', '**Socialdemokraterna**\\\nVi vill plantera.\n'],
    ['bold text in the line above', '**Socialdemokraterna**\nVi vill plantera.\n'],
    ['bold text in the same line', '**Socialdemokraterna** Vi vill plantera.\n'],
    ['the word before a colon', 'Socialdemokraterna: Vi vill plantera.\n'],
    ['the item of a list', '- **S:** Vi vill plantera.\n'],
  ])('is found in Markdown as %s', async (_, answer) => {
    const other = answer
      .replace(/Socialdemokraterna(?:s)?(?: \(S\))?|S(?=:)/, 'Centern')
      .replace('plantera', 'gallra');
    const found = await interpreted('skog.md', `# Enkät\n\n## 1. Vad vill ni?\n\n${other}\n${answer}`);

    expect(answersOf(found)).toEqual({
      '1/C': 'ANSWERED Vi vill gallra.',
      '1/S': 'ANSWERED Vi vill plantera.',
    });
    expect(doubtsOf(found)).toEqual([]);
  });

  it('is one that the manifest names by the words of the document', async () => {
    const found = await interpreted('skog.txt', withHeading('Skogens vänner'), {
      questionnaire: { parties: { 'Skogens vänner': 'MP' } },
    });

    expect(answersOf(found)['1/MP']).toBe('ANSWERED Vi vill plantera ny skog i varje kommun.');
  });
});

describe('a line that may be the name of a party', () => {
  it.each([
    ['a party that the register does not know', 'Skogspartiet'],
    ['one with a code', 'Skogens vänner (SV)'],
    ['a short line', 'Skogens vänner'],
    ['one that answers', 'Skogens vänner svarar'],
    ['two parties', 'Centern och Liberalerna'],
  ])('is a doubt with its line, and its text is nobody’s: %s', async (_, heading) => {
    const found = await interpreted('skog.txt', withHeading(heading));

    expect(answersOf(found)).toEqual({ '1/M': 'ANSWERED Vi vill gallra skogen varje år.' });
    expect(doubtsOf(found)).toEqual([
      expect.stringMatching(new RegExp(`^9 “${heading.replace(/[()]/g, '\\$&')}” looks like`)),
    ]);
    expect(found.account.leftOutItems.map(({ line, text }) => [line, text])).toEqual([
      [9, heading],
      [11, 'Vi vill plantera ny skog i varje kommun.'],
    ]);
  });

  it('is a doubt as a heading of Markdown, on the level of the parties', async () => {
    const found = await interpreted(
      'skog.md',
      '# Enkät\n\n## 1. Vad vill ni?\n\n### C\n\nVi vill gallra.\n\n### Vändpunkt\n\nVi vill vända.\n',
    );

    expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Vi vill gallra.' });
    expect(doubtsOf(found)).toEqual([expect.stringMatching(/^9 “Vändpunkt” looks like/)]);
  });

  it('is part of the answer where the manifest says so', async () => {
    const found = await interpreted('skog.txt', withHeading('Skogens vänner'), {
      questionnaire: { notParties: ['Skogens vänner'] },
    });

    expect(answersOf(found)['1/M']).toContain('Vi vill plantera');
    expect(doubtsOf(found)).toEqual([]);
  });

  it('is a doubt in a sentence that begins with the name of another party', async () => {
    const found = await interpreted('skog.txt', withHeading('Centern vill plantera skog.'));

    expect(doubtsOf(found)).toContainEqual(expect.stringMatching(/^9 .* begins with the name of C/));
  });
});

it('doubts that a party is missing below a question after it answered one', async () => {
  const found = await interpreted(
    'skog.txt',
    '1. Vad vill ni?\n\nC\n\nVi vill gallra.\n\nL\n\nVi vill så.\n\n2. Hur gör ni det?\n\nC\n\nVi gör det med såg.\n',
  );

  expect(doubtsOf(found)).toEqual([
    expect.stringMatching(/^11 L answers question 1 and is missing below question 2/),
  ]);
});

describe('with the least manifest', () => {
  const compass = (answer: string) => `1. Vad vill ni?\n\nC\n\nVi vill gallra.\n\nL\n\n${answer}\n`;

  it.each([
    'Ej svarat',
    'Har inte svarat.',
    'Inget svar har inkommit',
    '(Ej svarat)',
    'Partiet har inte svarat trots påminnelser.',
    'Svar saknas',
    '–',
    'Har ikke svart.',
    'Ikke besvart',
    'No response',
    'Did not respond in time.',
    'The party has not answered.',
  ])('“%s” is no response, and asks for confirmation', async (answer) => {
    const found = await interpreted('skog.txt', compass(answer));

    expect(answersOf(found)['1/L']).toMatch(/^NO_RESPONSE/);
    expect(found.confirmations).toEqual([
      expect.objectContaining({ line: 9, message: expect.stringContaining('read as NO_RESPONSE') }),
    ]);
  });

  it.each([
    'Tyvärr avstår vi.',
    'Vi har tyvärr ingen möjlighet att svara på er enkät.',
    'Tyvärr kommer vi inte kunna delta i denna enkät.',
    'Avböjer att svara',
    'Vi har valt att inte delta.',
    'Vi ønsker ikke å svare på undersøkelsen.',
    'Partiet takker nei.',
    'We decline to answer.',
    'Unfortunately we are unable to take part.',
  ])('“%s” is declined, and asks for confirmation', async (answer) => {
    const found = await interpreted('skog.txt', compass(answer));

    expect(answersOf(found)['1/L']).toMatch(/^DECLINED/);
    expect(found.confirmations).toHaveLength(1);
  });

  it.each([
    'Inget svar är enkelt, men vi vill plantera mer.',
    'Vi avstår inte från några medel för att rädda skogen.',
    'Tyvärr går det långsamt, så vi vill plantera mer.',
    'Vi svarar för mer skog.',
  ])('“%s” is an answer', async (answer) => {
    const found = await interpreted('skog.txt', compass(answer));

    expect(answersOf(found)['1/L']).toBe(`ANSWERED ${answer}`);
    expect(found.confirmations).toEqual([]);
  });

  it('a closing paragraph about the parties is nobody’s answer, and a doubt', async () => {
    const found = await interpreted(
      'skog.txt',
      compass('Vi vill så.\n\nAlla partier vill alltså ha skog, och det välkomnar föreningen.'),
    );

    expect(answersOf(found)['1/L']).toBe('ANSWERED Vi vill så.');
    expect(doubtsOf(found)).toEqual([
      expect.stringMatching(/^11 this last paragraph seems to speak about the parties/),
    ]);
  });

  const asked = (answers: string) => `# Enkät\n\n## 1. Skog?\n\n${answers}\n`;

  it.each([
    ['before a colon', 'C: Ja.\n\nL: Nej.\n\nSkogsfolket: Jo.'],
    ['before a colon, with a usual word', 'C: Ja.\n\nL: Nej.\n\nFramtidens initiativ: Jo.'],
    ['in bold', '**C** Ja.\n\n**L** Nej.\n\n**Skogsfolket** Jo.'],
    ['in bold before a colon', '**C:** Ja.\n\n**L:** Nej.\n\n**Skogsfolket:** Jo.'],
    ['as an item', '- C\n\nJa.\n\n- L\n\nNej.\n\n- Skogsfolket\n\nJo.'],
    ['as an item with a usual word', 'C\n\nJa.\n\nL\n\nNej.\n\n- Skogspartiet\n\nJo.'],
    [
      'in a sentence that announces an answer',
      'C\n\nJa.\n\nL\n\nNej.\n\nOch slutligen hörde vi Vänstern:\n\nJo.',
    ],
  ])('an unknown name ends the answer above it: %s', async (_, answers) => {
    const found = await interpreted('skog.md', asked(answers));

    expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Ja.', '1/L': 'ANSWERED Nej.' });
    expect(doubtsOf(found)).toEqual([expect.stringMatching(/looks like the name of a party or a heading/)]);
  });

  it.each([
    ['Så här svarar Centern:\n\nJa.\n\nFrån Liberalerna kommer följande svar:\n\nNej.'],
    ['**Centern** svarade: Ja.\n\n**Liberalerna** svarade: Nej.'],
  ])('words around a name belong to it: %s', async (answers) => {
    const found = await interpreted('skog.md', asked(answers));

    expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Ja.', '1/L': 'ANSWERED Nej.' });
    expect(doubtsOf(found)).toEqual([]);
  });

  it('a party that answers only a later question is a doubt at the earlier one', async () => {
    const found = await interpreted('skog.md', asked('C\n\nJa.\n\n## 2. Sjö?\n\nC\n\nJa.\n\nL\n\nNej.'));

    expect(doubtsOf(found)).toEqual([
      expect.stringMatching(/^3 L answers question 2 and is missing below question 1/),
    ]);
  });

  it.each([
    ['Inget svar', 'NO_RESPONSE'],
    ['Vi återkommer.', 'NO_RESPONSE'],
    ['Vet ej.', 'NO_POSITION'],
    ['Vi har ingen åsikt i frågan.', 'NO_POSITION'],
    ['Har ännu inte tagit ställning', 'NO_POSITION'],
    ['We have no opinion', 'NO_POSITION'],
    ['Vi har ingen politik som stoppar detta, tvärtom.', 'ANSWERED'],
  ])('“%s” is read as %s', async (answer, status) => {
    const found = await interpreted('skog.md', asked(`C\n\n${answer}\n\nL\n\nNej.`));

    expect(answersOf(found)).toMatchObject({ '1/C': `${status} ${answer}`, '1/L': 'ANSWERED Nej.' });
    expect(doubtsOf(found)).toEqual([]);
  });

  it.each([
    'Redaktionens kommentar: det var ett bra svar.',
    'Kommentar: det var ett bra svar.',
    'Swedish JobTech kommenterar: det var ett bra svar.',
    "Editor's note: the answer was cut.",
  ])('a comment between two answers is nobody’s answer, and a doubt: %s', async (comment) => {
    const found = await interpreted('skog.txt', `1. Skog?\n\nC\n\nJa.\n\n${comment}\n\nL\n\nNej.\n`);

    expect(answersOf(found)).toEqual({ '1/C': 'ANSWERED Ja.', '1/L': 'ANSWERED Nej.' });
    expect(doubtsOf(found)).toEqual([expect.stringMatching(/^7 this seems to be a comment/)]);
  });

  it('a sentence that gives the word to another party is a doubt', async () => {
    const found = await interpreted('skog.txt', compass('Vi vill så. Centern: vi vill gallra.'));

    expect(doubtsOf(found)).toEqual([
      expect.stringMatching(/^9 in the answer of L a sentence begins with the name of C/),
    ]);
  });

  it('a paragraph more than the other answers have, after each question, is a doubt', async () => {
    const text = [1, 2, 3]
      .map(
        (number) =>
          `${number}. Fråga ${number}?\n\nC\n\nJa.\n\nL\n\nNej.\n\nDet lovar gott inför framtiden.\n`,
      )
      .join('\n');
    const found = await interpreted('skog.txt', text);

    expect(Object.values(answersOf(found)).filter((answer) => answer.includes('framtiden'))).toEqual([]);
    expect(doubtsOf(found)).toHaveLength(3);
  });

  it('the furniture of a page and footnotes are in no answer', async () => {
    const found = await interpreted(
      'skog.txt',
      compass('Vi vill så.\n\nFler nyheter\n\nDela på Facebook\n\n© Föreningen 2031'),
    );

    expect(answersOf(found)['1/L']).toBe('ANSWERED Vi vill så.');
    expect(found.account.pageItems.map(({ line }) => line)).toEqual([11, 13, 15]);
  });
});

describe('a title glued to the next sentence', () => {
  it.each(['SkogskompassenInför valet frågade vi.', 'Vad händer nu?Jag hoppas på skog.'])(
    'is a doubt with its line: %s',
    async (line) => {
      const found = await interpreted('a.txt', `Inledning.\n\n${line}`, { kind: 'ARTICLE' });

      expect(doubtsOf(found)).toEqual([expect.stringMatching(/^3 “.*” joins two words/)]);
    },
  );

  it.each(['Vi skriver i LinkedIn och JavaScript.', 'Skogsdata finns på https://exempel.se/SkogsDataBas.'])(
    'is not seen in: %s',
    async (line) => {
      expect(doubtsOf(await interpreted('a.txt', `Inledning.\n\n${line}`, { kind: 'ARTICLE' }))).toEqual([]);
    },
  );
});
