import { describe, expect, it } from 'vitest';
import { createContent } from '../../src/content/snapshot.ts';
import { emptyRecords } from '../../src/database/content-types.ts';
import { entity } from '../../src/entities/node.ts';
import { Party } from '../../src/entities/party.ts';
import { Membership, Person } from '../../src/entities/person.ts';

const origin = { file: 'example.yaml' };
const party = (code: string, formerCodes: string[] = []) =>
  entity(Party, {
    key: `SE/${code}`,
    code,
    country: 'SE',
    name: { sv: code },
    colour: null,
    identifiers: [],
    formerCodes,
    origin,
  });
const person = (key: string, name: string, partyKey: string | null, nameVariants: string[] = []) =>
  entity(Person, {
    key,
    name,
    nameVariants,
    identifiers: [{ scheme: 'riksdagen', value: key }],
    partyKey,
    origin,
  });
const member = (personKey: string, partyKey: string, from: string | null, to: string | null) =>
  entity(Membership, {
    key: `${personKey}/${partyKey}`,
    personKey,
    partyKey,
    from,
    to,
    role: null,
    organisationKey: null,
    documentKey: null,
    origin,
  });

const records = emptyRecords();
records.party.push(party('C'), party('KD'), party('L', ['FP']));
records.person.push(
  person('0001', 'Exempel Ek-Åsen', 'SE/C', ['E. Ek Åsen']),
  person('0002', 'Exempel Ek Asen', 'SE/KD'),
  person('0003', 'Exempel Gran', 'SE/KD'),
);
records.membership.push(
  member('0003', 'SE/C', '2018-01-01', '2021-06-30'),
  member('0003', 'SE/KD', '2021-07-01', null),
);
const content = createContent(records);

describe('a name', () => {
  it.each([
    ['exempel ek-asen', ['0001', '0002']],
    ['E. Ek-Åsen', ['0001']],
    ['EXEMPEL  GRAN', ['0003']],
    // Near, and somebody else or nobody.
    ['Gran', []],
    ['Exempel', []],
    ['Exempel Grann', []],
    ['Exempel Gran Ek', []],
  ])('%s is that of %j', (name, expected) => {
    expect(content.personsNamed(name).map(({ key }) => key)).toEqual(expected);
  });
});

describe('the party of somebody who has changed party', () => {
  const partyOn = (date: string | null, partyCode: string | null) =>
    content.partyOfMember({
      parliament: 'riksdagen',
      country: 'SE',
      name: 'Exempel Gran',
      memberId: '0003',
      partyCode,
      date,
    })?.code;

  it.each([
    ['2019-05-01', null, 'C'],
    ['2021-06-30', '-', 'C'],
    ['2023-05-01', null, 'KD'],
    // Before the first membership the document's own code tells.
    ['2010-05-01', 'FP', 'L'],
    [null, null, 'KD'],
  ])('on %s, where the document says %j, is %s', (date, code, expected) => {
    expect(partyOn(date, code === '-' ? null : code)).toBe(expected);
  });
});
