import { resolve } from 'node:path';
import { GraphQLError } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPack } from '../../src/content/pack/pack.ts';
import { type Content, createContent } from '../../src/content/snapshot.ts';
import { knownOccupation } from '../../src/resolvers/support/known-occupation.ts';
import { knownPlace } from '../../src/resolvers/support/known-place.ts';

let content: Content;
beforeAll(async () => {
  content = createContent(await readPack([resolve('reference'), resolve('content')]));
});

function refusal(ask: () => unknown): { message: string; extensions: Record<string, unknown> } {
  try {
    ask();
  } catch (error) {
    if (error instanceof GraphQLError) return { message: error.message, extensions: error.extensions };
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a place to narrow by', () => {
  it.each([
    ['0180', '0180'],
    ['se', 'SE'],
    ['Stockholm', '0180'],
    ['stockholms län', '01'],
    ['Håbo', '0305'],
    ['håbo', '0305'],
    ['HÅBO KOMMUN', '0305'],
    ['Håbos kommun', '0305'],
    ['Habo', '0643'],
    ['habo kommun', '0643'],
    ['Falu kommun', '2080'],
    ['Falun', '2080'],
    ['Malmös', '1280'],
    ['Stockholm County', '01'],
    ['Umeå Municipality', '2480'],
    ['jonkoping', '0680'],
    ['Malmö stad', '1280'],
    ['Halmstads kommun', '1380'],
    ['Göteborgs Stad', '1480'],
    ['Borås stad', '1490'],
    ['Gotlands kommun', '0980'],
    ['Skåne', '12'],
    ['Västra Götaland', '14'],
    ['Region Stockholm', '01'],
    ['region halland', '13'],
    ['Uppsala län', '03'],
    ['Uppsala', '0380'],
    ['SE232', '14'],
    ['PVZL_BQT_XtL', '1480'],
  ])('is known as %s', (value, code) => {
    expect(knownPlace(content, value)?.code).toBe(code);
  });

  it('is none when none is named', () => {
    expect([knownPlace(content, null), knownPlace(content, undefined)]).toEqual([null, null]);
  });

  it('is refused with codes and names when there is no such place', () => {
    const { message, extensions } = refusal(() => knownPlace(content, 'Gbg'));

    expect(message).toMatch(/^There is no place "Gbg"\. The nearest are: \d{4} /);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'place' });
    expect(extensions['validValues']).toHaveLength(8);
  });
});

describe('an occupation to narrow by', () => {
  it.each([
    ['2512', '2512'],
    ['25', '25'],
    ['DJh5_yyF_hEM', '2512'],
    ['barnmorska', '2222'],
  ])('is known as %s', (value, code) => {
    expect(knownOccupation(content, value)?.code).toBe(code);
  });

  it.each([
    ['2521', '2511'],
    ['sjuksköterska', '2221'],
    ['barnmorskka', '2222'],
    ['snickarre', '7111'],
    ['frontendutveklare', '2512'],
  ])('is refused with codes and labels when it is %j', (value, near) => {
    const { message, extensions } = refusal(() => knownOccupation(content, value, 'occupation'));

    expect(message).toContain(`There is no occupation ${JSON.stringify(value)}.`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'occupation' });
    expect(extensions['validValues']).toContain(near);
  });
});
